package dev.weir.line;

/** The log of BSD's packet filter: which rule did what to a packet, and the packet. */
final class PacketFilterLogPrinter {
  private static final int LEAST_LENGTH = 45;
  private static final int WHOLE_LENGTH = 61;
  private static final int NAME_LENGTH = 16;
  private static final int INTERFACE = 4;
  private static final int RULE_SET = INTERFACE + NAME_LENGTH;
  private static final int RULE = RULE_SET + NAME_LENGTH;
  private static final int SUB_RULE = RULE + 4;
  private static final int DIRECTION = 60;
  private static final int ALL_ONES = -1;
  private static final String[] REASONS = {
    "0(match)",
    "1(bad-offset)",
    "2(fragment)",
    null,
    "3(short)",
    "5(memory)",
    "6(bad-timestamp)",
    "7(congestion)",
    "8(ip-option)",
    "9(proto-cksum)",
    "10(state-mismatch)",
    "11(state-insert)",
    "12(state-limit)",
    "13(src-limit)",
    "14(synproxy)"
  };
  private static final String[] ACTIONS = {
    "pass",
    "block",
    "scrub",
    null,
    "nat",
    "nonat",
    "binat",
    "nobinat",
    "rdr",
    "nordr",
    "synproxy-drop"
  };
  private static final String[] DIRECTIONS = {"in/out", "in", "out"};

  private final Printout out;
  private final LinePrinter printers;

  PacketFilterLogPrinter(final Printout out, final LinePrinter printers) {
    this.out = out;
    this.printers = printers;
  }

  /** Prints a packet; returns the header's length. */
  int print(final int length, final int captured) {
    out.protocol = "pflog";
    if (captured < WHOLE_LENGTH + 3) {
      out.truncated();
      return captured;
    }
    final int stated = out.u8(0);
    if (stated < LEAST_LENGTH) {
      out.ascii("[pflog: invalid header length!]");
      return stated;
    }
    final int headerLength = stated + 3 & ~3;
    if (captured < headerLength) {
      out.truncated();
      return headerLength;
    }
    if (out.options.linkHeader) {
      header();
    }
    switch (out.u8(1)) {
      case 2 -> printers.ipv4().print(headerLength, length - headerLength);
      case 24, 28, 30 -> printers.ipv6().print(headerLength, length - headerLength);
      default -> out.other = true;
    }
    return headerLength;
  }

  private void header() {
    out.ascii("rule ").unsigned(out.u32(RULE));
    if (out.u32(SUB_RULE) != ALL_ONES) {
      out.ascii(".");
      name(RULE_SET);
      out.ascii(".").unsigned(out.u32(SUB_RULE));
    }
    out.ascii("/");
    word(REASONS, out.u8(3));
    out.ascii(": ");
    word(ACTIONS, out.u8(2));
    out.ascii(" ");
    word(DIRECTIONS, out.u8(DIRECTION));
    out.ascii(" on ");
    name(INTERFACE);
    out.ascii(": ");
  }

  private void word(final String[] words, final int number) {
    if (number < words.length && words[number] != null) {
      out.ascii(words[number]);
    } else {
      out.ascii("unkn(").unsigned(number).ascii(")");
    }
  }

  private void name(final int at) {
    for (int i = at; i < at + NAME_LENGTH && out.u8(i) != 0; i++) {
      out.visible(out.u8(i));
    }
  }
}
