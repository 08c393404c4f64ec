package dev.weir.capture;

/**
 * Link types, by the numbers that capture files carry.
 *
 * <p>The number stays an {@code int} everywhere: a file may name any, and a capture with an unknown
 * one is still read. Source: the registry at <a
 * href="https://www.tcpdump.org/linktypes.html">tcpdump.org/linktypes</a>.
 */
public final class LinkType {
  /** BSD loopback: a 4-byte address family in the byte order of the machine that wrote the file. */
  public static final int NULL = 0;

  /** Ethernet (DLT_EN10MB). */
  public static final int ETHERNET = 1;

  /** PPP, with or without the address and control bytes FF 03. */
  public static final int PPP = 9;

  /** Raw IP as some BSDs number it; the version nibble tells IPv4 from IPv6. */
  public static final int RAW_BSD = 12;

  /** Raw IP as OpenBSD numbers it. */
  public static final int RAW_OPENBSD = 14;

  /** PPP in HDLC-like framing (RFC 1662). */
  public static final int PPP_HDLC = 50;

  /** Raw IP; the version nibble tells IPv4 from IPv6. */
  public static final int RAW = 101;

  /** Cisco HDLC. */
  public static final int CISCO_HDLC = 104;

  /** OpenBSD loopback: as {@link #NULL}, with the address family big-endian. */
  public static final int LOOP = 108;

  /** Linux "cooked" capture, version 1. */
  public static final int LINUX_SLL = 113;

  /** Raw IPv4, without a link header. */
  public static final int IPV4 = 228;

  /** Raw IPv6, without a link header. */
  public static final int IPV6 = 229;

  /** Linux "cooked" capture, version 2. */
  public static final int LINUX_SLL2 = 276;

  private LinkType() {}

  /**
   * Whether Weir decodes the headers of a link type.
   *
   * @param linkType the number from the capture file.
   * @return true where packets of this type can end in a TCP segment.
   */
  public static boolean isSupported(final int linkType) {
    return switch (linkType) {
      case NULL,
          ETHERNET,
          PPP,
          RAW_BSD,
          RAW_OPENBSD,
          PPP_HDLC,
          RAW,
          CISCO_HDLC,
          LOOP,
          LINUX_SLL,
          IPV4,
          IPV6,
          LINUX_SLL2 ->
          true;
      default -> false;
    };
  }

  /**
   * The name that libpcap gives a link type, such as {@code EN10MB}.
   *
   * @param linkType the number from the capture file.
   * @return the name, or {@code LINKTYPE_n} for a number that Weir does not know.
   */
  public static String nameOf(final int linkType) {
    return switch (linkType) {
      case NULL -> "NULL";
      case ETHERNET -> "EN10MB";
      case PPP -> "PPP";
      case RAW_BSD, RAW_OPENBSD, RAW -> "RAW";
      case PPP_HDLC -> "PPP_SERIAL";
      case CISCO_HDLC -> "C_HDLC";
      case LOOP -> "LOOP";
      case LINUX_SLL -> "LINUX_SLL";
      case IPV4 -> "IPV4";
      case IPV6 -> "IPV6";
      case LINUX_SLL2 -> "LINUX_SLL2";
      default -> "LINKTYPE_" + linkType;
    };
  }
}
