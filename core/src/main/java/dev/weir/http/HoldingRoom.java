package dev.weir.http;

/** Counts the payload that all streams together hold because it came early. */
final class HoldingRoom {
  private final long mostBytes;
  private long bytes;

  /**
   * Makes an empty room.
   *
   * @param mostBytes beyond which {@link #isOverBound()}.
   */
  HoldingRoom(final long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(final int count) {
    bytes += count;
  }

  boolean isOverBound() {
    return bytes > mostBytes;
  }
}
