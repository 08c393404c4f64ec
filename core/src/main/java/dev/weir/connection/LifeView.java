package dev.weir.connection;

import dev.weir.text.TextBuffer;

/**
 * Reads the life of one connection: see {@link ConnectionView#life()}. What is measured is measured
 * at the point of capture.
 */
public final class LifeView {
  private static final int NOTHING = -1;

  private final ConnectionView connection;
  private final OffHeapRecord record;
  private final RoundTripView roundTrips;
  private final KeepAliveView keepAlive;

  LifeView(final ConnectionView connection, final OffHeapRecord record) {
    this.connection = connection;
    this.record = record;
    roundTrips = new RoundTripView(record);
    keepAlive = new KeepAliveView(this, connection);
  }

  private int direction(final Endpoint endpoint) {
    return connection.direction(endpoint);
  }

  private int block(final Endpoint endpoint) {
    return ConnectionLayout.direction(direction(endpoint));
  }

  boolean isSet(final int mask) {
    return (record.getInt(LifeLayout.BITS_OFFSET) & mask) != 0;
  }

  boolean isSet(final int pair, final Endpoint endpoint) {
    return isSet(pair << direction(endpoint));
  }

  private int event(final Endpoint endpoint, final int offset) {
    return ConnectionLayout.COPIED_EVENTS_OFFSET
        + LifeEventsLayout.direction(direction(endpoint))
        + offset;
  }

  int count(final Endpoint endpoint, final int offset) {
    return ConnectionLayout.hasEvents(record) ? record.getInt(event(endpoint, offset)) : 0;
  }

  long amount(final Endpoint endpoint, final int offset) {
    return ConnectionLayout.hasEvents(record) ? record.getLong(event(endpoint, offset)) : 0;
  }

  /**
   * The states in which an endpoint can be after the last segment.
   *
   * @param endpoint which.
   * @return {@link TcpState} bits.
   */
  public int states(final Endpoint endpoint) {
    return record.getShort(block(endpoint) + LifeLayout.STATES_OFFSET);
  }

  /**
   * Writes these states, in lower case, with a bar between them.
   *
   * @param endpoint which.
   * @param out where to.
   */
  public void writeStates(final Endpoint endpoint, final TextBuffer out) {
    int rest = states(endpoint);
    while (rest != 0) {
      out.ascii(TcpState.at(Integer.numberOfTrailingZeros(rest)).label());
      rest &= rest - 1;
      out.ascii(rest == 0 ? "" : "|");
    }
  }

  /**
   * The maximum segment size that an endpoint's SYN announced.
   *
   * @param endpoint which.
   * @return bytes, 0 where it had no such option or was not captured.
   */
  public int maximumSegmentSize(final Endpoint endpoint) {
    return record.getShort(block(endpoint) + LifeLayout.SEGMENT_SIZE_OFFSET) & 0xFFFF;
  }

  /**
   * The window scale that an endpoint's SYN announced (RFC 7323).
   *
   * @param endpoint which.
   * @return the shift count as sent, -1 where it had no such option or was not captured.
   */
  public int windowScale(final Endpoint endpoint) {
    return (record.getByte(block(endpoint) + LifeLayout.SCALE_OFFSET) & 0xFF) - 1;
  }

  /**
   * Whether both SYNs permitted SACK (RFC 2018).
   *
   * @return false where one of them was not captured, too.
   */
  public boolean isSackPermitted() {
    return isSet(LifeLayout.SACK_PERMITTED) && isSet(LifeLayout.SACK_PERMITTED << 1);
  }

  /**
   * Whether both SYNs had timestamps (RFC 7323).
   *
   * @return false where one of them was not captured, too.
   */
  public boolean hasTimestamps() {
    return isSet(LifeLayout.TIMESTAMPS) && isSet(LifeLayout.TIMESTAMPS << 1);
  }

  /**
   * What became of TCP Fast Open.
   *
   * @return the outcome.
   */
  public FastOpen fastOpen() {
    if (!isSet(LifeLayout.FAST_OPEN_DATA)) {
      return isSet(LifeLayout.FAST_OPEN_OPTION) ? FastOpen.REQUESTED : FastOpen.NONE;
    }
    if (isSet(LifeLayout.FAST_OPEN_ACCEPTED)) {
      return FastOpen.ACCEPTED;
    }
    final boolean answered = isSet(LifeLayout.SYN_ACK) || isSet(LifeLayout.SYN_ACK << 1);
    return answered ? FastOpen.REJECTED : FastOpen.UNANSWERED;
  }

