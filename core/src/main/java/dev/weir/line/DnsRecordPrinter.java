package dev.weir.line;

/** Questions and resource records of DNS messages. */
final class DnsRecordPrinter {
  private static final int[] UNITS = {31_536_000, 604_800, 86_400, 3600, 60, 1};
  private static final int FAULT = -1;
  private static final int OPTION_RECORD = 41;

  private final Printout out;
  private final DnsNamePrinter names;
  private final DnsOptionPrinter options;

  DnsRecordPrinter(final Printout out, final DnsNamePrinter names) {
    this.out = out;
    this.names = names;
    this.options = new DnsOptionPrinter(out, names);
  }

  /** Prints a question; returns where the next begins, -1 where it is broken. */
  int question(final int start, final int message) {
    final int at = names.skip(start);
    if (at < 0 || !out.has(at, 4)) {
      return FAULT;
    }
    out.text.append(' ');
    type(out.u16(at));
    final int kind = out.u16(at + 2);
    if (kind != 1) {
      out.text.append(' ');
      kind(kind);
    }
    out.ascii("? ");
    final int end = names.print(start, message);
    return end < 0 ? FAULT : end + 4;
  }

  private void kind(final int kind) {
    switch (kind) {
      case 3 -> out.ascii("CHAOS");
      case 4 -> out.ascii("HS");
      case 255 -> out.ascii("ANY");
      default -> out.ascii("(Class ").unsigned(kind).ascii(")");
    }
  }

  private void type(final int type) {
    final String name = DnsTypes.name(type);
    if (name == null) {
      out.ascii("Type").unsigned(type);
    } else {
      out.ascii(name);
    }
  }

  /** Prints a record; returns where the next begins, -1 where it is broken. */
  int print(final int start, final int message) {
    int at;
    if (out.verbose) {
      out.text.append(' ');
      at = names.print(start, message);
      if (at < 0) {
        return FAULT;
      }
    } else {
      at = names.skip(start);
    }
    if (at < 0 || !out.has(at, 10)) {
      return out.end;
    }
    final int type = out.u16(at);
    final int kind = out.u16(at + 2);
    if (kind != 1 && type != OPTION_RECORD) {
      out.text.append(' ');
      kind(kind);
    }
    if (type != OPTION_RECORD && out.options.verbosity > 2) {
      out.ascii(" [");
      lifetime(out.u32(at + 4));
      out.text.append(']');
    }
    final int flags = out.u16(at + 6);
    final int length = out.u16(at + 8);
    at += 10;
    out.text.append(' ');
    type(type);
    if (at + length > out.end || !data(type, at, length, message, kind, flags)) {
      return FAULT;
    }
    return at + length;
  }

  /**
   * Seconds as years of 365 days, weeks, days, hours, minutes and seconds, without those that are
   * 0.
   */
  private void lifetime(final int seconds) {
    if (seconds == 0) {
      out.ascii("0s");
      return;
    }
    int left = seconds;
    for (int i = 0; i < UNITS.length; i++) {
      final int count = Integer.divideUnsigned(left, UNITS[i]);
      if (count > 0) {
        out.unsigned(count).text.append("ywdhms".charAt(i));
      }
      left -= count * UNITS[i];
    }
  }

  private boolean data(
      final int type,
      final int at,
      final int length,
      final int message,
      final int kind,
      final int flags) {
    switch (type) {
      case 1 -> {
        if (!out.has(at, 4)) {
          return false;
        }
        out.text.append(' ').ipv4(out.u32(at));
      }
      case 2, 5, 12, 39 -> {
        return name(at, message) >= 0;
      }
      case 6 -> {
        return !out.verbose || authority(at, message);
      }
      case 15 -> {
        out.text.append(' ');
        if (!out.has(at, 2) || names.print(at + 2, message) < 0) {
          return false;
        }
        out.text.append(' ').unsignedDecimal(out.u16(at));
      }
      case 16 -> {
        return texts(at, at + length);
      }
      case 28 -> {
        if (!out.has(at, 16)) {
          return false;
        }
        out.text.append(' ').ipv6(out.u64(at), out.u64(at + 8));
      }
      case 33 -> {
        return service(at, message);
      }
      case 38 -> {
        return chained(at, message);
      }
      case OPTION_RECORD -> {
        return options.print(at, length, kind, flags);
      }
      case 250 -> {
        return !out.verbose || signature(at, message);
      }
      case 256 -> {
        out.text.append(' ').unsignedDecimal(out.u16(at)).append(' ');
        out.unsigned(out.u16(at + 2)).text.append(' ');
        return out.visible(at + 4, length - 4);
      }
      default -> {
        return true;
      }
    }
    return true;
  }

  private int name(final int at, final int message) {
    out.text.append(' ');
    return names.print(at, message);
  }

  private boolean authority(final int start, final int message) {
    final int second = name(start, message);
    final int at = second < 0 ? FAULT : name(second, message);
    if (at < 0 || !out.has(at, 20)) {
      return false;
    }
    for (int i = 0; i < 5; i++) {
      out.text.append(' ').unsignedDecimal(out.u32(at + 4 * i));
    }
    return true;
  }

  private boolean texts(final int start, final int end) {
    int at = start;
    while (at < end) {
      out.ascii(" \"");
      if (!out.has(at, 1)) {
        return false;
      }
      final int length = out.u8(at++);
      if (!out.visible(at, length)) {
        return false;
      }
      at += length;
      out.text.append('"');
    }
    return true;
  }

  private boolean service(final int at, final int message) {
    out.text.append(' ');
    if (!out.has(at, 6) || names.print(at + 6, message) < 0) {
      return false;
    }
    out.ascii(":").unsigned(out.u16(at + 4)).ascii(" ").unsigned(out.u16(at)).ascii(" ");
    out.unsigned(out.u16(at + 2));
    return true;
  }

  /** An A6 record (RFC 2874, section 3.1). */
  private boolean chained(final int at, final int message) {
    if (!out.has(at, 1)) {
      return false;
    }
    final int bits = out.u8(at);
    final int skipped = (bits & ~7) / 8;
    if (bits > 128) {
      out.text.append(' ').unsignedDecimal(bits).ascii("(bad plen)");
      return true;
    }
    if (bits < 128) {
      out.need(at + 1, 16 - skipped);
      long high = 0;
      long low = 0;
      for (int i = skipped; i < 16; i++) {
        final long b = out.u8(at + 1 + i - skipped);
        if (i < 8) {
          high |= b << 8 * (7 - i);
        } else {
          low |= b << 8 * (15 - i);
        }
      }
      out.text.append(' ').unsignedDecimal(bits).append(' ').ipv6(high, low);
    }
    return bits == 0 || name(at + 1 + 16 - skipped, message) >= 0;
  }

  /** A TSIG record (RFC 8945, section 4.2). */
  private boolean signature(final int start, final int message) {
    int at = name(start, message);
    if (at < 0) {
      return false;
    }
    at += 6;
    if (!numbered(" fudge=", at)) {
      return false;
    }
    at += 2;
    if (!numbered(" maclen=", at)) {
      return false;
    }
    at += 2 + out.u16(at);
    return numbered(" origid=", at)
        && numbered(" error=", at + 2)
        && numbered(" otherlen=", at + 4);
  }

  private boolean numbered(final String label, final int at) {
    if (!out.has(at, 2)) {
      return false;
    }
    out.ascii(label).unsigned(out.u16(at));
    return true;
  }
}
