package dev.weir.line;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** BGP's communities (RFC 1997) and extended communities (RFC 4360). */
final class BgpCommunityPrinter {
  private static final int LENGTH = 4;
  private static final int EXTENDED_LENGTH = 8;
  private static final int VENDOR_SPECIFIC = 0x8000;
  private static final int NON_TRANSITIVE = 0x4000;

  private final Printout out;

  BgpCommunityPrinter(final Printout out) {
    this.out = out;
  }

  /** Prints a list of communities. */
  void plain(final int at, final int length) {
    for (int i = 0; i < length; i += LENGTH) {
      final int community = out.u32(at + i);
      switch (community) {
        case 0xFFFF_FF01 -> out.ascii(" NO_EXPORT");
        case 0xFFFF_FF02 -> out.ascii(" NO_ADVERTISE");
        case 0xFFFF_FF03 -> out.ascii(" NO_EXPORT_SUBCONFED");
        default -> {
          out.unsigned(community >>> 16).ascii(":").unsigned(community & 0xFFFF);
          out.ascii(length - i > LENGTH ? ", " : "");
        }
      }
    }
  }

  /** Prints a list of extended communities. */
  void extended(final int from, final int length) {
    for (int at = from; at < from + length; at += EXTENDED_LENGTH) {
      final int type = out.u16(at);
      final String name = BgpNames.community(type);
      out.ascii("\n\t    ").ascii(name == null ? "unknown extd community typecode" : name);
      out.ascii(" (0x").hexFixed(type, 4).ascii("), Flags [");
      final boolean vendor = (type & VENDOR_SPECIFIC) != 0;
      final boolean local = (type & NON_TRANSITIVE) != 0;
      out.ascii(vendor ? "vendor-specific" : "").ascii(vendor && local ? ", " : "");
      out.ascii(local ? "non-transitive" : vendor ? "" : "none").ascii("]");
      out.need(at, EXTENDED_LENGTH);
      out.ascii(": ");
      value(type, at);
    }
  }

  private void value(final int type, final int at) {
    switch (type) {
      case 0x0002, 0x0003, 0x000A -> {
        out.unsigned(out.u16(at + 2)).ascii(":").unsigned(out.u32(at + 4)).ascii(" (= ");
        out.ipv4At(at + 4);
        out.ascii(")");
      }
      case 0x0102, 0x0103, 0xF10A, 0x010B -> {
        out.ipv4At(at + 2);
        out.ascii(":").unsigned(out.u16(at + 6));
      }
      case 0x0202, 0x0203 -> out.unsigned(out.u32(at + 2)).ascii(":").unsigned(out.u16(at + 6));
      case 0x4004 -> bandwidth(Float.intBitsToFloat(out.u32(at + 4)));
      case 0x0005, 0x0105, 0x0205, 0x8005, 0x0107, 0x8001 -> out.ipv4At(at + 2);
      case 0x0306, 0x8000 -> route(at);
      case 0x800A -> {
        final String name = BgpNames.layer2(out.u8(at + 2));
        out.ascii(name == null ? "unknown encaps" : name).ascii(" Control Flags [0x");
        out.hexFixed(out.u8(at + 3), 2).ascii("]:MTU ").unsigned(out.u16(at + 4));
      }
      case 0x0009 -> out.ascii("AS ").unsigned(out.u16(at + 2));
      case 0x030C -> {
        final String name = BgpNames.encapsulation(out.u16(at + 6));
        out.ascii("Tunnel type: ").ascii(name == null ? "unknown encaps" : name);
      }
      default -> out.hexBytes(at + 2, 6);
    }
  }

  /** Bytes a second as a fraction; the rounding is printf's. */
  private void bandwidth(final float bytes) {
    final float megabits = bytes * 8 / 1_000_000;
    out.ascii("bandwidth: ");
    if (Float.isNaN(megabits)) {
      out.ascii(Float.floatToRawIntBits(bytes) < 0 ? "-nan" : "nan");
    } else if (Float.isInfinite(megabits)) {
      out.ascii(megabits < 0 ? "-inf" : "inf");
    } else {
      out.ascii(megabits < 0 || 1 / megabits < 0 ? "-" : "");
      final BigDecimal exact = new BigDecimal(Math.abs((double) megabits));
      out.ascii(exact.setScale(3, RoundingMode.HALF_EVEN).toPlainString());
    }
    out.ascii(" Mbps");
  }

  private void route(final int at) {
    final int type = out.u8(at + 6);
    final String name = BgpNames.ospfRoute(type);
    out.ascii("area:");
    out.ipv4At(at + 2);
    out.ascii(", router-type:");
    if (name == null) {
      out.ascii("unknown (0x").hexFixed(type, 2).ascii(")");
    } else {
      out.ascii(name);
    }
    out.ascii(", metric-type:").ascii((out.u8(at + 7) & 1) != 0 ? "E2" : "");
    out.ascii(type == 5 || type == 7 ? "E1" : "");
  }
}
