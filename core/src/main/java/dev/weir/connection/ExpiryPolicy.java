package dev.weir.connection;

/**
 * How long a connection may be silent before it is taken as over, by capture time.
 *
 * @param establishedNanos for connections that are open both ways, in nanoseconds.
 * @param transitoryNanos for connections that are being opened or half closed, in nanoseconds.
 * @param closedNanos how long stragglers still belong to a connection after both sides' FIN or a
 *     RST, in nanoseconds.
 */
public record ExpiryPolicy(long establishedNanos, long transitoryNanos, long closedNanos)
    implements Lifetime {
  private static final long SECOND = 1_000_000_000L;

  /**
   * The times that RFC 5382 section 5 (REQ-5) demands of devices that must not forget a connection
   * too early: 2 h 4 min established (so that TCP keep-alives, 2 h by default, keep it), 4 min
   * otherwise. Stragglers get 15 s: seven doublings of a 200 ms retransmission time-out.
   */
  public static final ExpiryPolicy DEFAULT =
      new ExpiryPolicy(7_440 * SECOND, 240 * SECOND, 15 * SECOND);

  private static final int BOTH_FINS = ConnectionLayout.FIN | ConnectionLayout.FIN << 1;
  private static final int ANY_RST = ConnectionLayout.RST | ConnectionLayout.RST << 1;

  @Override
  public long deadline(final OffHeapRecord record) {
    return record.getLong(ConnectionLayout.LAST_TIME_OFFSET)
        + timeout(record.getInt(ConnectionLayout.STATE_OFFSET));
  }

  /**
   * How long a connection in some state may be silent.
   *
   * @param state the record's state bits.
   * @return nanoseconds.
   */
  public long timeout(final int state) {
    if (isOver(state)) {
      return closedNanos;
    }
    final boolean open = (state & BOTH_FINS) == 0 && (state & ConnectionLayout.ESTABLISHED) != 0;
    return open ? establishedNanos : transitoryNanos;
  }

  /**
   * Whether both sides have closed or one has reset.
   *
   * @param state the record's state bits.
   * @return true where only stragglers can follow.
   */
  public static boolean isOver(final int state) {
    return (state & BOTH_FINS) == BOTH_FINS || (state & ANY_RST) != 0;
  }
}
