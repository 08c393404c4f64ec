package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import org.HdrHistogram.Histogram;

/** What all connections of a capture amount to: a sink that only adds up. */
public final class ConnectionTotals implements ConnectionSink {
  /** Round trips are kept to three digits, up to this long. */
  private static final long LONGEST_NANOS = 3_600_000_000_000L;

  private final long[] handshakes = new long[Handshake.values().length];
  private final long[] endings = new long[Ending.values().length];
  private final long[] packets = new long[Endpoint.values().length];
  private final long[] payload = new long[Endpoint.values().length];
  private final long[] wire = new long[Endpoint.values().length];
  private final long[] retransmitted = new long[Endpoint.values().length];
  private final Histogram synAckDelays = newHistogram();
  private final Histogram ackDelays = newHistogram();
  private final JudgementTotals judgements = new JudgementTotals();
  private final LifeTotals lives = new LifeTotals();
  private final ZeekTotals zeek = new ZeekTotals();
  private final ServiceTotals services = new ServiceTotals();
  private final HostTotals hosts = new HostTotals();
  private long connections;
  private long oneWay;
  private long oneWayPackets;
  private long reportedEarly;

  /** Makes totals of nothing. */
  public ConnectionTotals() {}

  @Override
  public void accept(final ConnectionView connection) {
    connections++;
    handshakes[connection.handshake().ordinal()]++;
    endings[connection.ending().ordinal()]++;
    for (final Endpoint endpoint : Endpoint.values()) {
      final int side = endpoint.ordinal();
      packets[side] += connection.packets(endpoint);
      payload[side] += connection.payload(endpoint);
      wire[side] += connection.wire(endpoint);
      retransmitted[side] += connection.retransmitted(endpoint);
    }
    if (isOneWay(connection)) {
      oneWay++;
      oneWayPackets += connection.packets(ORIGINATOR) + connection.packets(RESPONDER);
    }
    reportedEarly += connection.isReportedEarly() ? 1 : 0;
    final long bytes = connection.wire(ORIGINATOR) + connection.wire(RESPONDER);
    judgements.add(connection);
    lives.add(connection);
    zeek.add(connection);
    services.add(connection);
    hosts.add(connection, ORIGINATOR, bytes);
    hosts.add(connection, RESPONDER, bytes);
    record(synAckDelays, connection.synAckDelayNanos());
    record(ackDelays, connection.ackDelayNanos());
  }

  /** A SYN that nobody answers has one direction by its nature, not by that of the capture. */
  private static boolean isOneWay(final ConnectionView connection) {
    return (connection.packets(ORIGINATOR) == 0 || connection.packets(RESPONDER) == 0)
        && connection.handshake() != Handshake.NO_ANSWER;
  }

  static Histogram newHistogram() {
    return new Histogram(LONGEST_NANOS, 3);
  }

  private static void record(final Histogram histogram, final long nanos) {
    if (nanos >= 0) {
      record(histogram, nanos, 1);
    }
  }

  static void record(final Histogram histogram, final long nanos, final long count) {
    histogram.recordValueWithCount(Math.clamp(nanos, 0, LONGEST_NANOS), count);
  }

  /**
   * All connections.
   *
   * @return how many.
   */
  public long connections() {
    return connections;
  }

  /**
   * Connections whose handshake came so far.
   *
   * @param handshake which outcome.
   * @return how many.
   */
  public long connections(final Handshake handshake) {
    return handshakes[handshake.ordinal()];
  }

  /**
   * Connections that ended in a way.
   *
   * @param ending which.
   * @return how many.
   */
  public long connections(final Ending ending) {
    return endings[ending.ordinal()];
  }

  /**
   * Connections of which the capture has one direction only. Those that consist of SYNs without
   * answer do not count.
   *
   * @return how many.
   */
  public long oneWay() {
    return oneWay;
  }

  /**
   * Packets of the connections of which the capture has one direction only.
   *
   * @return how many.
   */
  public long oneWayPackets() {
    return oneWayPackets;
  }

  /**
   * Connections that were reported before their end, since memory is bounded.
   *
   * @return how many.
   */
  public long reportedEarly() {
    return reportedEarly;
  }

  /**
   * Packets that one side of all connections sent.
   *
   * @param endpoint which side.
   * @return how many.
   */
  public long packets(final Endpoint endpoint) {
    return packets[endpoint.ordinal()];
  }

  /**
   * TCP payload that one side of all connections sent.
   *
   * @param endpoint which side.
   * @return bytes.
   */
  public long payload(final Endpoint endpoint) {
    return payload[endpoint.ordinal()];
  }

  /**
   * Bytes on the wire that one side of all connections sent.
   *
   * @param endpoint which side.
   * @return bytes.
   */
  public long wire(final Endpoint endpoint) {
    return wire[endpoint.ordinal()];
  }

  /**
   * Payload that looks retransmitted: see {@link ConnectionView#retransmitted}.
   *
   * @param endpoint which side.
   * @return bytes.
   */
  public long retransmitted(final Endpoint endpoint) {
    return retransmitted[endpoint.ordinal()];
  }

  /**
   * How the segments were judged.
   *
   * @return the judgements.
   */
  public JudgementTotals judgements() {
    return judgements;
  }

  /**
   * What became of the connections: keep-alive, close, windows, round trips.
   *
   * @return their lives.
   */
  public LifeTotals lives() {
    return lives;
  }

  /**
   * What Zeek would say of the connections.
   *
   * @return its states, and what the capture lacks.
   */
  public ZeekTotals zeek() {
    return zeek;
  }

  /**
   * What the connections to each port amount to.
   *
   * @return the ports.
   */
  public ServiceTotals services() {
    return services;
  }

  /**
   * What each host had to do with.
   *
   * @return the hosts.
   */
  public HostTotals hosts() {
    return hosts;
  }

  /**
   * From SYN to SYN-ACK: the network between the capture point and the responder.
   *
   * @return nanoseconds.
   */
  public Histogram synAckDelays() {
    return synAckDelays;
  }

  /**
   * From SYN-ACK to ACK: the network between the capture point and the originator.
   *
   * @return nanoseconds.
   */
  public Histogram ackDelays() {
    return ackDelays;
  }
}