  /**
   * SYNs without ACK that an endpoint sent again.
   *
   * @param endpoint which.
   * @return how many.
   */
  public int synRepeats(final Endpoint endpoint) {
    return count(endpoint, LifeEventsLayout.SYN_REPEATS_OFFSET);
  }

  /**
   * SYN-ACKs that an endpoint sent again.
   *
   * @param endpoint which.
   * @return how many.
   */
  public int synAckRepeats(final Endpoint endpoint) {
    return count(endpoint, LifeEventsLayout.SYN_ACK_REPEATS_OFFSET);
  }

  /**
   * From an endpoint's first SYN or SYN-ACK to the one that repeats it.
   *
   * @param endpoint which.
   * @return nanoseconds; 0 where none was sent again.
   */
  public long firstBackOffNanos(final Endpoint endpoint) {
    return amount(endpoint, LifeEventsLayout.FIRST_BACK_OFF_OFFSET);
  }

  /**
   * Between an endpoint's last two SYNs or SYN-ACKs.
   *
   * @param endpoint which.
   * @return nanoseconds; 0 where none was sent again.
   */
  public long lastBackOffNanos(final Endpoint endpoint) {
    return amount(endpoint, LifeEventsLayout.NEWEST_BACK_OFF_OFFSET);
  }

  /**
   * Payload of an endpoint, each byte counted once: what was captured before is left out, also that
   * of keep-alive probes; what comes late into a hole of the capture is not.
   *
   * @param endpoint which.
   * @return bytes.
   */
  public long uniquePayload(final Endpoint endpoint) {
    return connection.payload(endpoint)
        - amount(endpoint, LifeEventsLayout.REPEATED_PAYLOAD_OFFSET);
  }

  /**
   * The most bytes that an endpoint had sent and the peer not acknowledged, when it sent new data.
   *
   * @param endpoint the sender.
   * @return bytes; 0 where there were none, or where the peer's ACKs were not captured.
   */
  public long mostInFlight(final Endpoint endpoint) {
    return record.getInt(block(endpoint) + LifeLayout.MOST_IN_FLIGHT_OFFSET);
  }

  /**
   * The least window that an endpoint announced, SYN and RST left out; scaled where both scales are
   * known.
   *
   * @param endpoint who announced it.
   * @return bytes, -1 where there was none.
   */
  public long leastWindow(final Endpoint endpoint) {
    return window(endpoint, LifeLayout.LEAST_WINDOW_OFFSET);
  }

  /**
   * The largest window that an endpoint announced, as {@link #leastWindow}.
   *
   * @param endpoint who announced it.
   * @return bytes, -1 where there was none.
   */
  public long largestWindow(final Endpoint endpoint) {
    return window(endpoint, LifeLayout.LARGEST_WINDOW_OFFSET);
  }

  private long window(final Endpoint endpoint, final int offset) {
    final int block = block(endpoint);
    return record.getInt(block + LifeLayout.WINDOW_OFFSET) == 0
        ? NOTHING
        : record.getInt(block + offset);
  }

  /**
   * How often an endpoint closed its window: announced 0 after another window, or at first.
   *
   * @param endpoint who announced it.
   * @return how often.
   */
  public int windowClosures(final Endpoint endpoint) {
    return count(endpoint, LifeEventsLayout.WINDOW_CLOSURES_OFFSET);
  }

  /**
   * For how long an endpoint's window was closed; up to the last packet where it never opened.
   *
   * @param endpoint who announced it.
   * @return nanoseconds.
   */
  public long windowClosedNanos(final Endpoint endpoint) {
    final long since = amount(endpoint, LifeEventsLayout.CLOSED_SINCE_OFFSET);
    final long last = since == 0 ? 0 : Math.max(0, connection.endNanos() - since);
    return amount(endpoint, LifeEventsLayout.CLOSED_TIME_OFFSET) + last;
  }

  /**
   * Segments of the form of keep-alive probes that an endpoint sent into the peer's closed window.
   *
   * @param endpoint who sent them.
   * @return how many.
   */
  public int windowProbes(final Endpoint endpoint) {
    return count(endpoint, LifeEventsLayout.WINDOW_PROBES_OFFSET);
  }

