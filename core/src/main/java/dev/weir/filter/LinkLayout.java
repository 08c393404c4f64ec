package dev.weir.filter;

import dev.weir.capture.LinkType;

/**
 * Where a link layer says what it carries, and where it ends.
 *
 * @param type offset of the type field in bytes.
 * @param length of the link header in bytes.
 * @param opaque whether filters know nothing of it but its bytes and the packet's length.
 */
record LinkLayout(int type, int length, boolean opaque) {
  static final int SLIP = 8;
  static final int PPP_ETHER = 51;
  static final int IEEE802_11 = 105;
  static final int FRAME_RELAY = 107;
  static final int OPENBSD_ENCAPSULATED = 109;
  static final int HDLC = 112;
  static final int RADIOTAP = 127;
  static final int PPP_PPPD = 166;

  private static final int LEAST_KNOWN = 104;
  private static final int MOST_KNOWN = 289;

  static LinkLayout of(final int linkType) throws FilterException {
    return switch (linkType) {
      case LinkType.ETHERNET -> new LinkLayout(12, 14, false);
      case LinkType.NULL, LinkType.LOOP -> new LinkLayout(0, 4, false);
      case OPENBSD_ENCAPSULATED -> new LinkLayout(0, 12, false);
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          new LinkLayout(0, 0, false);
      case IEEE802_11, RADIOTAP -> new LinkLayout(0, 0, false);
      case SLIP -> new LinkLayout(0, 16, false);
      case LinkType.PPP, LinkType.PPP_HDLC, PPP_PPPD, LinkType.CISCO_HDLC, HDLC ->
          new LinkLayout(2, 4, false);
      case PPP_ETHER -> new LinkLayout(6, 8, false);
      // What it carries is taken to begin where it does itself; that is libpcap's way.
      case FRAME_RELAY -> new LinkLayout(2, 0, false);
      case LinkType.LINUX_SLL -> new LinkLayout(14, 16, false);
      case LinkType.LINUX_SLL2 -> new LinkLayout(0, 20, false);
      default -> other(linkType);
    };
  }

  private static LinkLayout other(final int linkType) throws FilterException {
    if (isElsewhereKnown(linkType)) {
      throw new FilterException(
          "link type " + LinkType.nameOf(linkType) + ": filtering is not supported");
    }
    if (linkType < LEAST_KNOWN || linkType > MOST_KNOWN) {
      throw new FilterException(
          "unknown data link type %d (min %d, max %d)"
              .formatted(linkType, LEAST_KNOWN, MOST_KNOWN));
    }
    return new LinkLayout(0, 0, true);
  }

  /** Link types whose headers libpcap knows, and we do not: token ring, ATM, and so on. */
  private static boolean isElsewhereKnown(final int linkType) {
    return switch (linkType) {
      case 6, 7, 10, 11, 15, 16, 19, 99, 100, 102, 103, 106, 114, 117, 119 -> true;
      case 122, 123, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138 -> true;
      case 163, 164, 165, 167, 168, 178, 179, 180, 181, 183, 192, 194, 200 -> true;
      case 226, 232, 233, 234, 238, 240, 241 -> true;
      default -> false;
    };
  }
}
