package dev.weir.connection;

/** Until when a connection without further packets stays in the table. */
@FunctionalInterface
public interface Lifetime {
  /**
   * When a connection ends that has no further packet.
   *
   * @param record the connection's record.
   * @return capture time, nanoseconds since 1970.
   */
  long deadline(OffHeapRecord record);
}
