package dev.weir.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.weir.capture.LinkType;
import dev.weir.link.EtherType;
import dev.weir.link.FrameRelayFlyweight;
import dev.weir.link.Ieee80211Flyweight;
import dev.weir.link.LinkFault;
import dev.weir.link.RadiotapFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/** The first header of link types that few captures have, up to what it carries. */
final class RareLinkDecoder {
  /** Answer: an 802.2 header follows. */
  static final int LOGICAL_LINK = -4;

  /** Answer: what follows is IP, of the version that its first byte says. */
  static final int BY_VERSION = -5;

  private static final int FDDI_LENGTH = 13;
  private static final int FDDI_LLC = 0x50;
  private static final int TOKEN_RING_LENGTH = 14;
  private static final int TOKEN_RING_SOURCE_OFFSET = 8;
  private static final int TOKEN_RING_ROUTED = 0x80;
  private static final int FIBRE_CHANNEL_LENGTH = 16;
  private static final int SUNATM_LENGTH = 4;
  private static final int SUNATM_LLC = 2;
  private static final int SYMANTEC_TYPE_OFFSET = 6;
  private static final int SYMANTEC_LENGTH = 44;
  private static final int FIREWIRE_TYPE_OFFSET = 16;
  private static final int FIREWIRE_LENGTH = 18;
  private static final int IPNET_LENGTH = 24;
  private static final int ENC_LENGTH = 12;
  private static final int SLIP_LENGTH = 16;
  private static final int PPP_ETHER_LENGTH = 6;
  private static final int PPP_PPPD_LENGTH = 2;
  private static final int NETANALYZER_LENGTH = 4;
  private static final int PRISM_LENGTH = 144;
  private static final int AVS_COOKIE = 0x8021_1000;
  private static final int AVS_COOKIE_MASK = 0xFFFF_F000;
  private static final int INFORMATION_LENGTH = 8;
  private static final int FAMILY_OFFSET = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6_LINUX = 10;
  private static final int AF_INET6_BSD = 24;
  private static final int AF_INET6_SOLARIS = 26;
  private static final int AF_INET6_FREEBSD = 28;
  private static final int AF_INET6_DARWIN = 30;
  private static final int ARCNET_IP = 212;
  private static final int ARCNET_IP_OLD = 240;
  private static final int ARCNET_IPV6 = 196;
  private static final int ARCNET_EXCEPTION = 0xFF;
  private static final int NFLOG_LENGTH = 4;
  private static final int NFLOG_ATTRIBUTE_LENGTH = 4;
  private static final int NFLOG_PAYLOAD = 9;
  private static final int SNAP_TYPE_OFFSET = 3;
  private static final int SNAP_LENGTH = 5;

  private final Ieee80211Flyweight wireless = new Ieee80211Flyweight();
  private final RadiotapFlyweight radiotap = new RadiotapFlyweight();
  private final FrameRelayFlyweight frameRelay = new FrameRelayFlyweight();

  private UnsafeBuffer packet;
  private int end;
  private int nextOffset;

  /**
   * Reads the first header.
   *
   * @param packet the captured bytes.
   * @param linkType see {@link LinkType}.
   * @param end index behind the last byte that may be read.
   * @return an EtherType, one of the answers above, or one of {@link LinkDecoder}'s; what is
   *     carried begins at {@link #nextOffset()}.
   */
  int decode(final UnsafeBuffer packet, final int linkType, final int end) {
    this.packet = packet;
    this.end = end;
    nextOffset = 0;
    return first(linkType);
  }

  int nextOffset() {
    return nextOffset;
  }

  private int first(final int linkType) {
    return switch (linkType) {
      case LinkType.IEEE802_11 -> wireless(false);
      case LinkType.RADIOTAP -> radiotap();
      case LinkType.PRISM -> prism();
      case LinkType.AVS -> avs();
      case LinkType.PPI -> information();
      case LinkType.TOKEN_RING -> tokenRing();
      case LinkType.FDDI -> fddi();
      case LinkType.IP_OVER_FC -> behind(FIBRE_CHANNEL_LENGTH, LOGICAL_LINK);
      case LinkType.ATM_RFC1483 -> LOGICAL_LINK;
      case LinkType.SUNATM -> sunAtm();
      case LinkType.LINUX_CLIP -> classicalIp();
      case LinkType.ARCNET -> arcnet();
      case LinkType.ARCNET_LINUX -> arcnetOfLinux();
      case LinkType.SYMANTEC_FIREWALL -> etherType(SYMANTEC_TYPE_OFFSET, SYMANTEC_LENGTH);
      case LinkType.APPLE_IP_OVER_IEEE1394 -> etherType(FIREWIRE_TYPE_OFFSET, FIREWIRE_LENGTH);
      case LinkType.IPNET -> family(IPNET_LENGTH);
      case LinkType.PFLOG -> packetFilterLog();
      case LinkType.NFLOG -> netfilterLog();
      case LinkType.ENC -> encapsulated();
      case LinkType.SLIP -> behind(SLIP_LENGTH, BY_VERSION);
      case LinkType.FRAME_RELAY -> frameRelay();
      case LinkType.PPP_ETHER -> behind(PPP_ETHER_LENGTH, EtherType.PPP);
      case LinkType.PPP_PPPD -> behind(PPP_PPPD_LENGTH, EtherType.PPP);
      case LinkType.NETANALYZER -> behind(NETANALYZER_LENGTH, EtherType.TRANSPARENT_ETHERNET);
      default -> LinkDecoder.UNSUPPORTED;
    };
  }

