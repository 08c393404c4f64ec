package dev.weir.bench;

import dev.weir.testdata.TrafficSettings;

/** Which headers the packets of a generated capture have. */
public enum TrafficShape {
  /** 85 % IPv4 and 15 % IPv6, untagged; IPv6 with many options is cut. */
  MIX(0.15, 0, 96),
  /** Ethernet, IPv4, TCP. */
  IPV4(0, 0, 96),
  /** Ethernet, IPv6, TCP. */
  IPV6(1, 0, 128),
  /** Ethernet, one 802.1Q tag, IPv4, TCP. */
  VLAN(0, 1, 100);

  private final double ipv6Share;
  private final double vlanShare;
  private final int snaplen;

  TrafficShape(final double ipv6Share, final double vlanShare, final int snaplen) {
    this.ipv6Share = ipv6Share;
    this.vlanShare = vlanShare;
    this.snaplen = snaplen;
  }

  TrafficSettings settings() {
    return new TrafficSettings().snaplen(snaplen).ipv6Share(ipv6Share).vlanShare(vlanShare);
  }
}
