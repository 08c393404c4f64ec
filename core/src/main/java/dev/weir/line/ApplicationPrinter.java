package dev.weir.line;

/** What a segment's payload says, by the port on either side: the first that matches decides. */
final class ApplicationPrinter {
  private static final WordSet HTTP =
      new WordSet(
          "GET",
          "PUT",
          "COPY",
          "HEAD",
          "LOCK",
          "MOVE",
          "POLL",
          "POST",
          "BCOPY",
          "BMOVE",
          "MKCOL",
          "TRACE",
          "LABEL",
          "MERGE",
          "DELETE",
          "SEARCH",
          "UNLOCK",
          "REPORT",
          "UPDATE",
          "NOTIFY",
          "BDELETE",
          "CONNECT",
          "OPTIONS",
          "CHECKIN",
          "PROPFIND",
          "CHECKOUT",
          "CCM_POST",
          "SUBSCRIBE",
          "PROPPATCH",
          "BPROPFIND",
          "BPROPPATCH",
          "UNCHECKOUT",
          "MKACTIVITY",
          "MKWORKSPACE",
          "UNSUBSCRIBE",
          "RPC_CONNECT",
          "VERSION-CONTROL",
          "BASELINE-CONTROL");
  private static final WordSet RTSP =
      new WordSet(
          "DESCRIBE",
          "ANNOUNCE",
          "GET_PARAMETER",
          "OPTIONS",
          "PAUSE",
          "PLAY",
          "RECORD",
          "REDIRECT",
          "SETUP",
          "SET_PARAMETER",
          "TEARDOWN");
  private static final String[] BEEP = {"MSG", "RPY ", "ERR ", "ANS ", "NUL ", "SEQ "};

  private final Printout out;
  private final TextProtocolPrinter texts;
  private final TelnetPrinter telnet;
  private final RespPrinter resp;
  private final DnsPrinter dns;
  private final RpkiRtrPrinter rpki;
  private final BgpPrinter bgp;
  private final OpenFlowPrinter openFlow;

  ApplicationPrinter(final Printout out) {
    this.out = out;
    texts = new TextProtocolPrinter(out);
    telnet = new TelnetPrinter(out);
    resp = new RespPrinter(out);
    dns = new DnsPrinter(out);
    rpki = new RpkiRtrPrinter(out);
    bgp = new BgpPrinter(out);
    openFlow = new OpenFlowPrinter(out);
  }

  /** Whether a port is one whose payload says something. */
  static boolean isKnown(final int source, final int destination) {
    // Most ports say nothing: neither of two registered ones is tested sixteen times.
    return (source <= 10_288 || destination <= 10_288) && service(source, destination) != -1;
  }

  void print(final int at, final int length, final int source, final int destination) {
    switch (service(source, destination)) {
      case 23 -> telnet.print(at, length);
      case 25 -> texts.print("smtp", at, length, null);
      case 43 -> texts.print("whois", at, length, null);
      case 179 -> bgp.print(at);
      case 6379 -> resp.print(at, length);
      case 22 -> texts.ssh(at, length);
      case 10_288 -> beep(at, length);
      case 6633, 6653 -> openFlow.print(at, length);
      case 21 -> texts.print("ftp", at, length, null);
      case 80 -> texts.print("http", at, length, HTTP);
      case 554 -> texts.print("rtsp", at, length, RTSP);
      case 53 -> dns.print(at, length);
      case 323 -> rpki.print(at, length);
      default -> {
        // PPTP, MSDP, LDP and NFS are not decoded.
      }
    }
  }

  private static int service(final int source, final int destination) {
    final int one = rank(source);
    final int other = rank(destination);
    final int first = one < other ? source : destination;
    return switch (first) {
      case 8080 -> 80;
      case 8554 -> 554;
      default -> Math.min(one, other) == Integer.MAX_VALUE ? -1 : first;
    };
  }

  /** The order in which tcpdump tests the ports. */
  private static int rank(final int port) {
    return switch (port) {
      case 23 -> 1;
      case 25 -> 2;
      case 43 -> 3;
      case 179 -> 4;
      case 1723 -> 5;
      case 6379 -> 6;
      case 22 -> 7;
      case 10_288 -> 8;
      case 6633, 6653 -> 9;
      case 21 -> 10;
      case 80, 8080 -> 11;
      case 554, 8554 -> 12;
      case 53 -> 13;
      case 639 -> 14;
      case 323 -> 15;
      case 646 -> 16;
      case 2049 -> 17;
      default -> Integer.MAX_VALUE;
    };
  }

  private void beep(final int at, final int length) {
    out.protocol = "beep";
    for (final String word : BEEP) {
      if (startsWith(word, at, length)) {
        out.ascii(" BEEP ").ascii(word.trim());
        return;
      }
    }
    out.ascii(" BEEP (payload or undecoded)");
  }

  private boolean startsWith(final String word, final int at, final int length) {
    // Four bytes have to be there for words of three, too, and a word of three never equals four.
    if (length < 4 || !out.has(at, 4)) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (out.u8(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return word.length() == 4 || out.u8(at + word.length()) == 0;
  }
}
