package dev.weir.decode;

import dev.weir.capture.LinkType;
import dev.weir.link.EtherType;
import dev.weir.link.EthernetFlyweight;
import dev.weir.link.LinkFault;
import dev.weir.link.VlanTagFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/** Walks from the first byte of a packet to its network header. */
final class LinkDecoder {
  /** Answer of the walk: what the link carries is neither IPv4 nor IPv6. */
  static final int NOT_IP = -1;

  /** Answer of the walk: the bytes end inside a header of the link layer. */
  static final int CUT = -2;

  /** Answer of the walk: the link type is not decoded. */
  static final int UNSUPPORTED = -3;

  private final EthernetFlyweight ethernet = new EthernetFlyweight();
  private final VlanTagFlyweight vlan = new VlanTagFlyweight();

  private int nextOffset;
  private int vlanId = -1;

  /**
   * Walks the link layer of a packet.
   *
   * @param packet the captured bytes.
   * @param linkType see {@link LinkType}.
   * @param end index behind the last byte that may be read.
   * @return {@link EtherType#IPV4} or {@link EtherType#IPV6} with the header at {@link
   *     #nextOffset()}, or one of the negative answers.
   */
  int decode(final UnsafeBuffer packet, final int linkType, final int end) {
    vlanId = -1;
    return switch (linkType) {
      case LinkType.ETHERNET -> ethernet(packet, 0, end);
      default -> {
        nextOffset = 0;
        yield UNSUPPORTED;
      }
    };
  }

  /**
   * Walks an Ethernet frame, that of the packet or one inside a tunnel.
   *
   * @param packet the captured bytes.
   * @param offset index of the frame's first byte.
   * @param end index behind the last byte that may be read.
   * @return as {@link #decode}.
   */
  int ethernet(final UnsafeBuffer packet, final int offset, final int end) {
    if (ethernet.wrap(packet, offset, end - offset).check() != LinkFault.NONE) {
      nextOffset = offset;
      return CUT;
    }
    final int type = ethernet.etherType();
    nextOffset = offset + EthernetFlyweight.HEADER_LENGTH;
    return type == EtherType.IPV4 || type == EtherType.IPV6 ? type : tags(packet, type, end);
  }

  private int tags(final UnsafeBuffer packet, final int firstType, final int end) {
    int type = firstType;
    while (EtherType.isVlan(type)) {
      if (vlan.wrap(packet, nextOffset, end - nextOffset).check() != LinkFault.NONE) {
        return CUT;
      }
      if (vlanId < 0) {
        vlanId = vlan.id();
      }
      type = vlan.etherType();
      nextOffset += VlanTagFlyweight.HEADER_LENGTH;
    }
    return type == EtherType.IPV4 || type == EtherType.IPV6 ? type : NOT_IP;
  }

  int nextOffset() {
    return nextOffset;
  }

  int vlanId() {
    return vlanId;
  }
}
