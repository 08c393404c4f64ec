package dev.weir.line;

import java.nio.ByteOrder;

/**
 * The radiotap header: what the radio saw of a frame. Fields are little-endian, each aligned to its
 * size from the header's begin, and present where a bit of the words at its begin says so.
 */
final class RadiotapPrinter {
  /** A bit of {@link #flags}: the frame ends in its check sequence. */
  static final int CHECK_SEQUENCE = 0x10;

  /** A bit of {@link #flags}: the 802.11 header is padded to a multiple of four. */
  static final int PADDED = 0x20;

  private static final int HEADER_LENGTH = 8;
  private static final int BAD_CHECK_SEQUENCE = 0x40;
  private static final int NAMESPACE = 29;
  private static final int VENDOR_NAMESPACE = 30;
  private static final int EXTENSION = 31;
  private static final int EXTENDED_CHANNEL = 18;
  private static final int MCS = 19;

  /** Rates of 802.11n's MCS indices in a 20 MHz channel, in units of 6.5 Mb/s. */
  private static final String RATES =
      "1 2 3 4 6 8 9 10 2 4 6 8 12 16 18 20 3 6 9 12 18 24 27 30 4 8 12 16 24 32 36 40 0 6 8 10 9"
          + " 12 15 8 10 10 12 14 14 16 12 15 15 18 21 21 24 10 12 14 12 14 16 18 16 18 20 20 22 15"
          + " 18 21 18 21 24 27 24 27 30 30 33";

  /** The index with a rate of its own, 6 Mb/s, and that in a 40 MHz channel only. */
  private static final int DUPLICATE = 32;

  private static final String[] BANDWIDTHS = {"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)"};
  private static final String[] WIDE_BANDWIDTHS = {
    "20 MHz",
    "40 MHz",
    "20 MHz (L)",
    "20 MHz (U)",
    "80 MHz",
    "80 MHz (L)",
    "80 MHz (U)",
    "80 MHz (LL)",
    "80 MHz (LU)",
    "80 MHz (UL)",
    "80 MHz (UU)",
    "160 MHz",
    "160 MHz (L)",
    "160 MHz (U)",
    "160 MHz (LL)",
    "160 MHz (LU)",
    "160 MHz (UL)",
    "160 MHz (UU)",
    "160 MHz (LLL)",
    "160 MHz (LLU)",
    "160 MHz (LUL)",
    "160 MHz (UUU)",
    "160 MHz (ULL)",
    "160 MHz (ULU)",
    "160 MHz (UUL)",
    "160 MHz (UUU)",
    "unknown (26)",
    "unknown (27)",
    "unknown (28)",
    "unknown (29)",
    "unknown (30)",
    "unknown (31)"
  };

  /** The flags field, where there was one. */
  int flags;

  private final Printout out;
  private final int[] rates = new int[RATES.split(" ").length];
  private int start;
  private int limit;
  private int at;

  /** Whether the header ended before a field did. */
  private boolean exhausted;

  RadiotapPrinter(final Printout out) {
    this.out = out;
    final String[] words = RATES.split(" ");
    for (int i = 0; i < words.length; i++) {
      rates[i] = Integer.parseInt(words[i]);
    }
  }

  /**
   * Prints the fields.
   *
   * @return the header's length; 0 where it is cut or broken and nothing follows.
   */
  int print(final int from, final int captured) {
    out.protocol = "802.11_radio";
    flags = 0;
    if (captured < HEADER_LENGTH) {
      out.truncated();
      return 0;
    }
    final int length = little16(from + 2);
    if (length < HEADER_LENGTH || captured < length) {
      out.truncated();
      return 0;
    }
    start = from;
    limit = from + length;
    int last = from + 4;
    while (last + 4 <= limit && (little32(last) & 1 << EXTENSION) != 0) {
      last += 4;
    }
    if (last + 4 > limit) {
      out.truncated();
      return 0;
    }
    at = last + 4;
    exhausted = false;
    words(from + 4, last);
    return length;
  }

  private void words(final int first, final int last) {
    int base = 0;
    boolean vendor = false;
    int skip = 0;
    for (int word = first; word <= last; word += 4) {
      final int present = little32(word);
      if (vendor) {
        if (at + skip > limit) {
          return;
        }
        at += skip;
        skip = 0;
      } else if (!fields(present, base)) {
        return;
      }
      final boolean toRadiotap = (present & 1 << NAMESPACE) != 0;
      final boolean toVendor = (present & 1 << VENDOR_NAMESPACE) != 0;
      if (toRadiotap && !toVendor) {
        base = 0;
        vendor = false;
        skip = 0;
      } else if (toVendor && !toRadiotap) {
        base = 0;
        vendor = true;
        skip = vendorLength();
      } else if (!toVendor) {
        base += 32;
      }
    }
  }

