package dev.weir.bench;

import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What {@link TableBenchmark} does, with the map of the JDK: a record as key, counters as value.
 *
 * <pre>bench/run HashMapBenchmark</pre>
 */
@Fork(jvmArgsPrepend = "-Xmx3g")
public class HashMapBenchmark extends PacketBenchmark {
  /** Connections in the map. */
  @Param({"1000", "10000", "100000", "1000000"})
  public int connections;

  private final LookupKeys keys = new LookupKeys();
  private final Map<TupleKey, Counters> map = new HashMap<>();
  private long now;

  private static final class Counters {
    private final long[] packets = new long[2];
    private long lastTime;
  }

  /** Fills the map. */
  @Setup
  public void fill() {
    for (int i = 0; i < connections; i++) {
      map.put(key(i), new Counters());
    }
  }

  private static TupleKey key(final int connection) {
    final long client = LookupKeys.clientOf(connection);
    final long server = LookupKeys.serverOf(connection);
    final int port = LookupKeys.portOf(connection);
    return (connection & 1) == 0
        ? TupleKey.of(0, client, port, 0, server, 443)
        : TupleKey.of(0, server, 443, 0, client, port);
  }

  /** Finds and updates. */
  @Benchmark
  @OperationsPerInvocation(TableBenchmark.LOOKUPS)
  public long hit() {
    long sum = 0;
    for (int i = 0; i < TableBenchmark.LOOKUPS; i++) {
      final int connection = keys.next(connections);
      final Counters counters = map.get(key(connection));
      counters.lastTime = now++;
      sum += ++counters.packets[connection & 1];
    }
    return sum;
  }

  /** Looks for what is not there. */
  @Benchmark
  @OperationsPerInvocation(TableBenchmark.LOOKUPS)
  public long miss() {
    long found = 0;
    for (int i = 0; i < TableBenchmark.LOOKUPS; i++) {
      if (map.containsKey(key(connections + keys.next(connections)))) {
        found++;
      }
    }
    return found;
  }
}
