package dev.weir.line;

/** The options of an IPv4 header (RFC 791, section 3.1), shown with {@code -v}. */
final class Ipv4OptionsPrinter {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int RECORD_ROUTE = 7;
  private static final int TIMESTAMP = 68;
  private static final int LOOSE_ROUTE = 131;
  private static final int STRICT_ROUTE = 137;
  private static final int ROUTER_ALERT = 148;
  private final Printout out;

  Ipv4OptionsPrinter(final Printout out) {
    this.out = out;
  }

  /** Prints the list; false where the capture ends inside it. */
  boolean print(final int from, final int length) {
    int at = from;
    int left = length;
    String comma = "";
    while (left > 0) {
      out.ascii(comma);
      comma = ",";
      final int code = out.u8(at);
      name(code);
      int size = 1;
      if (code != END && code != NO_OPERATION) {
        size = out.u8(at + 1);
      }
      if (size > left || size < 2 && code != END && code != NO_OPERATION) {
        out.ascii(" [bad length ").unsigned(size).ascii("]");
        return true;
      }
      if (!out.has(at, size)) {
        return false;
      }
      if (code == END) {
        return true;
      }
      if (!option(code, at, size)) {
        return false;
      }
      at += size;
      left -= size;
    }
    return true;
  }

  private void name(final int code) {
    switch (code) {
      case END -> out.ascii("EOL");
      case NO_OPERATION -> out.ascii("NOP");
      case TIMESTAMP -> out.ascii("timestamp");
      case 130 -> out.ascii("security");
      case RECORD_ROUTE -> out.ascii("RR");
      case STRICT_ROUTE -> out.ascii("SSRR");
      case LOOSE_ROUTE -> out.ascii("LSRR");
      case ROUTER_ALERT -> out.ascii("RA");
      case 82 -> out.ascii("traceroute");
      default -> out.ascii("unknown ").unsigned(code);
    }
  }

  private boolean option(final int code, final int at, final int size) {
    switch (code) {
      case TIMESTAMP -> {
        return timestamps(at, size);
      }
      case RECORD_ROUTE, STRICT_ROUTE, LOOSE_ROUTE -> {
        return route(at, size);
      }
      case ROUTER_ALERT -> {
        if (size < 4) {
          out.ascii(" [bad length ").unsigned(size).ascii("]");
        } else if (out.u16(at + 2) != 0) {
          out.ascii(" value ").unsigned(out.u16(at + 2));
        }
        return true;
      }
      default -> {
        return true;
      }
    }
  }

  private boolean route(final int at, final int size) {
    if (size < 3) {
      out.ascii(" [bad length ").unsigned(size).ascii("]");
      return true;
    }
    if ((size + 1 & 3) != 0) {
      out.ascii(" [bad length ").unsigned(size).ascii("]");
    }
    final int pointer = out.u8(at + 2) - 1;
    if (pointer < 3 || (pointer + 1 & 3) != 0 || pointer > size + 1) {
      out.ascii(" [bad ptr ").unsigned(out.u8(at + 2)).ascii("]");
    }
    for (int i = 3; i < size; i += 4) {
      if (!out.has(at + i, 4)) {
        return false;
      }
      out.text.append(' ');
      out.ipv4At(at + i);
      if (Integer.compareUnsigned(pointer, i) > 0) {
        out.text.append(',');
      }
    }
    return true;
  }

  private boolean timestamps(final int at, final int size) {
    if (size < 4) {
      out.ascii("[bad length ").unsigned(size).ascii("]");
      return true;
    }
    out.ascii(" TS{");
    final int type = out.u8(at + 3) & 0x0F;
    final int hop = type == 0 ? 4 : 8;
    if ((size - 4 & hop - 1) != 0) {
      out.ascii("[bad length ").unsigned(size).ascii("]");
    }
    final int pointer = out.u8(at + 2) - 1;
    if (pointer < 4 || (pointer - 4 & hop - 1) != 0 || pointer > size + 1) {
      out.ascii("[bad ptr ").unsigned(out.u8(at + 2)).ascii("]");
    }
    int i = 0;
    switch (type) {
      case 0, 1, 3 -> {
        out.ascii(type == 0 ? "TSONLY" : type == 1 ? "TS+ADDR" : "PRESPEC");
        for (i = 4; i < size; i += hop) {
          if (!out.has(at + i, hop)) {
            return false;
          }
          out.ascii(pointer == i ? " ^ " : " ").unsigned(out.u32(at + i + hop - 4)).ascii("@");
          if (hop == 8) {
            out.ipv4At(at + i);
          }
        }
      }
      default -> out.ascii("[bad ts type ").unsigned(type).ascii("]");
    }
    out.ascii(pointer == i ? " ^ " : "");
    final int missed = out.u8(at + 3) >>> 4;
    if (missed != 0) {
      out.ascii(" [").unsigned(missed).ascii(" hops not recorded]} ");
    } else {
      out.text.append('}');
    }
    return true;
  }
}
