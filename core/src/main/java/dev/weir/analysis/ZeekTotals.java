package dev.weir.analysis;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.ZeekView;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Zeek would say of all connections: their states, and the bytes that the capture lacks. */
public final class ZeekTotals {
  private static final Endpoint[] ENDPOINTS = Endpoint.values();

  private final SortedMap<String, long[]> states = new TreeMap<>();
  private final long[] missed = new long[ENDPOINTS.length];
  private long incomplete;

  /** Made by {@link ConnectionTotals}. */
  ZeekTotals() {}

  void add(final ConnectionView connection) {
    final ZeekView zeek = connection.zeek();
    count(zeek.connState());
    long bytes = 0;
    for (final Endpoint endpoint : ENDPOINTS) {
      final long lost = zeek.missed(zeek.inZeeksEyes(endpoint));
      missed[endpoint.ordinal()] += lost;
      bytes += lost;
    }
    incomplete += bytes > 0 ? 1 : 0;
  }

  private void count(final String state) {
    long[] count = states.get(state);
    if (count == null) {
      count = new long[1];
      states.put(state, count);
    }
    count[0]++;
  }

  /**
   * Zeek's states ({@code conn_state}) that there are.
   *
   * @return their names, sorted.
   */
  public Set<String> states() {
    return Collections.unmodifiableSet(states.keySet());
  }

  /**
   * Connections in one of Zeek's states.
   *
   * @param state its name.
   * @return how many.
   */
  public long connections(final String state) {
    return states.containsKey(state) ? states.get(state)[0] : 0;
  }

  /**
   * Bytes that were acknowledged but not captured: what the capture lost, not the network.
   *
   * @param endpoint which side sent them.
   * @return bytes.
   */
  public long missed(final Endpoint endpoint) {
    return missed[endpoint.ordinal()];
  }

  /**
   * Connections of which the capture lacks acknowledged bytes.
   *
   * @return how many.
   */
  public long incomplete() {
    return incomplete;
  }
}
