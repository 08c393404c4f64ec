package dev.weir.cli;

import dev.weir.line.HostNames;
import dev.weir.selection.Selection;
import dev.weir.story.ConnectionPick;
import dev.weir.story.EndpointPair;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which connections the command line picks, for {@code weir explain}. */
final class ConnectionChoice {
  private static final int HIGHEST_PORT = 65_535;
  private static final String ENDPOINT = "(?:\\[([^\\]]+)\\]|([^\\[\\]:]+)):(\\d{1,5})";
  private static final Pattern PAIR = Pattern.compile(ENDPOINT + "-" + ENDPOINT);

  /** So many stories need no more memory than one long one. */
  private static final int MOST_TOLD = 1_000;

  private final ConnectionPick pick;
  private final Selection selection;
  private final int top;
  private final String words;

  private ConnectionChoice(
      final ConnectionPick pick, final Selection selection, final int top, final String words) {
    this.pick = pick;
    this.selection = selection;
    this.top = top;
    this.words = words;
  }

  /** Reads {@code --connection}, {@code --number}, {@code --where} and {@code --top}. */
  static ConnectionChoice of(final Arguments given, final CaptureArguments shared)
      throws UsageException {
    final Selection selection = shared.selection();
    final int top = (int) given.number("--top", 0, 1, MOST_TOLD);
    final boolean byNumber = given.has("--number");
    final boolean byEnds = given.has("--connection");
    if (byNumber && byEnds || (byNumber || byEnds) && (selection != null || top > 0)) {
      throw new UsageException(
          "--connection, --number and --where with --top each pick: give one of them");
    }
    if (byNumber) {
      final long number = given.number("--number", 1, 1, Long.MAX_VALUE);
      return new ConnectionChoice(ConnectionPick.number(number), null, 0, "number " + number);
    }
    if (byEnds) {
      final String text = given.text("--connection", "");
      return new ConnectionChoice(pair(text, shared.hosts()), null, 0, text);
    }
    return new ConnectionChoice(null, selection, top, "");
  }

  /** What picks connections as they begin, or null where all are to be looked at first. */
  ConnectionPick pick() {
    return pick;
  }

  /** Which connections count, or null for all. */
  Selection selection() {
    return selection;
  }

  /** How many are told; 0 where there must be one only. */
  int top() {
    return top;
  }

  /** Whether the first walk is only to find out which connections are told in a second. */
  boolean looksOnly() {
    return selection != null || top > 0;
  }

  /** Whether a stream has to be kept for a second walk. */
  boolean mayNeedTwoWalks() {
    return looksOnly();
  }

  /** What is said where no connection was picked. */
  String missing(final long connections) {
    return "there is no connection "
        + words
        + " among the "
        + connections
        + (connections == 1 ? " connection" : " connections")
        + " of the capture";
  }

  private static EndpointPair pair(final String text, final HostNames hosts) throws UsageException {
    final Matcher parts = PAIR.matcher(text);
    if (!parts.matches()) {
      throw new UsageException(
          "--connection takes CLIENT:PORT-SERVER:PORT, such as 10.0.0.5:42002-93.184.216.1:80 or"
              + " [2001:db8::1]:42002-[2001:db8::2]:80, not '"
              + text
              + "'");
    }
    final byte[] first = address(parts.group(1), parts.group(2), hosts);
    final byte[] second = address(parts.group(4), parts.group(5), hosts);
    if (first.length != second.length) {
      throw new UsageException("--connection " + text + ": IPv4 on one side, IPv6 on the other");
    }
    return new EndpointPair(first, port(parts.group(3)), second, port(parts.group(6)));
  }

  private static byte[] address(final String bracketed, final String plain, final HostNames hosts)
      throws UsageException {
    final String text = bracketed == null ? plain : bracketed;
    final List<byte[]> named = hosts.addressesOf(text);
    if (!named.isEmpty()) {
      return named.getFirst();
    }
    try {
      // Never looks a name up.
      return InetAddress.ofLiteral(text).getAddress();
    } catch (final IllegalArgumentException e) {
      throw new UsageException(
          "--connection: '" + text + "' is no address, nor a name that --hosts gives");
    }
  }

  private static int port(final String digits) throws UsageException {
    final int port = Integer.parseInt(digits);
    if (port > HIGHEST_PORT) {
      throw new UsageException("--connection: there is no port " + digits);
    }
    return port;
  }
}