  /** Three bytes of an organisation, one of its own, and how many bytes to pass over. */
  private int vendorLength() {
    at = align(2);
    int length = 0;
    if (at + 2 <= limit) {
      at += 4;
      if (at <= limit) {
        length = u16();
      }
      exhausted |= at > limit;
    } else {
      exhausted = true;
    }
    if (exhausted) {
      out.truncated();
      exhausted = false;
    }
    return length;
  }

  /** Returns whether the words that follow can be read. */
  private boolean fields(final int present, final int base) {
    for (int bit = 0; bit < NAMESPACE; bit++) {
      if ((present & 1 << bit) != 0) {
        if (!field(base + bit, present)) {
          out.ascii("[bit ").unsigned(base + bit).ascii("] ");
          return false;
        }
        if (exhausted) {
          out.truncated();
          return false;
        }
      }
    }
    return true;
  }

  private boolean field(final int number, final int present) {
    switch (number) {
      case 0 -> time();
      case 1 -> flags();
      case 2 -> rate();
      case 3 -> channel(present);
      case 4 -> hopping();
      case 5 -> signed("", "dBm signal ");
      case 6 -> signed("", "dBm noise ");
      case 7 -> {
        final int quality = u16();
        shown(quality, " sq ");
      }
      case 8 -> {
        final int attenuation = -(short) u16();
        shown(attenuation, " tx power ");
      }
      case 9 -> {
        final int attenuation = -(byte) u8();
        shown(attenuation, "dB tx attenuation ");
      }
      case 10 -> signed("", "dBm tx power ");
      case 11 -> {
        final int antenna = u8();
        if (!exhausted) {
          out.ascii("antenna ").unsigned(antenna).ascii(" ");
        }
      }
      case 12 -> shown(u8(), "dB signal ");
      case 13 -> shown(u8(), "dB noise ");
      case 14 -> u16();
      case EXTENDED_CHANNEL -> extendedChannel(present);
      case MCS -> modulation();
      case 20 -> {
        u32();
        u16();
        u8();
        u8();
      }
      case 21 -> veryHighThroughput();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void shown(final int value, final String unit) {
    if (!exhausted) {
      out.text.decimal(value);
      out.ascii(unit);
    }
  }

  private void signed(final String name, final String unit) {
    final int value = (byte) u8();
    if (!exhausted) {
      out.ascii(name);
      shown(value, unit);
    }
  }

  private void time() {
    at = align(8);
    if (at + 8 > limit) {
      exhausted = true;
      return;
    }
    out.text.unsignedDecimal(out.bytes.getLong(at, ByteOrder.LITTLE_ENDIAN));
    out.ascii("us tsft ");
    at += 8;
  }

  private void flags() {
    final int value = u8();
    if (exhausted) {
      return;
    }
    flags = value;
    out.ascii((value & 0x01) != 0 ? "cfp " : "");
    out.ascii((value & 0x02) != 0 ? "short preamble " : "");
    out.ascii((value & 0x04) != 0 ? "wep " : "");
    out.ascii((value & 0x08) != 0 ? "fragmented " : "");
    out.ascii((value & BAD_CHECK_SEQUENCE) != 0 ? "bad-fcs " : "");
  }

  private void rate() {
    final int rate = u8();
    if (exhausted) {
      return;
    }
    if (rate >= 0x80 && rate <= 0x8F) {
      out.ascii("MCS ").unsigned(rate & 0x7F).ascii(" ");
    } else {
      out.text.fixedPoint(5L * rate, 1);
      out.ascii(" Mb/s ");
    }
  }

  private void channel(final int present) {
    final int frequency = u16();
    final int kind = u16();
    if (!exhausted && (present & 1 << EXTENDED_CHANNEL) == 0) {
      channel(frequency, kind, present);
    }
  }

  private void extendedChannel(final int present) {
    final int kind = u32();
    final int frequency = u16();
    u8();
    u8();
    if (!exhausted) {
      channel(frequency, kind, present);
    }
  }

  private void channel(final int frequency, final int kind, final int present) {
    out.unsigned(frequency).ascii(" MHz");
    if ((present & 1 << MCS) != 0) {
      out.ascii(" 11n");
    } else {
      out.ascii(has(kind, 0x0880) ? " FHSS" : "");
      final String width = (kind & 0x4000) != 0 ? "/10Mhz" : (kind & 0x8000) != 0 ? "/5Mhz" : "";
      if (has(kind, 0x0140)) {
        out.ascii(" 11a").ascii(width);
      }
      if (has(kind, 0x00C0) || has(kind, 0x0480)) {
        out.ascii(" 11g").ascii(width);
      } else if (has(kind, 0x00A0)) {
        out.ascii(" 11b");
      }
      out.ascii((kind & 0x10) != 0 ? " Turbo" : "");
    }
    if ((kind & 0x1_0000) != 0) {
      out.ascii(" ht/20");
    } else if ((kind & 0x4_0000) != 0) {
      out.ascii(" ht/40-");
    } else if ((kind & 0x2_0000) != 0) {
      out.ascii(" ht/40+");
    }
    out.ascii(" ");
  }

  private static boolean has(final int kind, final int bits) {
    return (kind & bits) == bits;
  }

  private void hopping() {
    final int set = u8();
    final int pattern = u8();
    if (!exhausted) {
      out.ascii("fhset ").unsigned(set).ascii(" fhpat ").unsigned(pattern).ascii(" ");
    }
  }

  /** Modulation and coding of 802.11n. */
  private void modulation() {
    final int known = u8();
    final int value = u8();
    final int index = u8();
    if (exhausted) {
      return;
    }
    if ((known & 0x02) != 0) {
      final int rate = (known & 0x05) != 0 ? tenths(index, value) : 0;
      if (rate != 0) {
        out.text.fixedPoint(rate, 1);
        out.ascii(" Mb/s ");
      }
      out.ascii("MCS ").unsigned(index).ascii(" ");
    }
    if ((known & 0x01) != 0) {
      out.ascii(BANDWIDTHS[value & 3]).ascii(" ");
    }
    if ((known & 0x04) != 0) {
      out.ascii((value & 0x04) != 0 ? "short GI " : "long GI ");
    }
    if ((known & 0x08) != 0) {
      out.ascii((value & 0x08) != 0 ? "greenfield " : "mixed ");
    }
    if ((known & 0x10) != 0) {
      out.ascii((value & 0x10) != 0 ? "LDPC FEC " : "BCC FEC ");
    }
    if ((known & 0x20) != 0) {
      out.ascii("RX-STBC").unsigned(value >>> 5 & 3).ascii(" ");
    }
  }

  /** Tenths of Mb/s, 0 where the index has no rate. */
  private int tenths(final int index, final int value) {
    if (index >= rates.length) {
      return 0;
    }
    int rate = 65 * rates[index];
    if ((value & 3) == 1) {
      rate = index == DUPLICATE ? 60 : rate * 108 / 52;
    }
    return (value & 0x04) != 0 ? (20 * rate + 9) / 18 : rate;
  }

  private void veryHighThroughput() {
    final int known = u16();
    final int value = u8();
    final int bandwidth = u8();
    final int users = at;
    at += 4;
    final int coding = u8();
    u8();
    u16();
    if (exhausted) {
      return;
    }
    for (int i = 0; i < 4; i++) {
      final int user = out.u8(users + i);
      if ((user & 0x0F) != 0) {
        out.ascii("User ").unsigned(i).ascii(" MCS ").unsigned(user >>> 4).ascii(" ");
        out.ascii((coding & 1 << i) != 0 ? "LDPC FEC " : "BCC FEC ");
      }
    }
    if ((known & 0x40) != 0) {
      out.ascii(WIDE_BANDWIDTHS[bandwidth & 0x1F]).ascii(" ");
    }
    if ((known & 0x04) != 0) {
      out.ascii((value & 0x04) != 0 ? "short GI " : "long GI ");
    }
  }

  private int align(final int size) {
    return start + (at - start + size - 1 & -size);
  }

  private int u8() {
    return take(1) ? out.u8(at - 1) : 0;
  }

  private int u16() {
    return take(2) ? little16(at - 2) : 0;
  }

  private int u32() {
    return take(4) ? little32(at - 4) : 0;
  }

  private boolean take(final int size) {
    final int from = align(size);
    if (exhausted || from + size > limit) {
      exhausted = true;
      return false;
    }
    at = from + size;
    return true;
  }

  private int little16(final int position) {
    return out.u8(position) | out.u8(position + 1) << 8;
  }

  private int little32(final int position) {
    return Integer.reverseBytes(out.u32(position));
  }
}
