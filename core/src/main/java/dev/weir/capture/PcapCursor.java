package dev.weir.capture;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Walks a classic pcap file (formats: libpcap's pcap-savefile(5)). */
final class PcapCursor extends PacketCursor {
  static final int FILE_HEADER_LENGTH = 24;
  private static final int RECORD_HEADER_LENGTH = 16;
  private static final int SECONDS_OFFSET = 0;
  private static final int FRACTION_OFFSET = SECONDS_OFFSET + 4;
  private static final int CAPTURED_LENGTH_OFFSET = FRACTION_OFFSET + 4;
  private static final int ORIGINAL_LENGTH_OFFSET = CAPTURED_LENGTH_OFFSET + 4;

  private final String file;
  private final CaptureBytes bytes;
  private final ByteOrder order;
  private final int snapLength;
  private final long nanosPerFraction;
  private final UnsafeBuffer header = new UnsafeBuffer(0, 0);
  private final List<CaptureInterface> interfaces;
  private final List<Damage> damages = new ArrayList<>(1);
  private long offset = FILE_HEADER_LENGTH;

  PcapCursor(
      final String file,
      final CaptureBytes bytes,
      final ByteOrder order,
      final CaptureInterface link,
      final long nanosPerFraction) {
    this.file = file;
    this.bytes = bytes;
    this.order = order;
    this.snapLength = link.snapLength();
    this.nanosPerFraction = nanosPerFraction;
    this.interfaces = List.of(link);
    this.linkType = link.linkType();
  }

  @Override
  public boolean next() {
    final long start = offset;
    final long data = start + RECORD_HEADER_LENGTH;
    if (data > bytes.limit && !bytes.refill(start, data)) {
      return endInHeader(start);
    }
    header.wrap(bytes.base + start, RECORD_HEADER_LENGTH);
    final int captured = header.getInt(CAPTURED_LENGTH_OFFSET, order);
    if (captured < 0 || captured > MAX_CAPTURED_LENGTH) {
      return damage(
          start,
          "captured length "
              + Integer.toUnsignedString(captured)
              + " is beyond "
              + MAX_CAPTURED_LENGTH);
    }
    final long end = data + captured;
    if (end > bytes.limit) {
      if (!bytes.refill(start, end)) {
        return damage(start, "the file ends inside a packet");
      }
      header.wrap(bytes.base + start, RECORD_HEADER_LENGTH);
    }
    timestampSeconds = header.getInt(SECONDS_OFFSET, order) & 0xFFFF_FFFFL;
    timestampFraction = (header.getInt(FRACTION_OFFSET, order) & 0xFFFF_FFFFL) * nanosPerFraction;
    originalLength = header.getInt(ORIGINAL_LENGTH_OFFSET, order);
    packetAddress = bytes.base + data;
    capturedLength = Math.min(captured, snapLength);
    packet.wrap(packetAddress, capturedLength);
    packetNumber++;
    offset = end;
    bytes.release(start);
    return true;
  }

  private boolean endInHeader(final long start) {
    return bytes.limit == start ? false : damage(start, "the file ends inside a record header");
  }

  private boolean damage(final long at, final String reason) {
    if (damages.isEmpty()) {
      damages.add(new Damage(file, at, packetNumber, reason));
    }
    return false;
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return interfaces;
  }

  @Override
  public List<Damage> damages() {
    return Collections.unmodifiableList(damages);
  }

  @Override
  public long bytesRead() {
    return offset;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