  private boolean lacks(final int length) {
    return end - nextOffset < length;
  }

  private int octet(final int offset) {
    return packet.getByte(nextOffset + offset) & 0xFF;
  }

  /** Steps over a header, or says that it is cut. */
  private int behind(final int length, final int answer) {
    if (length < 0 || lacks(length)) {
      return LinkDecoder.CUT;
    }
    nextOffset += length;
    return answer;
  }

  private int etherType(final int typeOffset, final int length) {
    if (lacks(length)) {
      return LinkDecoder.CUT;
    }
    return behind(length, packet.getShort(nextOffset + typeOffset, BIG_ENDIAN) & 0xFFFF);
  }

  private int family(final int length) {
    return lacks(length) ? LinkDecoder.CUT : behind(length, ofFamily(octet(FAMILY_OFFSET)));
  }

  private static int ofFamily(final int family) {
    return switch (family) {
      case AF_INET -> EtherType.IPV4;
      case AF_INET6_LINUX, AF_INET6_BSD, AF_INET6_SOLARIS, AF_INET6_FREEBSD, AF_INET6_DARWIN ->
          EtherType.IPV6;
      default -> LinkDecoder.NOT_IP;
    };
  }

  private int wireless(final boolean padded) {
    return switch (wireless.wrap(packet, nextOffset, end - nextOffset).check()) {
      case CUT -> LinkDecoder.CUT;
      case NOT_THIS_HEADER -> LinkDecoder.NOT_IP;
      default -> {
        final int length = wireless.headerLength();
        yield behind(padded ? length + 3 & ~3 : length, LOGICAL_LINK);
      }
    };
  }

  private int radiotap() {
    return switch (radiotap.wrap(packet, nextOffset, end - nextOffset).check()) {
      case CUT -> LinkDecoder.CUT;
      case NOT_THIS_HEADER -> LinkDecoder.NOT_IP;
      default -> {
        final boolean padded = radiotap.isFramePadded();
        nextOffset += radiotap.headerLength();
        yield wireless(padded);
      }
    };
  }

  private int prism() {
    if (lacks(4)) {
      return LinkDecoder.CUT;
    }
    if ((packet.getInt(nextOffset, BIG_ENDIAN) & AVS_COOKIE_MASK) == AVS_COOKIE) {
      return avs();
    }
    return behind(PRISM_LENGTH, 0) == 0 ? wireless(false) : LinkDecoder.CUT;
  }

  private int avs() {
    if (lacks(8)) {
      return LinkDecoder.CUT;
    }
    return behind(packet.getInt(nextOffset + 4, BIG_ENDIAN), 0) == 0
        ? wireless(false)
        : LinkDecoder.CUT;
  }

  /** Per-packet information, and the packet of the link type that it names. */
  private int information() {
    if (lacks(INFORMATION_LENGTH)) {
      return LinkDecoder.CUT;
    }
    final int length = packet.getShort(nextOffset + 2, LITTLE_ENDIAN) & 0xFFFF;
    final int type = packet.getInt(nextOffset + 4, LITTLE_ENDIAN);
    if (length < INFORMATION_LENGTH || type == LinkType.PPI) {
      return LinkDecoder.NOT_IP;
    }
    if (behind(length, 0) != 0) {
      return LinkDecoder.CUT;
    }
    return switch (type) {
      case LinkType.ETHERNET -> EtherType.TRANSPARENT_ETHERNET;
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD -> BY_VERSION;
      default -> {
        final int answer = first(type);
        yield answer == LinkDecoder.UNSUPPORTED ? LinkDecoder.NOT_IP : answer;
      }
    };
  }

  private int tokenRing() {
    if (lacks(TOKEN_RING_LENGTH)) {
      return LinkDecoder.CUT;
    }
    int length = TOKEN_RING_LENGTH;
    if ((octet(TOKEN_RING_SOURCE_OFFSET) & TOKEN_RING_ROUTED) != 0) {
      if (lacks(TOKEN_RING_LENGTH + 1)) {
        return LinkDecoder.CUT;
      }
      length += octet(TOKEN_RING_LENGTH) & 0x1F;
    }
    return behind(length, octet(1) >>> 6 == 1 ? LOGICAL_LINK : LinkDecoder.NOT_IP);
  }

