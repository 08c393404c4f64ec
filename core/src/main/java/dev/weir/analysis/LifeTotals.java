package dev.weir.analysis;

import dev.weir.connection.CloseKind;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.FastOpen;
import dev.weir.connection.KeepAliveEnd;
import dev.weir.connection.KeepAliveView;
import dev.weir.connection.LifeView;
import dev.weir.connection.ResetClass;
import dev.weir.connection.RoundTripView;
import org.HdrHistogram.Histogram;

/** What the lives of all connections amount to: keep-alive, close, windows, round trips. */
public final class LifeTotals {
  private static final Endpoint[] ENDPOINTS = Endpoint.values();

  private final long[] closes = new long[CloseKind.values().length];
  private final long[] resets = new long[ResetClass.values().length];
  private final long[] fastOpens = new long[FastOpen.values().length];
  private final long[] keepAliveEnds = new long[KeepAliveEnd.values().length];
  private final long[] uniquePayload = new long[ENDPOINTS.length];
  private final Histogram[] roundTrips = {
    ConnectionTotals.newHistogram(), ConnectionTotals.newHistogram()
  };
  private final RoundTripView.Samples[] takers = {taker(0), taker(1)};
  private long keepAliveProbes;
  private long keepAliveAnswered;
  private long repeatedSyns;
  private long repeatedSynAcks;
  private long windowClosures;
  private long windowClosedNanos;
  private long bounded;

  /** Made by {@link ConnectionTotals}. */
  LifeTotals() {}

  private RoundTripView.Samples taker(final int side) {
    return (nanos, count) -> ConnectionTotals.record(roundTrips[side], nanos, count);
  }

  void add(final ConnectionView connection) {
    final LifeView life = connection.life();
    closes[life.close().ordinal()]++;
    resets[life.reset().ordinal()]++;
    fastOpens[life.fastOpen().ordinal()]++;
    for (final Endpoint endpoint : ENDPOINTS) {
      final int side = endpoint.ordinal();
      addKeepAlive(life.keepAlive(endpoint));
      uniquePayload[side] += life.uniquePayload(endpoint);
      repeatedSyns += life.synRepeats(endpoint);
      repeatedSynAcks += life.synAckRepeats(endpoint);
      windowClosures += life.windowClosures(endpoint);
      windowClosedNanos += life.windowClosedNanos(endpoint);
      life.roundTrips(endpoint).distribution(takers[side]);
    }
    bounded += life.isBoundReached() ? 1 : 0;
  }

  private void addKeepAlive(final KeepAliveView keepAlive) {
    keepAliveProbes += keepAlive.probes();
    keepAliveAnswered += keepAlive.answered();
    keepAliveEnds[keepAlive.end().ordinal()]++;
  }

  /**
   * Connections that FINs closed in a way.
   *
   * @param kind which.
   * @return how many.
   */
  public long closes(final CloseKind kind) {
    return closes[kind.ordinal()];
  }

  /**
   * Connections that were reset in the midst of something.
   *
   * @param reset of what; {@link ResetClass#NONE} for those without a RST.
   * @return how many.
   */
  public long resets(final ResetClass reset) {
    return resets[reset.ordinal()];
  }

  /**
   * Connections by what became of TCP Fast Open.
   *
   * @param fastOpen the outcome.
   * @return how many.
   */
  public long fastOpens(final FastOpen fastOpen) {
    return fastOpens[fastOpen.ordinal()];
  }

  /**
   * Endpoints by what became of their keep-alive probes; a connection has two endpoints.
   *
   * @param end the outcome; {@link KeepAliveEnd#NONE} for those that sent none.
   * @return how many.
   */
  public long keepAliveEnds(final KeepAliveEnd end) {
    return keepAliveEnds[end.ordinal()];
  }

  /**
   * TCP keep-alive probes.
   *
   * @return how many.
   */
  public long keepAliveProbes() {
    return keepAliveProbes;
  }

  /**
   * Keep-alive probes after which the peer sent something before the next.
   *
   * @return how many of {@link #keepAliveProbes()}.
   */
  public long keepAliveAnswered() {
    return keepAliveAnswered;
  }

  /**
   * SYNs without ACK that were sent again.
   *
   * @return how many.
   */
  public long repeatedSyns() {
    return repeatedSyns;
  }

  /**
   * SYN-ACKs that were sent again.
   *
   * @return how many.
   */
  public long repeatedSynAcks() {
    return repeatedSynAcks;
  }

  /**
   * How often windows were closed.
   *
   * @return how often.
   */
  public long windowClosures() {
    return windowClosures;
  }

  /**
   * For how long windows were closed, all together.
   *
   * @return nanoseconds.
   */
  public long windowClosedNanos() {
    return windowClosedNanos;
  }

  /**
   * Payload, each byte of a connection counted once.
   *
   * @param endpoint which side sent it.
   * @return bytes.
   */
  public long uniquePayload(final Endpoint endpoint) {
    return uniquePayload[endpoint.ordinal()];
  }

  /**
   * Round trips between the point of capture and the receivers of data.
   *
   * @param endpoint which side sent the data.
   * @return nanoseconds, at most 12.5 % wrong, as connections keep them.
   */
  public Histogram roundTrips(final Endpoint endpoint) {
    return roundTrips[endpoint.ordinal()];
  }

  /**
   * Connections of which not all could be kept: {@link LifeView#isBoundReached()}.
   *
   * @return how many.
   */
  public long bounded() {
    return bounded;
  }
}
