package dev.weir.line;

/** Commands of telnet (RFC 854, RFC 855) at the beginning of a segment. */
final class TelnetPrinter {
  private static final int ESCAPE = 255;
  private static final int DONT = 254;
  private static final int SUBNEGOTIATION = 250;
  private static final int END = 240;
  private static final int FIRST_COMMAND = 236;
  private static final int AUTHENTICATION = 37;
  private static final int ENCRYPTION = 38;
  private static final String[] COMMANDS = {
    "EOF", "SUSP", "ABORT", "EOR", "SE", "NOP", "DMARK", "BRK", "IP", "AO", "AYT", "EC", "EL", "GA",
    "SB", "WILL", "WONT", "DO", "DONT", "IAC"
  };
  private static final String[] OPTIONS = {
    "BINARY",
    "ECHO",
    "RCP",
    "SUPPRESS GO AHEAD",
    "NAME",
    "STATUS",
    "TIMING MARK",
    "RCTE",
    "NAOL",
    "NAOP",
    "NAOCRD",
    "NAOHTS",
    "NAOHTD",
    "NAOFFD",
    "NAOVTS",
    "NAOVTD",
    "NAOLFD",
    "EXTEND ASCII",
    "LOGOUT",
    "BYTE MACRO",
    "DATA ENTRY TERMINAL",
    "SUPDUP",
    "SUPDUP OUTPUT",
    "SEND LOCATION",
    "TERMINAL TYPE",
    "END OF RECORD",
    "TACACS UID",
    "OUTPUT MARKING",
    "TTYLOC",
    "3270 REGIME",
    "X.3 PAD",
    "NAWS",
    "TSPEED",
    "LFLOW",
    "LINEMODE",
    "XDISPLOC",
    "OLD-ENVIRON",
    "AUTHENTICATION",
    "ENCRYPT",
    "NEW-ENVIRON"
  };
  private static final String[] QUALIFIERS = {"IS", "SEND", "INFO"};
  private static final String[] AUTHENTICATION_COMMANDS = {"IS", "SEND", "REPLY", "NAME"};
  private static final String[] AUTHENTICATION_TYPES = {
    "NULL",
    "KERBEROS_V4",
    "KERBEROS_V5",
    "SPX",
    "MINK",
    "SRP",
    "RSA",
    "SSL",
    null,
    null,
    "LOKI",
    "SSA",
    "KEA_SJ",
    "KEA_SJ_INTEG",
    "DSS",
    "NTLM"
  };
  private static final String[] ENCRYPTION_COMMANDS = {
    "IS",
    "SUPPORT",
    "REPLY",
    "START",
    "END",
    "REQUEST-START",
    "REQUEST-END",
    "END_KEYID",
    "DEC_KEYID"
  };
  private static final String[] ENCRYPTION_TYPES = {
    "NULL",
    "DES_CFB64",
    "DES_OFB64",
    "DES3_CFB64",
    "DES3_OFB64",
    null,
    "CAST5_40_CFB64",
    "CAST5_40_OFB64",
    "CAST128_CFB64",
    "CAST128_OFB64"
  };

  private final Printout out;
  private boolean shown;

  TelnetPrinter(final Printout out) {
    this.out = out;
  }

  void print(final int from, final int length) {
    out.protocol = "telnet";
    int at = from;
    int left = length;
    boolean first = true;
    final boolean dumped = out.options.hexAndAscii > 0 && out.options.verbosity > 2;
    while (left > 0 && out.u8(at) == ESCAPE) {
      shown = false;
      final int size = command(at, left);
      if (size < 0) {
        break;
      }
      if (dumped) {
        out.ascii(first ? "\nTelnet:" : "");
        dump(at, size, at - from);
      } else {
        out.ascii(first ? " [telnet " : ", ");
      }
      shown = true;
      command(at, left);
      first = false;
      at += size;
      left -= size;
    }
    if (!first) {
      out.text.append(dumped ? '\n' : ']');
    }
  }

  /** The bytes before a command, where hexadecimal is wanted of everything. */
  private void dump(final int at, final int size, final int offset) {
    for (int i = 0; i < size; i++) {
      if (i % 16 == 0) {
        out.ascii("\n0x").hexFixed(offset + i / 16 * 16, 4).ascii(": ");
      }
      if (i % 2 == 0) {
        out.text.append(' ');
      }
      out.hexFixed(out.u8(at + i), 2);
    }
    if (size > 8) {
      out.ascii("\n\t\t\t\t");
    } else {
      out.text.repeat(' ', (8 - size) * 3).append('\t');
    }
  }

  /** Bytes of a command, -1 where the segment ends in it or it is none. */
  private int command(final int from, final int length) {
    if (length < 2) {
      return -1;
    }
    final int code = out.u8(from + 1);
    if (code == ESCAPE) {
      word("IAC IAC");
      return 2;
    }
    if (code < FIRST_COMMAND) {
      return -1;
    }
    word(COMMANDS[code - FIRST_COMMAND]);
    if (code < SUBNEGOTIATION || code > DONT) {
      return 2;
    }
    if (length < 3) {
      return -1;
    }
    final int option = out.u8(from + 2);
    if (option < OPTIONS.length) {
      word(" ");
      word(OPTIONS[option]);
    } else {
      number(option);
    }
    return code == SUBNEGOTIATION ? subnegotiation(from, option, length) : 3;
  }

  private int subnegotiation(final int from, final int option, final int length) {
    final int last = from + length;
    int at = from + 3;
    int end = at;
    while (last > end + 1) {
      out.need(end, 2);
      if (out.u8(end) == ESCAPE && out.u8(end + 1) == END) {
        break;
      }
      end++;
    }
    if (out.u8(end) != ESCAPE) {
      return -1;
    }
    final String[] first =
        option == AUTHENTICATION
            ? AUTHENTICATION_COMMANDS
            : option == ENCRYPTION ? ENCRYPTION_COMMANDS : QUALIFIERS;
    final String[] second =
        option == AUTHENTICATION
            ? AUTHENTICATION_TYPES
            : option == ENCRYPTION ? ENCRYPTION_TYPES : null;
    if (end > at) {
      named(out.u8(at++), first);
    }
    if (second != null && end > at) {
      named(out.u8(at++), second);
    }
    while (end > at) {
      number(out.u8(at++));
    }
    word(" SE");
    return end + 2 - from;
  }

  private void named(final int value, final String[] names) {
    if (value < names.length && names[value] != null) {
      word(" ");
      word(names[value]);
    } else {
      number(value);
    }
  }

  private void word(final String words) {
    if (shown) {
      out.ascii(words);
    }
  }

  /** As %#x: no prefix for zero. */
  private void number(final int value) {
    if (shown) {
      out.ascii(value == 0 ? " " : " 0x").hex(value);
    }
  }
}