  private int fddi() {
    if (lacks(FDDI_LENGTH)) {
      return LinkDecoder.CUT;
    }
    return behind(FDDI_LENGTH, (octet(0) & 0xF0) == FDDI_LLC ? LOGICAL_LINK : LinkDecoder.NOT_IP);
  }

  private int sunAtm() {
    if (lacks(SUNATM_LENGTH)) {
      return LinkDecoder.CUT;
    }
    final boolean logicalLink = (octet(0) & 0x0F) == SUNATM_LLC;
    return behind(SUNATM_LENGTH, logicalLink ? LOGICAL_LINK : LinkDecoder.NOT_IP);
  }

  /** Classical IP over ATM: with an 802.2 header or without, which the first byte tells. */
  private int classicalIp() {
    if (lacks(1)) {
      return LinkDecoder.CUT;
    }
    return octet(0) == 0xAA ? LOGICAL_LINK : BY_VERSION;
  }

  private int arcnet() {
    if (lacks(3)) {
      return LinkDecoder.CUT;
    }
    final int type = octet(2);
    if (type == ARCNET_IP_OLD) {
      return behind(3, EtherType.IPV4);
    }
    if (lacks(6)) {
      return LinkDecoder.CUT;
    }
    int flag = octet(3);
    int length = 6;
    if (flag == ARCNET_EXCEPTION) {
      if (lacks(9)) {
        return LinkDecoder.CUT;
      }
      flag = octet(6);
      length = 9;
    }
    // Even numbers are later fragments.
    final boolean first = flag == 0 || (flag & 1) != 0;
    return behind(length, first ? ofArcnet(type) : LinkDecoder.NOT_IP);
  }

  private int arcnetOfLinux() {
    if (lacks(5)) {
      return LinkDecoder.CUT;
    }
    final int type = octet(4);
    return behind(type == ARCNET_IP_OLD ? 5 : 8, ofArcnet(type));
  }

  private static int ofArcnet(final int type) {
    return switch (type) {
      case ARCNET_IP, ARCNET_IP_OLD -> EtherType.IPV4;
      case ARCNET_IPV6 -> EtherType.IPV6;
      default -> LinkDecoder.NOT_IP;
    };
  }

  /** The first byte is the header's length, without the padding to a multiple of four. */
  private int packetFilterLog() {
    return lacks(2) ? LinkDecoder.CUT : family(octet(0) + 3 & ~3);
  }

  private int netfilterLog() {
    if (lacks(NFLOG_LENGTH)) {
      return LinkDecoder.CUT;
    }
    final int family = octet(0);
    nextOffset += NFLOG_LENGTH;
    while (!lacks(NFLOG_ATTRIBUTE_LENGTH)) {
      final int length = packet.getShort(nextOffset, LITTLE_ENDIAN) & 0xFFFF;
      final int type = packet.getShort(nextOffset + 2, LITTLE_ENDIAN) & 0x7FFF;
      if (type == NFLOG_PAYLOAD) {
        return behind(NFLOG_ATTRIBUTE_LENGTH, ofFamily(family));
      }
      if (length < NFLOG_ATTRIBUTE_LENGTH) {
        return LinkDecoder.NOT_IP;
      }
      nextOffset += Math.min(length + 3 & ~3, end - nextOffset);
    }
    return LinkDecoder.CUT;
  }

  /** The family is in the byte order of the machine that captured; it is a small number. */
  private int encapsulated() {
    if (lacks(ENC_LENGTH)) {
      return LinkDecoder.CUT;
    }
    final int family = packet.getInt(nextOffset, BIG_ENDIAN);
    return behind(
        ENC_LENGTH, ofFamily(family >>> Short.SIZE == 0 ? family : Integer.reverseBytes(family)));
  }

  private int frameRelay() {
    final LinkFault fault = frameRelay.wrap(packet, nextOffset, end - nextOffset).check();
    if (fault != LinkFault.NONE) {
      return fault == LinkFault.CUT ? LinkDecoder.CUT : LinkDecoder.NOT_IP;
    }
    nextOffset += frameRelay.headerLength();
    final int type = frameRelay.etherType();
    if (type != FrameRelayFlyweight.SNAP) {
      return type;
    }
    // Organisation and type, without the 802.2 header that precedes them elsewhere.
    if (lacks(SNAP_LENGTH)) {
      return LinkDecoder.CUT;
    }
    final boolean isEtherType = packet.getInt(nextOffset, BIG_ENDIAN) >>> Byte.SIZE == 0;
    final int carried = packet.getShort(nextOffset + SNAP_TYPE_OFFSET, BIG_ENDIAN) & 0xFFFF;
    return behind(SNAP_LENGTH, isEtherType ? carried : LinkDecoder.NOT_IP);
  }
}
