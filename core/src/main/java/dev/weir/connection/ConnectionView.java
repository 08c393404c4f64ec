package dev.weir.connection;

import dev.weir.text.TextBuffer;

/**
 * Reads one connection's record, with its directions told by who opened it. Wrapped anew for every
 * connection; valid until then.
 */
public final class ConnectionView {
  private static final int RST_FLAG = 0x04;
  private static final int ACK_FLAG = 0x10;

  private final OffHeapRecord record = new OffHeapRecord();
  private final ZeekView zeek = new ZeekView(record);
  private final JudgementView judged = new JudgementView(this, record);
  private final LifeView life = new LifeView(this, record);
  private int state;
  private int originator;

  /** Makes a view of nothing. */
  public ConnectionView() {}

  /**
   * Lays the view over a connection's copy: see {@link ConnectionTable#copyTo}.
   *
   * @param buffer where the copy is.
   * @param offset where it begins, in bytes.
   * @return this.
   */
  public ConnectionView wrap(final OffHeapRecord buffer, final int offset) {
    record.wrap(buffer, offset, ConnectionLayout.COPY_LENGTH);
    state = record.getInt(ConnectionLayout.STATE_OFFSET);
    originator = (state & ConnectionLayout.ORIGINATOR_IS_HIGHER) != 0 ? 1 : 0;
    return this;
  }

  /**
   * Lays the view over the record of a connection that goes on. Valid until the next segment; has
   * no side records.
   *
   * @param live the record.
   * @return this.
   */
  public ConnectionView wrapLive(final OffHeapRecord live) {
    record.wrap(live, 0, ConnectionLayout.RECORD_LENGTH);
    state = record.getInt(ConnectionLayout.STATE_OFFSET);
    originator = (state & ConnectionLayout.ORIGINATOR_IS_HIGHER) != 0 ? 1 : 0;
    return this;
  }

  /**
   * Copies the record, so that it can be looked at later.
   *
   * @param target where to.
   * @param offset where it shall begin there, in bytes.
   */
  public void copyTo(final OffHeapRecord target, final int offset) {
    target.putBytes(offset, record, 0, ConnectionLayout.COPY_LENGTH);
  }

  /**
   * The life of the connection: states, handshake, keep-alive, windows, round trips, close.
   *
   * @return a view of the same record.
   */
  public LifeView life() {
    return life;
  }

  /**
   * What Zeek says of the connection.
   *
   * @return a view of the same record.
   */
  public ZeekView zeek() {
    return zeek;
  }

  /**
   * What results call the connection: see {@link ConnectionIdentity}.
   *
   * @return any number.
   */
  public long identity() {
    return ConnectionIdentity.of(record);
  }

  /**
   * Whether anything happened that only some connections meet with: see {@link
   * ConnectionLayout#EVENTS_LINK_OFFSET}.
   *
   * @return false where all counts of such events are 0.
   */
  public boolean hasEvents() {
    return ConnectionLayout.hasEvents(record);
  }

  /**
   * Number of the first packet in the capture.
   *
   * @return 1 or more.
   */
  public long firstPacket() {
    return record.getLong(ConnectionLayout.FIRST_PACKET_OFFSET);
  }

  /**
   * Number of the newest packet in the capture.
   *
   * @return {@link #firstPacket()} or more.
   */
  public long lastPacket() {
    return record.getLong(ConnectionLayout.LAST_PACKET_OFFSET);
  }

  /**
   * Time of the first packet.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC.
   */
  public long startNanos() {
    return record.getLong(ConnectionLayout.FIRST_TIME_OFFSET);
  }

  /**
   * The latest time of a packet.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC.
   */
  public long endNanos() {
    return record.getLong(ConnectionLayout.LAST_TIME_OFFSET);
  }

  /**
   * From the first packet to the last.
   *
   * @return nanoseconds, 0 or more.
   */
  public long durationNanos() {
    return endNanos() - startNanos();
  }

  /**
   * Whether the addresses are IPv6.
   *
   * @return false for IPv4.
   */
  public boolean isIpv6() {
    return (state & ConnectionLayout.IPV6) != 0;
  }

  /**
   * The upper half of an endpoint's address.
   *
   * @param endpoint which.
   * @return 64 bits, big-endian; 0 for IPv4.
   */
  public long addressHigh(final Endpoint endpoint) {
    return record.getLong(
        direction(endpoint) == 0
            ? ConnectionLayout.LOWER_HIGH_OFFSET
            : ConnectionLayout.HIGHER_HIGH_OFFSET);
  }