  /**
   * Round trips of the data that an endpoint sent.
   *
   * @param endpoint the sender of the data.
   * @return one view, laid anew by every call.
   */
  public RoundTripView roundTrips(final Endpoint endpoint) {
    return roundTrips.of(direction(endpoint));
  }

  /**
   * The keep-alive probes that an endpoint sent.
   *
   * @param endpoint who sent them.
   * @return one view, laid anew by every call.
   */
  public KeepAliveView keepAlive(final Endpoint endpoint) {
    return keepAlive.of(endpoint);
  }

  /**
   * The longest time between two packets of the connection, whoever sent them.
   *
   * @return nanoseconds.
   */
  public long longestSilenceNanos() {
    return record.getLong(ConnectionLayout.LONGEST_SILENCE_OFFSET);
  }

  /**
   * How FINs closed the connection.
   *
   * @return in how many segments, or that they did not.
   */
  public CloseKind close() {
    final boolean one = isSet(LifeLayout.FIN);
    final boolean other = isSet(LifeLayout.FIN << 1);
    if (!one || !other) {
      return one || other ? CloseKind.HALF : CloseKind.NONE;
    }
    if (isSet(LifeLayout.CLOSED_AT_ONCE)) {
      return CloseKind.SIMULTANEOUS;
    }
    return isSet(LifeLayout.FIN_ANSWERED_BY_FIN)
        ? CloseKind.THREE_SEGMENTS
        : CloseKind.FOUR_SEGMENTS;
  }

  /**
   * Whether the first FIN of an endpoint carried data.
   *
   * @param endpoint who sent it.
   * @return false without a FIN.
   */
  public boolean isFinOnData(final Endpoint endpoint) {
    return isSet(LifeLayout.FIN_ON_DATA, endpoint);
  }

  /**
   * Whether an endpoint sent a FIN that the peer never acknowledged.
   *
   * @param endpoint who sent it.
   * @return false without a FIN.
   */
  public boolean isFinUnacknowledged(final Endpoint endpoint) {
    return isSet(LifeLayout.FIN, endpoint) && !isSet(LifeLayout.FIN_ACKED, endpoint);
  }

  /**
   * FINs that an endpoint sent again.
   *
   * @param endpoint which.
   * @return how many.
   */
  public int finRepeats(final Endpoint endpoint) {
    return count(endpoint, LifeEventsLayout.FIN_REPEATS_OFFSET);
  }

  /**
   * Payload that an endpoint sent after it had acknowledged the peer's FIN: half-close put to use.
   *
   * @param endpoint who sent it.
   * @return bytes.
   */
  public long halfClosedPayload(final Endpoint endpoint) {
    return amount(endpoint, LifeEventsLayout.HALF_CLOSED_PAYLOAD_OFFSET);
  }

  /**
   * For how long the connection was half closed: from the first FIN to that of the other side; to
   * the RST, or to the last packet, where there was none.
   *
   * @return nanoseconds, -1 where there was no FIN.
   */
  public long halfClosedNanos() {
    final long first = record.getLong(LifeLayout.FIRST_FIN_OFFSET);
    if (first == 0) {
      return NOTHING;
    }
    final long second = record.getLong(LifeLayout.SECOND_FIN_OFFSET);
    final long end = record.getLong(LifeLayout.END_OFFSET);
    final long until = end != 0 ? end : connection.endNanos();
    return Math.max(0, (second != 0 ? second : until) - first);
  }

  /**
   * How long the close took: from the first FIN until both were acknowledged, or until the first
   * RST.
   *
   * @return nanoseconds, -1 where there was no FIN, or no end.
   */
  public long closeNanos() {
    final long first = record.getLong(LifeLayout.FIRST_FIN_OFFSET);
    final long end = record.getLong(LifeLayout.END_OFFSET);
    return first == 0 || end == 0 ? NOTHING : Math.max(0, end - first);
  }

  /**
   * In the midst of what the connection was reset.
   *
   * @return the class of the first RST.
   */
  public ResetClass reset() {
    return ResetClass.at(record.getInt(LifeLayout.RESET_CLASS_OFFSET));
  }

  /**
   * Whether a bound was reached: more segments waited for an ACK at one time, or the capture had
   * more holes, than are kept of a connection.
   *
   * @return true where some round trips are missing, or unique payload is too low.
   */
  public boolean isBoundReached() {
    return isSet(LifeLayout.BOUND_REACHED);
  }
}
