package dev.weir.bench;

import dev.weir.testdata.TrafficSettings;

/** Which headers the packets of a generated capture have. */
public enum TrafficShape {
  /** 85 % IPv4 and 15 % IPv6, untagged. */
  MIX(0.15, 0),
  /** Ethernet, IPv4, TCP. */
  IPV4(0, 0),
  /** Ethernet, IPv6, TCP. */
  IPV6(1, 0),
  /** Ethernet, one 802.1Q tag, IPv4, TCP. */
  VLAN(0, 1);

  private final double ipv6Share;
  private final double vlanShare;

  TrafficShape(final double ipv6Share, final double vlanShare) {
    this.ipv6Share = ipv6Share;
    this.vlanShare = vlanShare;
  }

  TrafficSettings settings() {
    return new TrafficSettings().ipv6Share(ipv6Share).vlanShare(vlanShare);
  }
}
