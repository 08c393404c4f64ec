package dev.weir.drawing;

import dev.weir.connection.TcpState;
import java.util.StringJoiner;

/** The names of states and of sets of them, as reports write them. */
final class StateName {
  private static final int MOST_NAMED = 2;

  private StateName() {}

  /** The name of a state: RFC 9293's, with SYN-RECEIVED as short as netstat prints it. */
  static String of(final TcpState state) {
    return state == TcpState.SYN_RECEIVED ? "SYN_RCVD" : state.name();
  }

  /** Whether so few states are possible that they are named. */
  static boolean isNamed(final int states) {
    return states != 0 && Integer.bitCount(states) <= MOST_NAMED;
  }

  /** One name, or two with a stroke between them; empty where more are possible. */
  static String of(final int states) {
    if (!isNamed(states)) {
      return "";
    }
    final StringJoiner names = new StringJoiner("/");
    for (final TcpState each : TcpState.values()) {
      if (each.isIn(states)) {
        names.add(of(each));
      }
    }
    return names.toString();
  }
}
