package dev.weir.filter;

import dev.weir.capture.LinkType;

/**
 * Where a link layer says what it carries, and where it ends.
 *
 * @param type offset of the type field in bytes.
 * @param length of the link header in bytes.
 * @param network bytes of an 802.2 and SNAP header that always follow it.
 * @param opaque whether filters know nothing of it but its bytes and the packet's length.
 */
record LinkLayout(int type, int length, int network, boolean opaque) {
  private static final int LEAST_KNOWN = 104;
  private static final int MOST_KNOWN = 289;

  /** Bytes of an 802.2 header and a SNAP header. */
  private static final int SNAP = 8;

  private static LinkLayout typeAt(final int type, final int length) {
    return new LinkLayout(type, length, 0, false);
  }

  private static LinkLayout snapBehind(final int length) {
    return new LinkLayout(length, length, SNAP, false);
  }

  static LinkLayout of(final int linkType) throws FilterException {
    return switch (linkType) {
      case LinkType.ETHERNET -> typeAt(12, 14);
      case LinkType.NULL, LinkType.LOOP -> typeAt(0, 4);
      case LinkType.ENC -> typeAt(0, 12);
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          typeAt(0, 0);
      case LinkType.IEEE802_11, LinkType.RADIOTAP, LinkType.PRISM, LinkType.AVS, LinkType.PPI ->
          snapBehind(0);
      case LinkType.ATM_RFC1483, LinkType.LINUX_CLIP -> snapBehind(0);
      case LinkType.SUNATM -> snapBehind(4);
      case LinkType.FDDI -> snapBehind(13);
      case LinkType.TOKEN_RING -> snapBehind(14);
      case LinkType.IP_OVER_FC -> snapBehind(16);
      case LinkType.SLIP -> typeAt(0, 16);
      case LinkType.PPP, LinkType.PPP_HDLC, LinkType.PPP_PPPD, LinkType.CISCO_HDLC, LinkType.HDLC ->
          typeAt(2, 4);
      case LinkType.PPP_ETHER -> typeAt(6, 8);
      // What it carries is taken to begin where it does itself; that is libpcap's way.
      case LinkType.FRAME_RELAY -> typeAt(2, 0);
      case LinkType.LINUX_SLL -> typeAt(14, 16);
      case LinkType.LINUX_SLL2 -> typeAt(0, 20);
      case LinkType.ARCNET -> typeAt(2, 6);
      case LinkType.ARCNET_LINUX -> typeAt(4, 8);
      case LinkType.SYMANTEC_FIREWALL -> typeAt(6, 44);
      case LinkType.APPLE_IP_OVER_IEEE1394, LinkType.NETANALYZER -> typeAt(16, 18);
      case LinkType.IPNET -> typeAt(1, 24);
      case LinkType.PFLOG -> typeAt(1, 0);
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
    return new LinkLayout(0, 0, 0, true);
  }

  /** Link types whose headers libpcap knows, and we do not. */
  private static boolean isElsewhereKnown(final int linkType) {
    return switch (linkType) {
      case 11, 15, 16, 19, 102, 103, 114, 130, 131, 132, 133, 134, 135, 136, 137 -> true;
      case 164, 165, 167, 168, 178, 179, 180, 181, 183, 194, 200, 232, 233, 234, 238, 241 -> true;
      default -> false;
    };
  }
}
