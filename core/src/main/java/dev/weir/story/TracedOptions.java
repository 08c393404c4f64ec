package dev.weir.story;

/**
 * What a segment's options say, as far as a story tells it.
 *
 * @param maximumSegmentSize bytes, 0 where there is none.
 * @param windowScale the shift count as sent, -1 where there is none.
 * @param sackPermitted whether SACK is permitted (RFC 2018).
 * @param hasTimestamps whether there are timestamps (RFC 7323).
 * @param timestamp the sender's clock, unsigned 32 bits; 0 without timestamps.
 * @param timestampEcho the echoed clock of the receiver, unsigned 32 bits; 0 without timestamps.
 * @param fastOpen whether there is a Fast Open option (RFC 7413).
 * @param sackBlocks how many SACK blocks there are.
 */
public record TracedOptions(
    int maximumSegmentSize,
    int windowScale,
    boolean sackPermitted,
    boolean hasTimestamps,
    long timestamp,
    long timestampEcho,
    boolean fastOpen,
    int sackBlocks) {
  /** No options. */
  public static final TracedOptions NONE = new TracedOptions(0, -1, false, false, 0, 0, false, 0);
}
