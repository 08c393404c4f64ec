package dev.weir.bench;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The packets of a capture copied one behind the other into memory, with their addresses: what a
 * decoder sees when the walk over the records costs nothing.
 */
final class CapturedPackets implements AutoCloseable {
  final long[] addresses;
  final int[] lengths;
  final int[] originalLengths;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment segment;

  /**
   * Reads a capture.
   *
   * @param file a capture of Ethernet frames
   * @param packets how many packets it has
   */
  CapturedPackets(final Path file, final int packets) throws IOException, CaptureException {
    addresses = new long[packets];
    lengths = new int[packets];
    originalLengths = new int[packets];
    segment = arena.allocate(Files.size(file), 64);
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final UnsafeBuffer copy = new UnsafeBuffer(0, 0);
      long offset = 0;
      for (int i = 0; i < packets; i++) {
        if (!cursor.next()) {
          throw new IllegalStateException(file + " has only " + i + " packets");
        }
        final int length = cursor.capturedLength();
        addresses[i] = segment.address() + offset;
        copy.wrap(addresses[i], length);
        cursor.packet().getBytes(0, copy, 0, length);
        lengths[i] = length;
        originalLengths[i] = cursor.originalLength();
        offset += length;
      }
    }
  }

  int count() {
    return lengths.length;
  }

  /** The packets as arrays of their own, for libraries that read those. */
  byte[][] onHeap() {
    final byte[][] packets = new byte[lengths.length][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] =
          segment
              .asSlice(addresses[i] - segment.address(), lengths[i])
              .toArray(ValueLayout.JAVA_BYTE);
    }
    return packets;
  }

  @Override
  public void close() {
    arena.close();
  }
}
