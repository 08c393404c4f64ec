package dev.weir.bench;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionKey;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ExpiryPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * An empty table that grows to its size, per connection: fresh memory, doublings of the index and
 * all. Small tables are made many times over in one call, so that all sizes make as many.
 *
 * <pre>bench/run TableGrowthBenchmark</pre>
 */
public class TableGrowthBenchmark extends PacketBenchmark {
  private static final int CREATED = 1 << 20;

  /** To how many connections a table grows; powers of two. */
  @Param({"1024", "32768", "1048576"})
  public int size;

  private final ConnectionHash hash = new ConnectionHash(42);
  private final ConnectionKey key = new ConnectionKey();

  /** Makes tables until a million connections have been made. */
  @Benchmark
  @OperationsPerInvocation(CREATED)
  public long grow() {
    long memory = 0;
    for (int done = 0; done < CREATED; done += size) {
      try (ConnectionTable table = new ConnectionTable(hash, ExpiryPolicy.DEFAULT)) {
        for (int i = 0; i < size; i++) {
          LookupKeys.set(key, i);
          table.schedule(table.create(key, key.hash(hash)));
        }
        memory += table.memory();
      }
    }
    return memory;
  }
}
