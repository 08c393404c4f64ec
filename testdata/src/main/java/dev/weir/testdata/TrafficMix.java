package dev.weir.testdata;

import static dev.weir.testdata.TcpFlags.ACK;
import static dev.weir.testdata.TcpFlags.FIN;
import static dev.weir.testdata.TcpFlags.RST;
import static dev.weir.testdata.TcpFlags.SYN;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Generates captures of any size, and with them what is true of every connection. Memory follows
 * the connections that live at the same time (and the rows of the truth, where it is asked for),
 * not the packets. The truth is booked from what is written, never read back from the bytes.
 */
public final class TrafficMix {
  private static final long MILLISECOND = 1_000_000L;

  /** Segments that a held connection sends before its pause: handshake and request. */
  private static final int HELD_AFTER = 4;

  private final TrafficSettings settings;
  private final SplittableRandom random;
  private final ConnectionPlanner planner;
  private final TrafficAddresses addresses;
  private final StepDelays delays;
  private final KindDraw kinds;
  private final FrameEncoder encoder;
  private final TimeWheel wheel = new TimeWheel();
  private final long resolution;

  private CaptureWriter out;
  private TruthTable truth;
  private StepWitness witness;
  private int started;
  private int addressNumber;
  private int nextRow;
  private int alive;
  private int mostAlive;
  private long packets;
  private long captureBytes;
  private long lastNanos;
  private long holdUntil;

  /**
   * Readies a generator that can run once.
   *
   * @param settings what to make
   */
  public TrafficMix(final TrafficSettings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
    this.planner = new ConnectionPlanner(random, settings);
    this.addresses = new TrafficAddresses(settings.connections(), random);
    this.delays = new StepDelays(settings, random);
    this.kinds = new KindDraw(settings.weights(), random);
    this.encoder = new FrameEncoder(settings.snaplen());
    this.resolution = settings.nanoseconds() ? 1 : 1_000;
  }

  /**
   * What was made.
   *
   * @param packets written packets
   * @param connections rows of the truth
   * @param mostAtOnce the most connections between their first and their last packet at the same
   *     time
   * @param capturedBytes bytes of all captured frames, without record headers
   * @param nanos from the start of the capture to its last packet
   */
  public record Result(
      long packets, int connections, int mostAtOnce, long capturedBytes, long nanos) {}

  /**
   * Writes the capture.
   *
   * @param writer takes the packets in time order; not closed
   * @param table takes the truth, with room for all connections; null where nobody asks
   * @return what was made
   * @throws IOException when the writer throws it
   */
  public Result generate(final CaptureWriter writer, final TruthTable table) throws IOException {
    return generate(writer, table, null);
  }

  /**
   * Writes the capture, and tells of every segment what it was meant to be.
   *
   * @param writer takes the packets in time order; not closed
   * @param table takes the truth, with room for all connections; null where nobody asks
   * @param observer told of each segment as it is sent; null where nobody asks
   * @return what was made
   * @throws IOException when the writer throws it
   */
  public Result generate(
      final CaptureWriter writer, final TruthTable table, final StepWitness observer)
      throws IOException {
    out = writer;
    truth = table;
    witness = observer;
    final int slots = Math.min(settings.concurrent(), settings.connections());
    final long ramp = delays.rampNanos(slots);
    holdUntil = settings.hold() ? ramp + ramp / 4 : 0;
    for (int slot = 0; slot < slots; slot++) {
      final Connection connection = new Connection();
      begin(connection);
      wheel.add(connection, random.nextLong(ramp));
    }
    while (wheel.waiting() > 0) {
      tick(wheel.take());
    }
    return new Result(packets, nextRow, mostAlive, captureBytes, lastNanos);
  }

  /** Lets all connections that are due in one tick take their step, spread evenly over it. */
  private void tick(final Connection first) throws IOException {
    int count = 0;
    for (Connection each = first; each != null; each = each.following) {
      count++;
    }
    final long spread = TimeWheel.TICK_NANOS / count;
    long due = wheel.nanos();
    Connection next = first;
    while (next != null) {
      final Connection connection = next;
      next = connection.following;
      final long jittered = due + (spread > 1 ? random.nextLong(spread) : 0);
      final long nanos = Math.max(jittered / resolution * resolution, lastNanos + resolution);
      due += spread;
      advance(connection, nanos);
    }
  }

  private void advance(final Connection connection, final long nanos) throws IOException {
    send(connection, connection.plan[connection.step], nanos);
    connection.step++;
    if (connection.step < connection.plan.length) {
      final long wait = nanos < holdUntil && isHeld(connection) ? holdUntil - nanos : 0;
      wheel.add(connection, nanos + wait + delays.before(connection));
      return;
    }
    finish(connection);
    if (started < settings.connections()) {
      final boolean again = kinds.reuses(connection);
      begin(connection);
      wheel.add(connection, nanos + (again ? delays.beforeReuse() : delays.beforeNext()));
    }
  }

  /** Only in the middle: what has begun is open then, and its close comes after the pause. */
  private static boolean isHeld(final Connection connection) {
    return connection.step == Math.min(HELD_AFTER, connection.plan.length - 1);
  }

  private void finish(final Connection connection) {
    if (connection.row < 0) {
      // Nothing of it reached the capture: another one takes its place.
      started--;
      return;
    }
    alive--;
    if (truth != null) {
      truth.put(connection);
    }
  }

