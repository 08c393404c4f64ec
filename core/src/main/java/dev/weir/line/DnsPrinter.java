package dev.weir.line;

/** A DNS message in one segment (RFC 1035, sections 4.1 and 4.2.2). */
final class DnsPrinter {
  private static final int HEADER_LENGTH = 12;
  private static final int RESPONSE = 0x8000;
  private static final int OPTION_RECORD = 41;
  private static final int INVERSE_QUERY = 1;
  private static final int ODD_BITS = 0x06CF;
  private static final String[] OPERATIONS = {
    "",
    " inv_q",
    " stat",
    " op3",
    " notify",
    " update",
    " op6",
    " op7",
    " op8",
    " updateA",
    " updateD",
    " updateDA",
    " updateM",
    " updateMA",
    " zoneInit",
    " zoneRef"
  };
  private static final String[] RESPONSES = {
    "",
    " FormErr",
    " ServFail",
    " NXDomain",
    " NotImp",
    " Refused",
    " YXDomain",
    " YXRRSet",
    " NXRRSet",
    " NotAuth",
    " NotZone",
    " Resp11",
    " Resp12",
    " Resp13",
    " Resp14",
    " NoChange",
    " BadVers",
    "Resp17",
    " Resp18",
    " Resp19",
    " Resp20",
    "Resp21",
    " Resp22",
    " BadCookie"
  };

  private final Printout out;
  private final DnsNamePrinter names;
  private final DnsRecordPrinter records;

  /** Where the next record begins; -1 once the message cannot be followed any more. */
  private int at;

  DnsPrinter(final Printout out) {
    this.out = out;
    this.names = new DnsNamePrinter(out);
    this.records = new DnsRecordPrinter(out, names);
  }

  void print(final int start, final int segmentLength) {
    out.protocol = "domain";
    if (segmentLength < 2) {
      out.ascii(" [DNS over TCP: length ").unsigned(segmentLength).ascii(" < 2]");
      out.invalid();
      return;
    }
    final int length = segmentLength - 2;
    final int prefix = out.u16(start);
    if (prefix != length) {
      out.ascii(" [prefix length(").unsigned(prefix).ascii(") != length(");
      out.unsigned(length).ascii(")]");
      out.invalid();
      return;
    }
    out.text.append(' ');
    if (length < HEADER_LENGTH) {
      out.ascii("domain [length ").unsigned(length).ascii(" < 12]");
      out.invalid();
      return;
    }
    final int message = start + 2;
    if (!out.has(message, HEADER_LENGTH)) {
      out.truncated();
      return;
    }
    final int flags = out.u16(message + 2);
    final int code = responseCode(message, flags);
    final boolean whole =
        (flags & RESPONSE) != 0 ? response(message, flags, code) : request(message, flags);
    if (whole) {
      out.ascii(" (").unsigned(length).ascii(")");
    } else {
      out.truncated();
    }
  }

  /** The response code, with the eight upper bits that an OPT record has (RFC 6891, 6.1.3). */
  private int responseCode(final int message, final int flags) {
    final int code = flags & 0x0F;
    int here = message + HEADER_LENGTH;
    for (int i = out.u16(message + 4); i > 0; i--) {
      here = names.skip(here);
      if (here < 0 || here + 4 >= out.end) {
        return code;
      }
      here += 4;
    }
    for (int i = out.u16(message + 6) + out.u16(message + 8); i > 0; i--) {
      here = names.skip(here);
      if (here < 0 || here + 10 > out.end) {
        return code;
      }
      here += 10 + out.u16(here + 8);
      if (here >= out.end) {
        return code;
      }
    }
    for (int i = out.u16(message + 10); i > 0; i--) {
      here = names.skip(here);
      if (here < 0 || here + 5 > out.end) {
        return code;
      }
      if (out.u16(here) == OPTION_RECORD) {
        return code | out.u8(here + 4) << 4;
      }
      if (here + 10 > out.end) {
        return code;
      }
      here += 10 + out.u16(here + 8);
      if (here >= out.end) {
        return code;
      }
    }
    return code;
  }

