package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StreamedBytesTest {
  /**
   * A stream that makes its bytes as they are asked for: a header, then one piece again and again.
   */
  private static final class Endless implements ReadableByteChannel {
    private ByteBuffer now;
    private final byte[] piece;
    private final int chunk;
    private long left;

    Endless(final byte[] header, final byte[] piece, final long pieces, final int chunk) {
      this.now = ByteBuffer.wrap(header);
      this.piece = piece;
      this.left = pieces;
      this.chunk = chunk;
    }

    @Override
    public int read(final ByteBuffer target) {
      if (!now.hasRemaining()) {
        if (left-- <= 0) {
          return -1;
        }
        now = ByteBuffer.wrap(piece);
      }
      final int count = Math.min(chunk, Math.min(now.remaining(), target.remaining()));
      target.put(now.slice(now.position(), count));
      now.position(now.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static FileCursor open(final ReadableByteChannel channel) throws Exception {
    return CaptureFormats.open("stream", new StreamedBytes(new StreamSource(channel, -1)));
  }

  /** Walks with a batch of the most packets that may be kept, all of them looked at late. */
  private static long walk(final FileCursor cursor, final int expectedLength) {
    final ArrayDeque<Long> kept = new ArrayDeque<>();
    final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    long count = 0;
    while (cursor.next()) {
      assertEquals(expectedLength, cursor.capturedLength());
      // Writing tells whether two packets share memory; the windows belong to the stream.
      new UnsafeBuffer(cursor.packetAddress(), expectedLength).putLong(0, count);
      count++;
      kept.addLast(cursor.packetAddress());
      if (kept.size() == PacketCursor.PACKETS_KEPT) {
        view.wrap(kept.removeFirst(), expectedLength);
        assertEquals(count - PacketCursor.PACKETS_KEPT, view.getLong(0));
        assertEquals(expectedLength & 0xFF, view.getByte(expectedLength - 1) & 0xFF);
      }
    }
    return count;
  }

  private static byte[] packet(final FileImage image, final int length) {
    final byte[] bytes = image.bytes();
    assertTrue(bytes.length >= length);
    return bytes;
  }

  @Test
  void shouldKeepTheLastPacketsOfTheLongestKindInPlaceAndForgetTheRest() throws Exception {
    final int length = PacketCursor.MAX_CAPTURED_LENGTH;
    final byte[] header = FileImage.little().pcap(FileImage.MICROSECONDS, 0).bytes();
    final FileImage image = FileImage.little().u32(1, 2, length, length).zeros(length - 1);
    final byte[] record = packet(image.u8(length), length);
    for (final int chunk : new int[] {1 << 20, 65_536, 10_007}) {
      final StreamedBytes bytes =
          new StreamedBytes(new StreamSource(new Endless(header, record, 2000, chunk), -1));
      try (FileCursor cursor = CaptureFormats.open("stream", bytes)) {
        assertEquals(2000, walk(cursor, length));
        assertEquals(List.of(), cursor.damages());
        assertTrue(bytes.memory() < 20L << 20, () -> bytes.memory() + " bytes");
      }
    }
  }

  @Test
  void shouldBoundMemoryWhateverLiesBetweenPackets() throws Exception {
    final byte[] header = FileImage.big().section().description(1, 0).bytes();
    // A packet of 9 bytes, then a block as long as can be that nobody knows.
    final int unknown = 16 << 20;
    final FileImage start = FileImage.big().enhanced(0, 1, 9, 9).u32(0x99, unknown);
    final byte[] piece = java.util.Arrays.copyOf(start.bytes(), start.length() - 8 + unknown);
    piece[piece.length - 4] = (byte) (unknown >>> 24);
    for (final int chunk : new int[] {1 << 20, 65_536}) {
      final StreamedBytes bytes =
          new StreamedBytes(new StreamSource(new Endless(header, piece, 70, chunk), -1));
      try (FileCursor cursor = CaptureFormats.open("stream", bytes)) {
        long count = 0;
        while (cursor.next()) {
          assertEquals(9, cursor.capturedLength());
          count++;
        }
        assertEquals(List.of(), cursor.damages());
        assertEquals(70, count);
        assertTrue(bytes.memory() < 64L << 20, () -> bytes.memory() + " bytes");
      }
    }
  }

  @Test
  void shouldTakeLittleMemoryForASmallCapture() throws Exception {
    final byte[] header = FileImage.little().pcap(FileImage.MICROSECONDS, 0).bytes();
    final StreamedBytes bytes =
        new StreamedBytes(new StreamSource(new Endless(header, header, 0, 100), -1));
    try (FileCursor cursor = CaptureFormats.open("stream", bytes)) {
      assertFalse(cursor.next());
      assertEquals(64 << 10, bytes.memory());
    }
  }

  @Test
  void shouldEndInDamageWhereReadingFails() throws Exception {
    final byte[] header =
        FileImage.little().pcap(FileImage.MICROSECONDS, 0).record(1, 2, 7).bytes();
    final Endless good = new Endless(header, header, 0, 100);
    final ReadableByteChannel failing =
        new ReadableByteChannel() {
          @Override
          public int read(final ByteBuffer target) throws IOException {
            final int count = good.read(target);
            if (count < 0) {
              throw new IOException("Input/output error");
            }
            return count;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    try (FileCursor cursor = open(failing)) {
      assertTrue(cursor.next());
      assertFalse(cursor.next());
      assertEquals(
          "stream: damaged at byte 47: reading failed: Input/output error (1 packet before it"
              + " kept)",
          cursor.damages().getFirst().message());
    }
  }
}
