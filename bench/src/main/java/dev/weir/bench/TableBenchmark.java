package dev.weir.bench;

import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionKey;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.ExpiryPolicy;
import dev.weir.connection.OffHeapRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The table of connections, per lookup, with connections drawn at random: the least friendly order
 * there is. A hit updates the record as a packet does: a counter, a time. 10,000,000 connections
 * need 7 GB of memory outside the heap.
 *
 * <pre>bench/run TableBenchmark -p connections=1000,1000000</pre>
 */
public class TableBenchmark extends PacketBenchmark {
  /** Lookups of one call. */
  static final int LOOKUPS = 1 << 16;

  private static final int BATCH = 32;

  /** Connections in the table. */
  @Param({"1000", "10000", "100000", "1000000", "10000000"})
  public int connections;

  private final LookupKeys keys = new LookupKeys();
  private final ConnectionHash hash = new ConnectionHash(42);
  private final ConnectionKey key = new ConnectionKey();
  private final ConnectionKey[] batch = new ConnectionKey[BATCH];
  private final long[] hashes = new long[BATCH];
  private final int[] guesses = new int[BATCH];
  private ConnectionTable table;
  private int next;
  private long now;

  /** Fills the table. */
  @Setup
  public void fill() {
    table = new ConnectionTable(hash, ExpiryPolicy.DEFAULT);
    for (next = 0; next < connections; next++) {
      create(next);
    }
    for (int i = 0; i < BATCH; i++) {
      batch[i] = new ConnectionKey();
    }
  }

  private void create(final int connection) {
    LookupKeys.set(key, connection);
    final int number = table.create(key, key.hash(hash));
    table.record(number).putLong(ConnectionLayout.LAST_TIME_OFFSET, now++);
    table.schedule(number);
  }

  /** Frees it. */
  @TearDown
  public void close() {
    table.close();
  }

  /** What of all other figures is the making and hashing of keys. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long keyAndHash() {
    long sum = 0;
    for (int i = 0; i < LOOKUPS; i++) {
      LookupKeys.set(key, keys.next(connections));
      sum += key.hash(hash);
    }
    return sum;
  }

  /** One after the other, each waits for its own memory reads. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long hit() {
    long sum = 0;
    for (int i = 0; i < LOOKUPS; i++) {
      LookupKeys.set(key, keys.next(connections));
      sum += update(table.find(key, key.hash(hash)), key.direction());
    }
    return sum;
  }

  /** As the analysis does it: the reads of 32 lookups are made ahead, so that they overlap. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long hitInBatches() {
    long sum = 0;
    for (int done = 0; done < LOOKUPS; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        LookupKeys.set(batch[i], keys.next(connections));
        hashes[i] = batch[i].hash(hash);
      }
      for (int i = 0; i < BATCH; i++) {
        sum += table.readAhead().touchIndex(hashes[i]);
      }
      for (int i = 0; i < BATCH; i++) {
        guesses[i] = table.readAhead().guess(hashes[i]);
      }
      table.readAhead().readGuessed();
      for (int i = 0; i < BATCH; i++) {
        sum += update(table.find(batch[i], hashes[i], guesses[i]), batch[i].direction());
      }
    }
    return sum;
  }

  private long update(final int number, final int direction) {
    final OffHeapRecord record = table.record(number);
    final int packets = ConnectionLayout.direction(direction) + ConnectionLayout.PACKETS_OFFSET;
    final long count = record.getLong(packets) + 1;
    record.putLong(packets, count);
    record.putLong(ConnectionLayout.LAST_TIME_OFFSET, now++);
    return count;
  }

  /** Connections that are not there. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long miss() {
    long sum = 0;
    for (int i = 0; i < LOOKUPS; i++) {
      LookupKeys.set(key, next + keys.next(connections));
      sum += table.find(key, key.hash(hash));
    }
    return sum;
  }

  /** A connection ends and another begins: the oldest leaves, a new one comes. */
  @Benchmark
  @OperationsPerInvocation(LOOKUPS)
  public long churn() {
    for (int i = 0; i < LOOKUPS; i++) {
      final int oldest = table.oldest();
      table.finish(oldest);
      table.free(oldest);
      create(next++);
    }
    return table.size();
  }
}