  private void begin(final Connection connection) {
    final boolean again = connection.plan != null && kinds.reuses(connection);
    final int oldSequence = connection.client.initialSequence;
    connection.restart();
    connection.reused = again;
    if (!again) {
      connection.kind = kinds.next();
      connection.ipv6 = random.nextDouble() < settings.ipv6Share();
      connection.vlan = random.nextDouble() < settings.vlanShare() ? 1 + random.nextInt(4094) : 0;
      addresses.assign(connection, addressNumber++);
    }
    started++;
    connection.stamped = random.nextInt(5) != 0;
    connection.congestionBits = connection.kind == ConnectionKind.ECN ? 2 : 0;
    connection.mss = (connection.ipv6 ? 1440 : 1460) - (connection.vlan != 0 ? 4 : 0);
    connection.roundTripNanos = delays.roundTrip();
    connection.probeNanos = delays.probeInterval();
    restart(connection.client, random.nextInt());
    restart(connection.server, connection.kind == ConnectionKind.REFUSED ? 0 : random.nextInt());
    connection.server.padded = true;
    if (again && connection.client.initialSequence == oldSequence) {
      restart(connection.client, oldSequence + 64_000);
    }
    connection.plan = planner.plan(connection.kind, connection.mss - (connection.stamped ? 12 : 0));
  }

  private void restart(final TrafficEndpoint side, final int isn) {
    side.restart(isn);
    side.timestampBase = random.nextInt();
    side.identification = random.nextInt(1 << 16);
    side.windowScale = 7;
  }

  private void send(final Connection connection, final int step, final long nanos)
      throws IOException {
    final boolean fromServer = (step & PlanStep.FROM_SERVER) != 0;
    final TrafficEndpoint from = fromServer ? connection.server : connection.client;
    final TrafficEndpoint to = fromServer ? connection.client : connection.server;
    final int flags = step & PlanStep.FLAGS;
    int length = PlanStep.length(step);
    final int sequence;
    if ((step & PlanStep.PROBE) != 0) {
      sequence = from.next - 1;
    } else if ((step & PlanStep.AGAIN) != 0) {
      sequence = from.marked;
      length = from.markedLength;
    } else if ((step & PlanStep.CONTROL_AGAIN) != 0) {
      sequence = (flags & SYN) != 0 ? from.initialSequence : from.next - 1;
    } else {
      sequence = from.next;
      if ((step & PlanStep.MARK) != 0) {
        from.marked = sequence;
        from.markedLength = length;
      }
      from.next += length + Integer.bitCount(flags & (SYN | FIN));
    }
    final boolean partial = (step & PlanStep.ACK_MARK) != 0;
    final int acknowledgment = (flags & ACK) == 0 ? 0 : partial ? to.marked : to.next;
    options(connection, from, to, flags, nanos, partial);
    if ((step & PlanStep.UNCAPTURED) != 0) {
      tell(connection, step, length, nanos);
      return;
    }
    final int window = (step & PlanStep.ZERO_WINDOW) != 0 ? 0 : window(flags, sequence);
    final int wire =
        encoder.encode(connection, from, to, sequence, acknowledgment, flags, window, length);
    write(connection, from, flags, nanos, wire);
    from.captured(sequence, length, flags, wire);
    tell(connection, step, length, nanos);
  }

  private void tell(
      final Connection connection, final int step, final int length, final long nanos) {
    if (witness != null && connection.row >= 0) {
      witness.sent(
          connection.row,
          new StepWitness.Step(
              (step & PlanStep.FROM_SERVER) != 0,
              step & PlanStep.FLAGS,
              length,
              nanos,
              (step & PlanStep.UNCAPTURED) == 0,
              (step & PlanStep.PROBE) != 0,
              (step & (PlanStep.AGAIN | PlanStep.CONTROL_AGAIN)) != 0,
              (step & PlanStep.ZERO_WINDOW) != 0));
    }
  }

  private void write(
      final Connection connection,
      final TrafficEndpoint from,
      final int flags,
      final long nanos,
      final int wire)
      throws IOException {
    packets++;
    captureBytes += encoder.captured();
    lastNanos = nanos;
    final long time = settings.startNanos() + nanos;
    out.packet(time, encoder.frame(), encoder.captured(), wire);
    connection.captured(packets, time, from, flags);
    if (connection.row < 0) {
      connection.row = nextRow++;
      alive++;
      mostAlive = Math.max(mostAlive, alive);
    }
  }

  private void options(
      final Connection connection,
      final TrafficEndpoint from,
      final TrafficEndpoint to,
      final int flags,
      final long nanos,
      final boolean partial) {
    final int value = from.timestampBase + (int) (nanos / MILLISECOND);
    if ((flags & SYN) != 0) {
      encoder.handshakeOptions(
          connection.mss, from.windowScale, connection.stamped, value, to.lastTimestamp);
    } else if (connection.stamped && (flags & RST) == 0) {
      encoder.stampOptions(value, to.lastTimestamp);
    } else {
      encoder.noOptions();
    }
    if (partial && to.markedLength > 0) {
      encoder.sackOption(to.marked + to.markedLength, to.next);
    }
    from.lastTimestamp = value;
  }

  private static int window(final int flags, final int sequence) {
    if ((flags & RST) != 0) {
      return 0;
    }
    return (flags & SYN) != 0 ? 64_240 : 502 - (sequence >>> 9 & 31);
  }
}
