package dev.weir.analysis;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes and connections of each host, in bounded memory: where there are too many hosts the small
 * half is forgotten, and what is left is then a lower bound.
 */
public final class HostTotals {
  /** When this many hosts are known, half of them are forgotten. */
  private static final int MAX_HOSTS = 1 << 16;

  private static final Comparator<Host> BY_WIRE =
      Comparator.comparingLong((Host host) -> host.wire)
          .reversed()
          .thenComparing((a, b) -> Long.compareUnsigned(a.key.high, b.key.high))
          .thenComparing((a, b) -> Long.compareUnsigned(a.key.low, b.key.low));

  private final Map<Key, Host> hosts = new HashMap<>();
  private boolean complete = true;

  /** Made by {@link ConnectionTotals}. */
  HostTotals() {}

  private record Key(boolean ipv6, long high, long low) {}

  /** One host. */
  public static final class Host {
    private final Key key;
    private final String address;
    private long connections;
    private long wire;

    private Host(final Key key, final String address) {
      this.key = key;
      this.address = address;
    }

    /**
     * The host's address.
     *
     * @return as text.
     */
    public String address() {
      return address;
    }

    /**
     * Connections that it had a part in.
     *
     * @return how many.
     */
    public long connections() {
      return connections;
    }

    /**
     * Bytes on the wire of those connections, both ways.
     *
     * @return bytes.
     */
    public long wire() {
      return wire;
    }
  }

  void add(final ConnectionView connection, final Endpoint endpoint, final long bytes) {
    final Key key =
        new Key(
            connection.isIpv6(), connection.addressHigh(endpoint), connection.addressLow(endpoint));
    Host host = hosts.get(key);
    if (host == null) {
      if (hosts.size() == MAX_HOSTS) {
        forgetTheSmall();
      }
      host = new Host(key, connection.address(endpoint));
      hosts.put(key, host);
    }
    host.connections++;
    host.wire += bytes;
  }

  private void forgetTheSmall() {
    complete = false;
    final List<Host> sorted = new ArrayList<>(hosts.values());
    sorted.sort(BY_WIRE);
    for (final Host host : sorted.subList(MAX_HOSTS / 2, sorted.size())) {
      hosts.remove(host.key);
    }
  }

  /**
   * Whether every host was kept, so that the figures are exact.
   *
   * @return false where hosts were forgotten.
   */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Hosts that are known.
   *
   * @return how many; all of them where {@link #isComplete()}.
   */
  public int size() {
    return hosts.size();
  }

  /**
   * The hosts with the most bytes.
   *
   * @param most how many at most.
   * @return the largest first.
   */
  public List<Host> largest(final int most) {
    return hosts.values().stream().sorted(BY_WIRE).limit(most).toList();
  }
}
