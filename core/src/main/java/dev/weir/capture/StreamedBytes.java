package dev.weir.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The bytes of a stream, a window at a time. A full window is put aside, not overwritten, until the
 * packets in it may be forgotten; then it is used again. A window holds at least a packet, so that
 * there are never more of them than {@link PacketCursor#PACKETS_KEPT} and a few: the memory is
 * bounded whatever the stream holds.
 */
final class StreamedBytes extends CaptureBytes {
  /** The first window is small: most captures that are piped are, too. */
  private static final int FIRST_WINDOW_LENGTH = 64 << 10;

  private static final int WINDOW_LENGTH = 1 << 20;

  private final StreamSource source;
  private final Arena arena = Arena.ofShared();

  /** Windows whose packets may still be looked at, the oldest first. */
  private final ArrayDeque<Window> aside = new ArrayDeque<>();

  private Window window;

  /** Offset of the window's first byte. */
  private long windowStart;

  private long memory;
  private boolean ended;
  private String fault;

  StreamedBytes(final StreamSource source) {
    this.source = source;
    window = newWindow(FIRST_WINDOW_LENGTH);
    base = window.memory.address();
  }

  private static final class Window {
    final MemorySegment memory;
    final ByteBuffer buffer;

    /** Once that many packets have been delivered, nobody looks at the window any more. */
    long freeAt;

    Window(final Arena arena, final int length) {
      memory = arena.allocate(length);
      buffer = memory.asByteBuffer();
    }
  }

  @Override
  boolean refill(final long from, final long to, final long packets) {
    if (from > limit) {
      if (from - windowStart <= window.buffer.capacity()) {
        readUntil(from);
      } else {
        skip(from, packets);
      }
      if (from > limit) {
        return false;
      }
    }
    if (to - windowStart > window.buffer.capacity()) {
      changeWindow(from, packets);
    }
    readUntil(to);
    return to <= limit;
  }

  /** Reads over bytes that nobody wants, such as a long block of a kind that we do not know. */
  private void skip(final long from, final long packets) {
    changeWindow(limit, packets);
    while (limit < from && !ended) {
      windowStart = limit;
      final ByteBuffer buffer = window.buffer.clear();
      readInto(buffer.limit((int) Math.min(buffer.capacity(), from - limit)));
    }
    windowStart = limit;
    base = window.memory.address() - windowStart;
  }

  private void readUntil(final long to) {
    while (limit < to && !ended) {
      final ByteBuffer buffer = window.buffer;
      readInto(buffer.limit(buffer.capacity()).position((int) (limit - windowStart)));
    }
  }

  private void readInto(final ByteBuffer buffer) {
    try {
      final int count = source.read(buffer);
      if (count < 0) {
        ended = true;
      } else {
        limit += count;
      }
    } catch (final IOException e) {
      ended = true;
      fault = StreamSource.reason(e);
    }
  }

  /** Goes on in another window, with what is still needed of this one copied to its start. */
  private void changeWindow(final long from, final long packets) {
    final int kept = (int) (limit - from);
    // The packet that is being read may lie in the old window, too.
    window.freeAt = packets + 1 + PacketCursor.PACKETS_KEPT;
    aside.addLast(window);
    final Window next = freeWindow(packets);
    MemorySegment.copy(window.memory, from - windowStart, next.memory, 0, kept);
    window = next;
    windowStart = from;
    base = window.memory.address() - windowStart;
  }

  private Window freeWindow(final long packets) {
    while (!aside.isEmpty() && aside.getFirst().freeAt < packets) {
      final Window free = aside.removeFirst();
      if (free.buffer.capacity() == WINDOW_LENGTH) {
        return free;
      }
    }
    return newWindow(WINDOW_LENGTH);
  }

  private Window newWindow(final int length) {
    memory += length;
    return new Window(arena, length);
  }

  @Override
  long size() {
    return source.size();
  }

  @Override
  long progress(final long offset) {
    return source.position(offset);
  }

  @Override
  boolean isCompressed() {
    return source.isCompressed();
  }

  @Override
  String fault() {
    return fault;
  }

  @Override
  boolean isCutShort() {
    return false;
  }

  @Override
  boolean isMapped() {
    return false;
  }

  @Override
  boolean hasGrown() {
    return false;
  }

  /** Bytes of memory taken so far; what is free is used again. */
  long memory() {
    return memory;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
      source.close();
    }
  }
}