  /**
   * The lower half of an endpoint's address.
   *
   * @param endpoint which.
   * @return 64 bits, big-endian; an IPv4 address in the low 32.
   */
  public long addressLow(final Endpoint endpoint) {
    return record.getLong(
        direction(endpoint) == 0
            ? ConnectionLayout.LOWER_LOW_OFFSET
            : ConnectionLayout.HIGHER_LOW_OFFSET);
  }

  /**
   * An endpoint's address as text.
   *
   * @param endpoint which.
   * @return dotted or colon form, as tcpdump writes it.
   */
  public String address(final Endpoint endpoint) {
    final TextBuffer text = new TextBuffer(48);
    writeAddress(endpoint, text);
    return text.toString();
  }

  /**
   * Writes an endpoint's address.
   *
   * @param endpoint which.
   * @param out where to.
   */
  public void writeAddress(final Endpoint endpoint, final TextBuffer out) {
    if (isIpv6()) {
      out.ipv6(addressHigh(endpoint), addressLow(endpoint));
    } else {
      out.ipv4((int) addressLow(endpoint));
    }
  }

  /**
   * An endpoint's port.
   *
   * @param endpoint which.
   * @return 0 to 65535.
   */
  public int port(final Endpoint endpoint) {
    final int ports = record.getInt(ConnectionLayout.PORTS_OFFSET);
    return direction(endpoint) == 0 ? ports >>> 16 : ports & 0xFFFF;
  }

  /**
   * What whoever looks at each segment keeps with the connection.
   *
   * @return 0 where nothing was kept yet.
   */
  public int mark() {
    return record.getInt(ConnectionLayout.MARK_OFFSET);
  }

  /**
   * Whether an endpoint's initial sequence number is known, of its SYN or of the answer to that.
   *
   * @param endpoint which.
   * @return false where {@link #initialSequence} says nothing.
   */
  public boolean isInitialKnown(final Endpoint endpoint) {
    return has(ConnectionLayout.INITIAL_KNOWN, endpoint);
  }

  /**
   * An endpoint's initial sequence number.
   *
   * @param endpoint which.
   * @return 32 bits.
   */
  public int initialSequence(final Endpoint endpoint) {
    return record.getInt(
        ConnectionLayout.direction(direction(endpoint)) + ConnectionLayout.INITIAL_SEQUENCE_OFFSET);
  }

  /**
   * Packets that an endpoint sent.
   *
   * @param endpoint which.
   * @return how many.
   */
  public long packets(final Endpoint endpoint) {
    return sent(endpoint, ConnectionLayout.PACKETS_OFFSET);
  }

  /**
   * TCP payload that an endpoint sent, by IP length, retransmissions included.
   *
   * @param endpoint which.
   * @return bytes.
   */
  public long payload(final Endpoint endpoint) {
    return sent(endpoint, ConnectionLayout.PAYLOAD_OFFSET);
  }

  /**
   * The packets that an endpoint sent, as long as they were on the wire, link headers included.
   *
   * @param endpoint which.
   * @return bytes.
   */
  public long wire(final Endpoint endpoint) {
    return sent(endpoint, ConnectionLayout.WIRE_OFFSET);
  }

  /**
   * Payload below the highest sequence number that the endpoint had sent before: retransmitted, or
   * late. TCP keep-alive probes are none.
   *
   * @param endpoint which.
   * @return bytes.
   */
  public long retransmitted(final Endpoint endpoint) {
    return ConnectionLayout.hasEvents(record)
        ? record.getLong(
            ConnectionLayout.COPIED_EVENTS_OFFSET
                + ConnectionLayout.RETRANSMITTED_EVENTS_OFFSET
                + direction(endpoint) * Long.BYTES)
        : 0;
  }

  /**
   * The TCP flags that an endpoint set in any of its packets.
   *
   * @param endpoint which.
   * @return the low 8 bits of the flags, or-ed.
   */
  public int flags(final Endpoint endpoint) {
    return record.getShort(
        ConnectionLayout.direction(direction(endpoint)) + ConnectionLayout.FLAGS_OFFSET);
  }

