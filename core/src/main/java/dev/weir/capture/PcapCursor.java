package dev.weir.capture;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Walks a classic pcap file. Source: draft-ietf-opsawg-pcap; lengths are judged as libpcap 1.10.3
 * does: what is longer than the snapshot length is cut to it, what no capture can hold is damage.
 *
 * <pre>
 *  0  seconds
 *  4  fraction of a second
 *  8  captured length    (swapped with the next before version 2.3)
 * 12  original length
 * 16  modified pcap only: interface index (32), protocol (16), packet type (8), padding (8)
 * </pre>
 */
final class PcapCursor extends FileCursor {
  private static final int SECONDS_OFFSET = 0;
  private static final int FRACTION_OFFSET = SECONDS_OFFSET + 4;
  private static final int CAPTURED_LENGTH_OFFSET = FRACTION_OFFSET + 4;
  private static final int ORIGINAL_LENGTH_OFFSET = CAPTURED_LENGTH_OFFSET + 4;
  private static final int RECORD_HEADER_LENGTH = ORIGINAL_LENGTH_OFFSET + 4;
  private static final int MODIFIED_HEADER_LENGTH = RECORD_HEADER_LENGTH + 8;

  private final PcapHeader fileHeader;
  private final boolean swapped;
  private final int recordHeaderLength;
  private final int capturedOffset;
  private final int originalOffset;
  private final boolean guessLengths;
  private final int snapLength;
  private final long nanosPerFraction;

  /** Where the record is. */
  private long record;

  PcapCursor(final String file, final CaptureBytes bytes, final PcapHeader fileHeader) {
    super(file, bytes);
    this.fileHeader = fileHeader;
    final boolean lengthsSwapped = fileHeader.hasSwappedLengths();
    swapped = fileHeader.isSwapped();
    recordHeaderLength = fileHeader.modified() ? MODIFIED_HEADER_LENGTH : RECORD_HEADER_LENGTH;
    capturedOffset = lengthsSwapped ? ORIGINAL_LENGTH_OFFSET : CAPTURED_LENGTH_OFFSET;
    originalOffset = lengthsSwapped ? CAPTURED_LENGTH_OFFSET : ORIGINAL_LENGTH_OFFSET;
    guessLengths = fileHeader.mayHaveSwappedLengths();
    snapLength = fileHeader.snapLength();
    nanosPerFraction = fileHeader.nanoseconds() ? 1 : 1000;
    offset = PcapHeader.LENGTH;
    linkType = fileHeader.linkType();
    interfaces.add(new CaptureInterface(file, fileHeader));
  }

  @Override
  boolean advance() {
    final long start = offset;
    final long data = start + recordHeaderLength;
    if (data > bytes.limit && !bytes.refill(start, data, packetNumber)) {
      return end(start, "a record header");
    }
    record = bytes.base + start;
    long captured = field(capturedOffset);
    long original = field(originalOffset);
    if (guessLengths && captured > original) {
      final long other = captured;
      captured = original;
      original = other;
    }
    if (captured > MAX_CAPTURED_LENGTH) {
      return lengthDamage(start, captured);
    }
    timestampSeconds = field(SECONDS_OFFSET);
    timestampFraction = field(FRACTION_OFFSET) * nanosPerFraction;
    final long end = data + captured;
    if (end > bytes.limit && !bytes.refill(start, end, packetNumber)) {
      return end(start, "a packet");
    }
    originalLength = (int) original;
    packetAddress = bytes.base + data;
    capturedLength = Math.min((int) captured, snapLength);
    packet.wrap(packetAddress, capturedLength);
    packetNumber++;
    offset = end;
    return true;
  }

  /**
   * A field of the record's header, all of which is there, as an unsigned number. It is widened
   * without its sign on purpose: when a mapped file has been cut short, the JVM survives this load
   * but not a sign-extending one.
   */
  private long field(final int at) {
    final int value = UnsafeApi.getInt(record + at);
    return (swapped ? Integer.reverseBytes(value) : value) & 0xFFFF_FFFFL;
  }

  private boolean lengthDamage(final long start, final long captured) {
    return damage(
        start,
        "a packet of "
            + captured
            + " captured bytes: no more than "
            + MAX_CAPTURED_LENGTH
            + " are possible");
  }

  @Override
  String container() {
    return fileHeader.container();
  }

  @Override
  ByteOrder order() {
    return fileHeader.order();
  }

  @Override
  String version() {
    return fileHeader.version();
  }
}
