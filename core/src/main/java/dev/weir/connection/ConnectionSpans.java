package dev.weir.connection;

/**
 * Which packets belong to a number of connections, known by their keys and by the numbers of their
 * first and last packets: connections of one key follow one another, so all packets between those
 * two that have the key belong to the connection. Off-heap; belongs to one thread.
 *
 * <pre>
 * a key's record:                          a span's record:
 *   0  lower address, high half    8         0  number of the first packet  8
 *   8  lower address, low half     8         8  number of the last packet   8
 *  16  higher address, high half   8        16  the next span's record      4
 *  24  higher address, low half    8        20  free                        4
 *  32  ports, the lower's above    4
 *  36  1 for IPv6                  4
 *  40  record of the current span  4
 *  44  record of the last span     4
 * </pre>
 */
public final class ConnectionSpans implements AutoCloseable {
  private static final int LOWER_HIGH_OFFSET = 0;
  private static final int LOWER_LOW_OFFSET = LOWER_HIGH_OFFSET + Long.BYTES;
  private static final int HIGHER_HIGH_OFFSET = LOWER_LOW_OFFSET + Long.BYTES;
  private static final int HIGHER_LOW_OFFSET = HIGHER_HIGH_OFFSET + Long.BYTES;
  private static final int PORTS_OFFSET = HIGHER_LOW_OFFSET + Long.BYTES;
  private static final int IPV6_OFFSET = PORTS_OFFSET + Integer.BYTES;
  private static final int CURRENT_OFFSET = IPV6_OFFSET + Integer.BYTES;
  private static final int LAST_OFFSET = CURRENT_OFFSET + Integer.BYTES;
  private static final int KEY_LENGTH = LAST_OFFSET + Integer.BYTES;

  private static final int SPAN_FIRST_OFFSET = 0;
  private static final int SPAN_LAST_OFFSET = SPAN_FIRST_OFFSET + Long.BYTES;
  private static final int SPAN_NEXT_OFFSET = SPAN_LAST_OFFSET + Long.BYTES;
  private static final int SPAN_LENGTH = SPAN_NEXT_OFFSET + Long.BYTES;

  private static final int NONE = -1;

  private final ConnectionHash hash;
  private final ConnectionIndex index = new ConnectionIndex();
  private final RecordPool keys = new RecordPool(KEY_LENGTH);
  private final RecordPool spans = new RecordPool(SPAN_LENGTH);
  private final OffHeapRecord record = new OffHeapRecord();
  private final OffHeapRecord span = new OffHeapRecord();
  private final ConnectionKey added = new ConnectionKey();
  private long connections;

  /**
   * Makes the spans of no connection.
   *
   * @param hash the seeded hash of keys.
   */
  public ConnectionSpans(final ConnectionHash hash) {
    this.hash = hash;
  }

  /**
   * Adds a connection. Those of one key have to come in the order of their first packets, as they
   * do when they end.
   *
   * @param connection the connection.
   */
  public void add(final ConnectionView connection) {
    added.set(connection);
    final int made = spans.take();
    span.wrap(spans.address(made), SPAN_LENGTH);
    span.putLong(SPAN_FIRST_OFFSET, connection.firstPacket());
    span.putLong(SPAN_LAST_OFFSET, connection.lastPacket());
    span.putInt(SPAN_NEXT_OFFSET, NONE);
    final long keyHash = added.hash(hash);
    if (find(added, keyHash)) {
      span.wrap(spans.address(record.getInt(LAST_OFFSET)), SPAN_LENGTH);
      span.putInt(SPAN_NEXT_OFFSET, made);
      record.putInt(LAST_OFFSET, made);
    } else {
      create(added, keyHash, made);
    }
    connections++;
  }

  private void create(final ConnectionKey key, final long keyHash, final int firstSpan) {
    final int number = keys.take();
    index.add(keyHash, number);
    record.wrap(keys.address(number), KEY_LENGTH);
    record.putLong(LOWER_HIGH_OFFSET, key.lowerHigh);
    record.putLong(LOWER_LOW_OFFSET, key.lowerLow);
    record.putLong(HIGHER_HIGH_OFFSET, key.higherHigh);
    record.putLong(HIGHER_LOW_OFFSET, key.higherLow);
    record.putInt(PORTS_OFFSET, key.ports);
    record.putInt(IPV6_OFFSET, key.ipv6 ? 1 : 0);
    record.putInt(CURRENT_OFFSET, firstSpan);
    record.putInt(LAST_OFFSET, firstSpan);
  }

  /** Lays the record over a key's; false where the key is not there. */
  private boolean find(final ConnectionKey key, final long keyHash) {
    int slot = index.firstSlot(keyHash);
    for (long entry = index.entry(slot); entry != 0; entry = index.entry(slot)) {
      if (ConnectionIndex.isOf(entry, keyHash)) {
        record.wrap(keys.address(ConnectionIndex.recordOf(entry)), KEY_LENGTH);
        if (isOf(key)) {
          return true;
        }
      }
      slot = index.nextSlot(slot);
    }
    return false;
  }

  private boolean isOf(final ConnectionKey key) {
    return record.getLong(LOWER_LOW_OFFSET) == key.lowerLow
        && record.getLong(HIGHER_LOW_OFFSET) == key.higherLow
        && record.getInt(PORTS_OFFSET) == key.ports
        && record.getLong(LOWER_HIGH_OFFSET) == key.lowerHigh
        && record.getLong(HIGHER_HIGH_OFFSET) == key.higherHigh
        && record.getInt(IPV6_OFFSET) == (key.ipv6 ? 1 : 0);
  }

  /**
   * Whether a packet belongs to one of the connections. Asked for packets in the order of their
   * numbers.
   *
   * @param key its key.
   * @param keyHash the key's hash.
   * @param packetNumber its number in the capture, from 1; never lower than in the call before.
   * @return true where it does.
   */
  public boolean hold(final ConnectionKey key, final long keyHash, final long packetNumber) {
    if (!find(key, keyHash)) {
      return false;
    }
    int current = record.getInt(CURRENT_OFFSET);
    span.wrap(spans.address(current), SPAN_LENGTH);
    while (span.getLong(SPAN_LAST_OFFSET) < packetNumber && span.getInt(SPAN_NEXT_OFFSET) != NONE) {
      current = span.getInt(SPAN_NEXT_OFFSET);
      span.wrap(spans.address(current), SPAN_LENGTH);
    }
    record.putInt(CURRENT_OFFSET, current);
    return span.getLong(SPAN_FIRST_OFFSET) <= packetNumber
        && packetNumber <= span.getLong(SPAN_LAST_OFFSET);
  }

  /**
   * Connections that were added.
   *
   * @return how many.
   */
  public long connections() {
    return connections;
  }

  @Override
  public void close() {
    index.close();
    keys.close();
    spans.close();
  }
}
