package dev.weir.connection;

/** Reads the TCP keep-alive probes of one endpoint: see {@link LifeView#keepAlive}. */
public final class KeepAliveView {
  private final LifeView life;
  private final ConnectionView connection;
  private Endpoint prober = Endpoint.ORIGINATOR;

  KeepAliveView(final LifeView life, final ConnectionView connection) {
    this.life = life;
    this.connection = connection;
  }

  KeepAliveView of(final Endpoint endpoint) {
    prober = endpoint;
    return this;
  }

  /**
   * Probes without payload.
   *
   * @return how many.
   */
  public int emptyProbes() {
    return life.count(prober, LifeEventsLayout.EMPTY_PROBES_OFFSET);
  }

  /**
   * Probes with one byte of payload, one that was sent before.
   *
   * @return how many.
   */
  public int byteProbes() {
    return life.count(prober, LifeEventsLayout.BYTE_PROBES_OFFSET);
  }

  /**
   * All probes.
   *
   * @return how many.
   */
  public int probes() {
    return emptyProbes() + byteProbes();
  }

  /**
   * Probes after which the peer sent something before the next probe.
   *
   * @return how many.
   */
  public int answered() {
    return life.count(prober, LifeEventsLayout.ANSWERED_OFFSET);
  }

  /**
   * Probes that are not {@link #answered()}, the newest included.
   *
   * @return how many.
   */
  public int unanswered() {
    return probes() - answered();
  }

  /**
   * The shortest time between two probes with nothing of their sender in between.
   *
   * @return nanoseconds, -1 without such.
   */
  public long shortestIntervalNanos() {
    return interval(LifeEventsLayout.SHORTEST_INTERVAL_OFFSET);
  }

  /**
   * The longest time between two probes with nothing of their sender in between.
   *
   * @return nanoseconds, -1 without such.
   */
  public long longestIntervalNanos() {
    return interval(LifeEventsLayout.LONGEST_INTERVAL_OFFSET);
  }

  /**
   * The mean of these times.
   *
   * @return nanoseconds, rounded; -1 without such.
   */
  public long meanIntervalNanos() {
    final int intervals = intervals();
    return intervals == 0
        ? -1
        : (life.amount(prober, LifeEventsLayout.INTERVAL_SUM_OFFSET) + intervals / 2) / intervals;
  }

  private int intervals() {
    return life.count(prober, LifeEventsLayout.INTERVALS_OFFSET);
  }

  private long interval(final int offset) {
    return intervals() == 0 ? -1 : life.amount(prober, offset);
  }

  /**
   * What became of the probes.
   *
   * @return whether the newest was answered, or its sender gave up.
   */
  public KeepAliveEnd end() {
    if (probes() == 0) {
      return KeepAliveEnd.NONE;
    }
    if (!life.isSet(LifeLayout.PROBE_PENDING, prober)) {
      return KeepAliveEnd.ANSWERED;
    }
    final ResetClass reset = life.reset();
    if (reset == ResetClass.KEEP_ALIVE_FAILED && sentFirstReset()) {
      return KeepAliveEnd.RESET;
    }
    if (reset == ResetClass.KEEP_ALIVE_REFUSED && !sentFirstReset()) {
      return KeepAliveEnd.REFUSED;
    }
    return life.count(prober, LifeEventsLayout.UNANSWERED_IN_A_ROW_OFFSET) > 0
        ? KeepAliveEnd.SILENCE
        : KeepAliveEnd.PENDING;
  }

  private boolean sentFirstReset() {
    final Endpoint sender =
        connection.ending() == Ending.RESET_ORIGINATOR ? Endpoint.ORIGINATOR : Endpoint.RESPONDER;
    return sender == prober;
  }
}
