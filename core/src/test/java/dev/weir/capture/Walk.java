package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that a cursor tells of a capture, so that two ways of reading it can be compared. */
record Walk(
    List<Packet> packets,
    List<Damage> damages,
    List<String> notices,
    List<CaptureFile> files,
    List<String> interfaces) {
  record Packet(
      long seconds,
      long fraction,
      long nanos,
      int captured,
      int original,
      int linkType,
      int interfaceIndex,
      String bytes) {}

  static Walk mapped(final Path file) throws CaptureException {
    return of(new CaptureOptions(true), file);
  }

  static Walk read(final Path file) throws CaptureException {
    return of(new CaptureOptions(false), file);
  }

  static Walk of(final CaptureOptions options, final Path... files) throws CaptureException {
    try (Capture capture = Capture.open(List.of(files), options);
        PacketCursor cursor = capture.cursor()) {
      return of(cursor);
    }
  }

  /** Walks bytes as a stream that gives at most {@code chunk} of them at once. */
  static Walk streamed(final byte[] bytes, final int chunk) throws CaptureException {
    try (PacketCursor cursor = stream(bytes, chunk)) {
      return of(cursor);
    }
  }

  static FileCursor stream(final byte[] bytes, final int chunk) throws CaptureException {
    try {
      return CaptureFormats.open(
          "stream", new StreamedBytes(new StreamSource(new Chunks(bytes, chunk), -1)));
    } catch (final IOException e) {
      throw new CaptureException("stream: " + StreamSource.reason(e), e);
    }
  }

  private static final class Chunks implements ReadableByteChannel {
    private final ByteBuffer left;
    private final int chunk;

    Chunks(final byte[] bytes, final int chunk) {
      this.left = ByteBuffer.wrap(bytes);
      this.chunk = chunk;
    }

    @Override
    public int read(final ByteBuffer target) {
      if (!left.hasRemaining()) {
        return -1;
      }
      final int count = Math.min(chunk, Math.min(left.remaining(), target.remaining()));
      target.put(left.slice(left.position(), count));
      left.position(left.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Walks to the end; packets are looked at as late as a cursor allows. */
  static Walk of(final PacketCursor cursor) {
    final List<Packet> packets = new ArrayList<>();
    final long[] addresses = new long[PacketCursor.PACKETS_KEPT];
    final List<Packet> batch = new ArrayList<>();
    while (cursor.next()) {
      assertEquals(packets.size() + batch.size() + 1, cursor.packetNumber());
      assertEquals(cursor.capturedLength(), cursor.packet().capacity());
      assertEquals(cursor.packetAddress(), cursor.packet().addressOffset());
      addresses[batch.size()] = cursor.packetAddress();
      batch.add(
          new Packet(
              cursor.timestampSeconds(),
              cursor.timestampFraction(),
              cursor.timestampNanos(),
              cursor.capturedLength(),
              cursor.originalLength(),
              cursor.linkType(),
              cursor.interfaceIndex(),
              null));
      if (batch.size() == addresses.length) {
        look(batch, addresses, packets);
      }
    }
    look(batch, addresses, packets);
    assertFalse(cursor.next(), "a cursor at its end stays there");
    return new Walk(
        packets,
        List.copyOf(cursor.damages()),
        List.copyOf(cursor.notices()),
        cursor.files(),
        cursor.interfaces().stream().map(Walk::describe).toList());
  }

  private static void look(
      final List<Packet> batch, final long[] addresses, final List<Packet> packets) {
    final org.agrona.concurrent.UnsafeBuffer view = new org.agrona.concurrent.UnsafeBuffer(0, 0);
    for (int i = 0; i < batch.size(); i++) {
      final Packet one = batch.get(i);
      view.wrap(addresses[i], one.captured);
      final byte[] bytes = new byte[one.captured];
      view.getBytes(0, bytes);
      packets.add(
          new Packet(
              one.seconds,
              one.fraction,
              one.nanos,
              one.captured,
              one.original,
              one.linkType,
              one.interfaceIndex,
              HexFormat.of().formatHex(bytes)));
    }
    batch.clear();
  }

  private static String describe(final CaptureInterface one) {
    return String.join(
        " ",
        "index=" + one.index(),
        "link=" + one.linkType(),
        "snap=" + one.snapLength(),
        "resolution=" + one.resolution(),
        "offset=" + one.offsetSeconds(),
        "swapped=" + one.byteSwapped(),
        "name=" + one.name(),
        "drops=" + one.dropsByInterface(),
        one.dropsBySystem() + "/" + one.dropsBetweenRecords());
  }

  /** The one damage that there is, without the file's name; empty where there is none. */
  String damage() {
    assertEquals(damages.isEmpty() ? 0 : 1, damages.size());
    return damages.isEmpty()
        ? ""
        : damages.getFirst().offset() + ": " + damages.getFirst().reason();
  }

  Packet packet(final int index) {
    return packets.get(index);
  }

  int count() {
    return packets.size();
  }
}