  private boolean response(final int message, final int flags, final int code) {
    out.unsigned(out.u16(message)).ascii(OPERATIONS[flags >>> 11 & 0x0F]);
    if (code < RESPONSES.length) {
      out.ascii(RESPONSES[code]);
    } else {
      out.ascii(" Resp").unsigned(code & 0x0FFF);
    }
    out.ascii((flags & 0x0400) != 0 ? "*" : "").ascii((flags & 0x0080) != 0 ? "" : "-");
    out.ascii((flags & 0x0200) != 0 ? "|" : "").ascii((flags & 0x0020) != 0 ? "$" : "");
    final int questions = out.u16(message + 4);
    if (questions != 1) {
      out.ascii(" [").unsigned(questions).ascii("q]");
    }
    at = message + HEADER_LENGTH;
    for (int i = 0; i < questions; i++) {
      if (i != 0) {
        out.text.append(',');
      }
      if (out.options.verbosity > 1) {
        out.ascii(" q:");
        at = records.question(at, message);
      } else {
        at = names.skip(at);
        at = at < 0 ? at : at + 4;
      }
      if (at < 0) {
        return false;
      }
    }
    final int answers = out.u16(message + 6);
    final int authorities = out.u16(message + 8);
    final int additionals = out.u16(message + 10);
    out.text.append(' ').unsignedDecimal(answers).append('/').unsignedDecimal(authorities);
    out.text.append('/').unsignedDecimal(additionals);
    if (!section("", answers, message, true)) {
      return false;
    }
    return out.options.verbosity < 2
        || section(" ns:", authorities, message, false)
            && section(" ar:", additionals, message, false);
  }

  /**
   * Prints the records of a section; false where they end too early.
   *
   * @param always whether the first one is tried even at the packet's end.
   */
  private boolean section(
      final String label, final int count, final int message, final boolean always) {
    int left = count;
    if (left > 0 && (always || at < out.end)) {
      out.ascii(label);
      at = records.print(at, message);
      if (at < 0) {
        return false;
      }
      left--;
      while (at < out.end && left > 0) {
        out.text.append(',');
        at = records.print(at, message);
        if (at < 0) {
          return false;
        }
        left--;
      }
    }
    return left == 0;
  }

  private boolean request(final int message, final int flags) {
    final int operation = flags >>> 11 & 0x0F;
    out.unsigned(out.u16(message)).ascii(OPERATIONS[operation]);
    out.ascii((flags & 0x0100) != 0 ? "+" : "").ascii((flags & 0x0010) != 0 ? "%" : "");
    if ((flags & ODD_BITS) != 0) {
      out.ascii(" [b2&3=0x").hex(flags).ascii("]");
    }
    final int questions = out.u16(message + 4);
    final int answers = out.u16(message + 6);
    final int authorities = out.u16(message + 8);
    final int additionals = out.u16(message + 10);
    if (operation == INVERSE_QUERY) {
      count(questions != 0, questions, "q]");
      count(answers != 1, answers, "a]");
    } else {
      count(answers != 0, answers, "a]");
      count(questions != 1, questions, "q]");
    }
    count(authorities != 0, authorities, "n]");
    count(additionals != 0, additionals, "au]");
    at = message + HEADER_LENGTH;
    int left = questions;
    if (left > 0) {
      do {
        at = records.question(at, message);
        if (at < 0) {
          return false;
        }
        left--;
      } while (at < out.end && left > 0);
    }
    if (left > 0) {
      return false;
    }
    return out.options.verbosity < 2
        || section("", answers, message, true)
            && section(" ns:", authorities, message, false)
            && section(" ar:", additionals, message, false);
  }

  private void count(final boolean odd, final int count, final String unit) {
    if (odd) {
      out.ascii(" [").unsigned(count).ascii(unit);
    }
  }
}
