package dev.weir.cli;

import dev.weir.line.HostNames;
import dev.weir.story.ConnectionPick;
import dev.weir.story.EndpointPair;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which connections the command line picks. */
final class ConnectionChoice {
  private static final int HIGHEST_PORT = 65_535;
  private static final String ENDPOINT = "(?:\\[([^\\]]+)\\]|([^\\[\\]:]+)):(\\d{1,5})";
  private static final Pattern PAIR = Pattern.compile(ENDPOINT + "-" + ENDPOINT);

  private ConnectionChoice() {}

  /**
   * Reads {@code --connection} and {@code --number}.
   *
   * @return what picks, or null where neither is given.
   */
  static ConnectionPick of(final Arguments given, final HostNames hosts) throws UsageException {
    if (given.has("--connection") && given.has("--number")) {
      throw new UsageException("--connection and --number pick both: give one of them");
    }
    if (given.has("--number")) {
      return ConnectionPick.number(given.number("--number", 1, 1, Long.MAX_VALUE));
    }
    return given.has("--connection") ? pair(given.text("--connection", ""), hosts) : null;
  }

  private static EndpointPair pair(final String text, final HostNames hosts)
      throws UsageException {
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

  private static byte[] address(
      final String bracketed, final String plain, final HostNames hosts) throws UsageException {
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