  /**
   * From the newest SYN to the first SYN-ACK.
   *
   * @return nanoseconds, -1 where not both were seen.
   */
  public long synAckDelayNanos() {
    return record.getLong(ConnectionLayout.SYN_ACK_DELAY_OFFSET);
  }

  /**
   * From the SYN-ACK to the ACK that completes the handshake.
   *
   * @return nanoseconds, -1 where not both were seen.
   */
  public long ackDelayNanos() {
    return record.getLong(ConnectionLayout.ACK_DELAY_OFFSET);
  }

  /**
   * How far the three-way handshake came.
   *
   * @return its outcome.
   */
  public Handshake handshake() {
    final boolean syn = has(ConnectionLayout.SYN, Endpoint.ORIGINATOR);
    final boolean answered = has(ConnectionLayout.SYN_ACK, Endpoint.RESPONDER);
    if (syn && has(ConnectionLayout.SYN, Endpoint.RESPONDER)) {
      return Handshake.SIMULTANEOUS;
    }
    if (syn && answered) {
      return (state & ConnectionLayout.HANDSHAKE_ACKED) != 0
          ? Handshake.COMPLETE
          : Handshake.NO_ACK;
    }
    if (!syn && !answered) {
      return Handshake.MIDSTREAM;
    }
    if (answered || packets(Endpoint.ORIGINATOR) > 0 && sentMoreThanSyn()) {
      return Handshake.PARTIAL;
    }
    if (packets(Endpoint.RESPONDER) == 0) {
      return Handshake.NO_ANSWER;
    }
    return (flags(Endpoint.RESPONDER) & RST_FLAG) != 0 ? Handshake.REFUSED : Handshake.PARTIAL;
  }

  /** A SYN alone has no ACK flag: one in the originator's flags means that it was answered. */
  private boolean sentMoreThanSyn() {
    return (flags(Endpoint.ORIGINATOR) & (ACK_FLAG | RST_FLAG)) == ACK_FLAG;
  }

  /**
   * How the connection ended, so far as the capture shows.
   *
   * @return who closed or reset it, or that it is open.
   */
  public Ending ending() {
    final boolean finOriginator = has(ConnectionLayout.FIN, Endpoint.ORIGINATOR);
    final boolean finResponder = has(ConnectionLayout.FIN, Endpoint.RESPONDER);
    final boolean reset =
        has(ConnectionLayout.RST, Endpoint.ORIGINATOR)
            || has(ConnectionLayout.RST, Endpoint.RESPONDER);
    if (reset && (state & ConnectionLayout.RESET_BEFORE_CLOSE) != 0) {
      return first(ConnectionLayout.FIRST_RST_BY_HIGHER) == Endpoint.ORIGINATOR
          ? Ending.RESET_ORIGINATOR
          : Ending.RESET_RESPONDER;
    }
    if (finOriginator && finResponder) {
      return first(ConnectionLayout.FIRST_FIN_BY_HIGHER) == Endpoint.ORIGINATOR
          ? Ending.CLOSED_ORIGINATOR
          : Ending.CLOSED_RESPONDER;
    }
    if (finOriginator || finResponder) {
      return finOriginator ? Ending.HALF_CLOSED_ORIGINATOR : Ending.HALF_CLOSED_RESPONDER;
    }
    return isReportedEarly() ? Ending.EVICTED : Ending.OPEN;
  }

  /**
   * Whether the connection was reported before its end, since the memory for connections is bounded
   * and it had been idle for longer than others. Its later packets make a connection of their own.
   *
   * @return false where its end, a time-out or the capture's end was seen.
   */
  public boolean isReportedEarly() {
    return (state & ConnectionLayout.EVICTED) != 0;
  }

  private Endpoint first(final int byHigher) {
    final int direction = (state & byHigher) != 0 ? 1 : 0;
    return direction == originator ? Endpoint.ORIGINATOR : Endpoint.RESPONDER;
  }

  private boolean has(final int pair, final Endpoint endpoint) {
    return (state & pair << direction(endpoint)) != 0;
  }

  private long sent(final Endpoint endpoint, final int offset) {
    return record.getLong(ConnectionLayout.direction(direction(endpoint)) + offset);
  }

  /**
   * How the connection's segments were judged.
   *
   * @return one view, which goes with this one.
   */
  public JudgementView judged() {
    return judged;
  }

  int direction(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originator : 1 - originator;
  }
}
