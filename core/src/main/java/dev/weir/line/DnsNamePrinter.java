package dev.weir.line;

/** Domain names in DNS messages, compressed or not (RFC 1035, section 4.1.4). */
final class DnsNamePrinter {
  private static final int MOST_CHARACTERS = 255;
  private static final int KIND_MASK = 0xC0;
  private static final int POINTER = 0xC0;
  private static final int EXTENDED = 0x40;
  private static final int RESERVED = 0x80;
  private static final int BIT_LABEL = 0x01;
  private static final int FAULT = -1;

  private final Printout out;
  private int at;
  private int first;
  private int labelLength;
  private int mostOffset;

  DnsNamePrinter(final Printout out) {
    this.out = out;
  }

  /** Where a name ends; -1 where that cannot be told. */
  int skip(final int start) {
    if (!out.has(start, 1)) {
      return FAULT;
    }
    at = start;
    int length = out.u8(at++);
    while (length != 0) {
      switch (length & KIND_MASK) {
        case POINTER -> {
          return at + 1;
        }
        case EXTENDED -> {
          if ((length & ~KIND_MASK) != BIT_LABEL || !out.has(at, 1)) {
            return FAULT;
          }
          at += 1 + (bits(at) + 7) / 8;
        }
        case RESERVED -> {
          return FAULT;
        }
        default -> at += length;
      }
      if (!out.has(at, 1)) {
        return FAULT;
      }
      length = out.u8(at++);
    }
    return at;
  }

  private int bits(final int where) {
    final int bits = out.u8(where);
    return bits == 0 ? 256 : bits;
  }

  private int labelLength(final int where) {
    if (!out.has(where, 1)) {
      return FAULT;
    }
    final int length = out.u8(where);
    switch (length & KIND_MASK) {
      case EXTENDED -> {
        if ((length & ~KIND_MASK) != BIT_LABEL) {
          out.ascii("<ELT ").unsigned(length & ~KIND_MASK).ascii(">");
          return FAULT;
        }
        return out.has(where + 1, 1) ? (bits(where + 1) + 7) / 8 + 1 : FAULT;
      }
      case RESERVED -> {
        out.ascii("<BAD LABEL TYPE>");
        return FAULT;
      }
      default -> {
        return length;
      }
    }
  }

  /**
   * Prints a name.
   *
   * @param start where it begins.
   * @param message where the message begins, which pointers count from.
   * @return where it ends; -1 where it is broken.
   */
  int print(final int start, final int message) {
    at = start;
    mostOffset = start - message;
    if (!next()) {
      return FAULT;
    }
    if (first == 0) {
      out.text.append('.');
      return at + labelLength;
    }
    // A pointer without its second byte says where nothing ends.
    int result = (first & KIND_MASK) == POINTER ? FAULT : at + labelLength;
    boolean compressed = false;
    int characters = 0;
    while (first != 0 && at < out.end) {
      if ((first & KIND_MASK) == POINTER) {
        result = compressed ? result : at + 1;
        compressed = true;
        if (!follow(message)) {
          return FAULT;
        }
        continue;
      }
      if (!label(first, at, labelLength, characters)) {
        return FAULT;
      }
      characters += (first & KIND_MASK) == 0 ? labelLength : 0;
      at += labelLength;
      if (characters <= MOST_CHARACTERS) {
        out.text.append('.');
      }
      characters++;
      if (!next()) {
        return FAULT;
      }
      result += compressed ? 0 : labelLength + 1;
    }
    if (characters > MOST_CHARACTERS) {
      out.ascii("<DOMAIN NAME TOO LONG>");
    }
    return result;
  }

  /** Takes a label's first byte and its length. */
  private boolean next() {
    labelLength = labelLength(at);
    if (labelLength == FAULT) {
      return false;
    }
    first = out.u8(at++);
    return true;
  }

  /** Goes on where a pointer points to, always further back: no name is without an end. */
  private boolean follow(final int message) {
    if (!out.has(at, 1)) {
      return false;
    }
    final int offset = (first << 8 | out.u8(at)) & 0x3FFF;
    if (offset >= mostOffset) {
      out.ascii("<BAD PTR>");
      return false;
    }
    mostOffset = offset;
    at = message + offset;
    return next();
  }

  private boolean label(final int kind, final int at, final int labelLength, final int characters) {
    if ((kind & KIND_MASK) == EXTENDED) {
      return bitLabel(at);
    }
    if (characters + labelLength <= MOST_CHARACTERS) {
      return out.visible(at, labelLength);
    }
    return characters >= MOST_CHARACTERS || out.visible(at, MOST_CHARACTERS - characters);
  }

  private boolean bitLabel(final int where) {
    if (!out.has(where, 1)) {
      return false;
    }
    final int bits = bits(where);
    out.ascii("\\[x");
    int from = where + 1;
    int left = bits;
    final int limit = where + 1 + (bits + 3) / 4;
    for (; from < limit && left > 7; left -= 8) {
      out.hexFixed(out.u8(from++), 2);
    }
    if (left > 4) {
      out.text.hex(out.u8(from) & (0xFF << 8 - left & 0xFFFF));
    } else if (left > 0) {
      out.text.hex(out.u8(from) >>> 4 & 0x0F & 0x0F << 4 - left);
    }
    out.ascii("/").unsigned(bits).ascii("]");
    return true;
  }
}
