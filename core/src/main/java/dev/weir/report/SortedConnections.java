package dev.weir.report;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.OffHeapRecord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds connections back until the last, then hands them on sorted: all of them, or only the first
 * so many. Copies of their records are kept off-heap, so the heap holds 20 bytes a connection.
 *
 * <p>Connections with equal keys keep the order in which they came.
 */
public final class SortedConnections implements ConnectionReport, AutoCloseable {
  private static final int CHUNK_RECORDS = 1 << 12;
  private static final int COPY_LENGTH = ConnectionLayout.COPY_LENGTH;

  private final ConnectionReport target;
  private final SortKey key;
  private final int most;
  private final Arena arena = Arena.ofShared();
  private final List<OffHeapRecord> chunks = new ArrayList<>();
  private final ConnectionView view = new ConnectionView();

  /** A binary heap whose root is the connection that would be dropped first. */
  private long[] keys = new long[64];

  private int[] slots = new int[64];
  private long[] arrivals = new long[64];
  private int size;
  private long arrived;

  /**
   * Makes a sorter.
   *
   * @param target takes the connections in the end.
   * @param key what to sort by.
   * @param most how many to hand on at most, 1 or more.
   */
  public SortedConnections(final ConnectionReport target, final SortKey key, final int most) {
    this.target = target;
    this.key = key;
    this.most = most;
  }

  @Override
  public void accept(final ConnectionView connection) {
    final long value = key.of(connection);
    final long arrival = arrived++;
    if (size == most) {
      if (value <= keys[0]) {
        return;
      }
      final int slot = slots[0];
      connection.copyTo(chunk(slot), offset(slot));
      sink(0, value, slot, arrival);
      return;
    }
    if (size == keys.length) {
      final int larger = (int) Math.min(most, size * 2L);
      keys = Arrays.copyOf(keys, larger);
      slots = Arrays.copyOf(slots, larger);
      arrivals = Arrays.copyOf(arrivals, larger);
    }
    if (size == chunks.size() * CHUNK_RECORDS) {
      final int length = CHUNK_RECORDS * COPY_LENGTH;
      chunks.add(new OffHeapRecord().wrap(arena.allocate(length, 64).address(), length));
    }
    connection.copyTo(chunk(size), offset(size));
    rise(size++, value, size - 1, arrival);
  }

  private OffHeapRecord chunk(final int slot) {
    return chunks.get(slot / CHUNK_RECORDS);
  }

  private static int offset(final int slot) {
    return slot % CHUNK_RECORDS * COPY_LENGTH;
  }

  /** Whether the first comes before the second in the result. */
  private static boolean isBefore(
      final long key, final long arrival, final long otherKey, final long otherArrival) {
    return key != otherKey ? key > otherKey : arrival < otherArrival;
  }

  private void put(final int place, final long value, final int slot, final long arrival) {
    keys[place] = value;
    slots[place] = slot;
    arrivals[place] = arrival;
  }

  private void rise(final int from, final long value, final int slot, final long arrival) {
    int place = from;
    while (place > 0) {
      final int parent = (place - 1) / 2;
      if (!isBefore(keys[parent], arrivals[parent], value, arrival)) {
        break;
      }
      put(place, keys[parent], slots[parent], arrivals[parent]);
      place = parent;
    }
    put(place, value, slot, arrival);
  }

  private void sink(final int from, final long value, final int slot, final long arrival) {
    int place = from;
    while (true) {
      int child = 2 * place + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && isBefore(keys[child], arrivals[child], keys[child + 1], arrivals[child + 1])) {
        child++;
      }
      if (!isBefore(value, arrival, keys[child], arrivals[child])) {
        break;
      }
      put(place, keys[child], slots[child], arrivals[child]);
      place = child;
    }
    put(place, value, slot, arrival);
  }

  @Override
  public void finish() throws IOException {
    final int count = size;
    final int[] sorted = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      sorted[i] = slots[0];
      size--;
      sink(0, keys[size], slots[size], arrivals[size]);
    }
    for (final int slot : sorted) {
      target.accept(view.wrap(chunk(slot), offset(slot)));
    }
    target.finish();
  }

  @Override
  public void close() {
    arena.close();
  }
}
