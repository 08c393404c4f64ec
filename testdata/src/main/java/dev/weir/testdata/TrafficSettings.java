package dev.weir.testdata;

import java.util.Arrays;

/** What a {@link TrafficMix} makes. The same settings make the same bytes. */
public final class TrafficSettings {
  private long seed = 1;
  private int connections = 1_000;
  private int concurrent = 100;
  private int snaplen = 262_144;
  private double ipv6Share = 0.15;
  private double vlanShare;
  private double loss = 0.004;
  private double captureLoss = 0.0005;
  private double meanPackets = 23;
  private int packetsPerSecond = 400_000;
  private boolean nanoseconds;
  private boolean hold;
  private long startNanos = 1_768_478_400_000_000_000L;
  private final double[] weights =
      Arrays.stream(ConnectionKind.values()).mapToDouble(ConnectionKind::defaultWeight).toArray();

  /** The defaults: 1000 connections, 100 at a time, every kind. */
  public TrafficSettings() {}

  /**
   * The seed of all that is random.
   *
   * @param value any
   * @return this
   */
  public TrafficSettings seed(final long value) {
    seed = value;
    return this;
  }

  /**
   * How many connections, rows of the truth.
   *
   * @param value from 1
   * @return this
   */
  public TrafficSettings connections(final int value) {
    connections = atLeast(1, value, "connections");
    return this;
  }

  /**
   * How many of them live at the same time.
   *
   * @param value from 1
   * @return this
   */
  public TrafficSettings concurrent(final int value) {
    concurrent = atLeast(1, value, "concurrent");
    return this;
  }

  /**
   * How many bytes of a frame are captured.
   *
   * @param value from 1; 262144 keeps the full payload
   * @return this
   */
  public TrafficSettings snaplen(final int value) {
    snaplen = atLeast(1, value, "snaplen");
    return this;
  }

  /**
   * Share of connections over IPv6.
   *
   * @param value 0 to 1
   * @return this
   */
  public TrafficSettings ipv6Share(final double value) {
    ipv6Share = share(value, "ipv6");
    return this;
  }

  /**
   * Share of connections with an 802.1Q tag.
   *
   * @param value 0 to 1
   * @return this
   */
  public TrafficSettings vlanShare(final double value) {
    vlanShare = share(value, "vlan");
    return this;
  }

  /**
   * Chance that a data segment is lost on the way, before or after the point of capture, and sent
   * again.
   *
   * @param value 0 to 1
   * @return this
   */
  public TrafficSettings loss(final double value) {
    loss = share(value, "loss");
    return this;
  }

  /**
   * Chance that a segment of the data phase is missing in the capture although it arrived.
   *
   * @param value 0 to 1
   * @return this
   */
  public TrafficSettings captureLoss(final double value) {
    captureLoss = share(value, "capture loss");
    return this;
  }

  /**
   * Packets a connection on average, over the default mix of kinds.
   *
   * @param value from 15
   * @return this
   */
  public TrafficSettings meanPackets(final double value) {
    if (!(value >= 15)) {
      throw new IllegalArgumentException("mean packets: " + value + " is less than 15");
    }
    meanPackets = value;
    return this;
  }

  /**
   * The rate in capture time that many connections at a time are slowed down to.
   *
   * @param value from 1
   * @return this
   */
  public TrafficSettings packetsPerSecond(final int value) {
    packetsPerSecond = atLeast(1, value, "packets per second");
    return this;
  }

  /**
   * Gives times nanoseconds; otherwise they are whole microseconds.
   *
   * @param value whether so
   * @return this
   */
  public TrafficSettings nanoseconds(final boolean value) {
    nanoseconds = value;
    return this;
  }

  /**
   * Lets the connections that begin first pause after their first segments until all of them have
   * begun, so that as many as {@link #concurrent} are open at one time.
   *
   * @param value whether so
   * @return this
   */
  public TrafficSettings hold(final boolean value) {
    hold = value;
    return this;
  }

  /**
   * When the capture starts.
   *
   * @param value nanoseconds since 1970, whole seconds
   * @return this
   */
  public TrafficSettings startNanos(final long value) {
    startNanos = value;
    return this;
  }

  /**
   * Sets the weight of one kind.
   *
   * @param kind the kind
   * @param value 0 for none; counts relative to all other weights
   * @return this
   */
  public TrafficSettings weight(final ConnectionKind kind, final double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(kind.label() + ": weight " + value + " is negative");
    }
    weights[kind.ordinal()] = value;
    return this;
  }

  /**
   * Leaves only one kind.
   *
   * @param kind the kind
   * @return this
   */
  public TrafficSettings only(final ConnectionKind kind) {
    Arrays.fill(weights, 0);
    return weight(kind, 1);
  }

  long seed() {
    return seed;
  }

  /**
   * How many connections.
   *
   * @return from 1
   */
  public int connections() {
    return connections;
  }

  int concurrent() {
    return concurrent;
  }

  /**
   * How many bytes of a frame are captured.
   *
   * @return from 1
   */
  public int snaplen() {
    return snaplen;
  }

  double ipv6Share() {
    return ipv6Share;
  }

  double vlanShare() {
    return vlanShare;
  }

  double loss() {
    return loss;
  }

  double captureLoss() {
    return captureLoss;
  }

  double meanPackets() {
    return meanPackets;
  }

  int packetsPerSecond() {
    return packetsPerSecond;
  }

  /**
   * Whether times are nanoseconds.
   *
   * @return false for whole microseconds
   */
  public boolean nanoseconds() {
    return nanoseconds;
  }

  boolean hold() {
    return hold;
  }

  long startNanos() {
    return startNanos;
  }

  double[] weights() {
    return weights.clone();
  }

  private static int atLeast(final int least, final int value, final String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " is less than " + least);
    }
    return value;
  }

  private static double share(final double value, final String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": " + value + " is not within 0 and 1");
    }
    return value;
  }
}
