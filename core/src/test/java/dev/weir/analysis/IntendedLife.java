package dev.weir.analysis;

import dev.weir.connection.Handshake;
import dev.weir.testdata.StepWitness.Step;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/**
 * What the generator meant a connection's life to be, told by its steps alone: no sequence number
 * is looked at.
 */
final class IntendedLife {
  private static final int CLIENT = 0;
  private static final int SERVER = 1;

  private final String kind;
  private final List<Step> steps;
  private final List<Side> sides = List.of(new Side(), new Side());
  private String close = "none";
  private boolean reset;

  /** One side's. */
  private static final class Side {
    int probes;
    int answered;
    boolean pending;
    int windowProbes;
    int closures;
    boolean closed;
    int syns;
    int synAcks;
    int fins;
    boolean finOnData;
    long unique;
    int missing;
    long packets;
  }

  IntendedLife(final String kind, final List<Step> steps) {
    this.kind = kind;
    this.steps = steps;
    for (final Step step : steps) {
      take(step, sides.get(step.fromServer() ? 1 : 0), sides.get(step.fromServer() ? 0 : 1));
    }
    close = close();
  }

  private static boolean has(final Step step, final int flag) {
    return (step.flags() & flag) != 0;
  }

  private void take(final Step step, final Side side, final Side peer) {
    if (!step.captured()) {
      side.missing += step.length();
      return;
    }
    side.packets++;
    final boolean rst = has(step, TcpFlags.RST);
    reset |= rst;
    if (peer.pending && !rst) {
      peer.pending = false;
      peer.answered++;
    }
    count(step, side);
    if (step.probe()) {
      if (peer.closed) {
        side.windowProbes++;
      } else {
        side.probes++;
        side.pending = true;
      }
    } else if (!step.again() || side.missing > 0) {
      side.unique += step.again() ? side.missing : step.length();
      side.missing = step.again() ? 0 : side.missing;
    }
    side.closures += step.zeroWindow() && !side.closed ? 1 : 0;
    side.closed = step.zeroWindow();
  }

  private static void count(final Step step, final Side side) {
    if (has(step, TcpFlags.SYN)) {
      side.syns += has(step, TcpFlags.ACK) ? 0 : 1;
      side.synAcks += has(step, TcpFlags.ACK) ? 1 : 0;
    }
    if (has(step, TcpFlags.FIN)) {
      side.finOnData |= step.length() > 0;
      side.fins++;
    }
  }

  /** In how many segments: by what the second side sent between the two FINs. */
  private String close() {
    final List<Step> captured = new ArrayList<>(steps);
    captured.removeIf(step -> !step.captured());
    Step first = null;
    boolean acknowledged = false;
    for (final Step step : captured) {
      if (has(step, TcpFlags.FIN)) {
        if (first == null) {
          first = step;
        } else if (step.fromServer() != first.fromServer()) {
          return kind.equals("close_simultaneous")
              ? "simultaneous"
              : acknowledged ? "four_segments" : "three_segments";
        }
      } else if (first != null && step.fromServer() != first.fromServer()) {
        acknowledged |= !has(step, TcpFlags.RST);
      }
    }
    return first == null ? "none" : "half";
  }

  private String reset() {
    if (!reset) {
      return "none";
    }
    return switch (kind) {
      case "refused" -> "refused";
      case "scan_reset" -> "handshake";
      case "reset_after_fin" -> "after_fin";
      case "keep_alive_lost" -> "keep_alive_failed";
      case "port_reuse" -> "abort";
      default -> "data";
    };
  }

  private String keepAliveEnd(final Side side) {
    if (side.probes == 0) {
      return "none";
    }
    return side.pending ? "reset" : "answered";
  }

  /** Whether both sides were captured from the beginning. */
  static boolean knowsStates(
      final long originatorPackets, final long responderPackets, final Handshake handshake) {
    return originatorPackets > 0
        && responderPackets > 0
        && handshake != Handshake.MIDSTREAM
        && handshake != Handshake.PARTIAL;
  }

  private String states() {
    if (reset) {
      return kind.equals("scan_reset") ? " CLOSED CLOSED|LISTEN" : " CLOSED CLOSED";
    }
    final boolean serverFirst =
        steps.stream()
            .filter(s -> has(s, TcpFlags.FIN))
            .findFirst()
            .map(Step::fromServer)
            .orElse(false);
    final String[] states =
        switch (close) {
          case "none" ->
              kind.equals("no_ack")
                  ? new String[] {"ESTABLISHED", "SYN_RECEIVED"}
                  : new String[] {"ESTABLISHED", "ESTABLISHED"};
          case "half" -> new String[] {"FIN_WAIT_2", "CLOSE_WAIT"};
          case "simultaneous" -> new String[] {"TIME_WAIT", "TIME_WAIT"};
          default -> new String[] {"TIME_WAIT", "CLOSED"};
        };
    return serverFirst ? " " + states[1] + " " + states[0] : " " + states[0] + " " + states[1];
  }

  @Override
  public String toString() {
    final boolean handshaken =
        sides.get(CLIENT).syns > 0 && sides.get(SERVER).packets > 0 && !kind.equals("midstream");
    return side(sides.get(CLIENT))
        + " | "
        + side(sides.get(SERVER))
        + " | "
        + close
        + " "
        + reset()
        + " false"
        + (handshaken ? states() : "");
  }

  private String side(final Side side) {
    return "probes "
        + side.probes
        + " answered "
        + side.answered
        + " "
        + keepAliveEnd(side)
        + " window "
        + side.windowProbes
        + "/"
        + side.closures
        + " repeats "
        + Math.max(0, side.syns - 1)
        + "/"
        + Math.max(0, side.synAcks - 1)
        + "/"
        + Math.max(0, side.fins - 1)
        + " unique "
        + side.unique
        + " fin "
        + side.finOnData;
  }
}
