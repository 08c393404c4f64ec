package dev.weir.line;

/** What tcpdump calls the numbers of BGP; null where it has no name. */
final class BgpNames {
  private static final String[] ADDRESS_FAMILIES = {
    "Reserved",
    "IPv4",
    "IPv6",
    "NSAP",
    "HDLC",
    "BBN 1822",
    "802",
    "E.163",
    "E.164",
    "F.69",
    "X.121",
    "Novell IPX",
    "Appletalk",
    "Decnet IV",
    "Banyan Vines",
    "E.164 with NSAP subaddress"
  };
  private static final String[] CAPABILITIES = {
    null,
    "Multiprotocol Extensions",
    "Route Refresh",
    "Cooperative Route Filtering",
    "Multiple Routes to a Destination",
    "Extended Next Hop Encoding",
    null,
    null,
    "Multiple Labels"
  };
  private static final String[] ATTRIBUTES = {
    null,
    "Origin",
    "AS Path",
    "Next Hop",
    "Multi Exit Discriminator",
    "Local Preference",
    "Atomic Aggregate",
    "Aggregator",
    "Community",
    "Originator ID",
    "Cluster List",
    "DPA",
    "Advertisers",
    "RCID Path / Cluster ID",
    "Multi-Protocol Reach NLRI",
    "Multi-Protocol Unreach NLRI",
    "Extended Community",
    "AS4 Path",
    "Aggregator4",
    null,
    null,
    null,
    "PMSI Tunnel",
    "Tunnel Encapsulation",
    "Traffic Engineering",
    "IPv6 Extended Community",
    "Accumulated IGP Metric",
    "PE Distinguisher Label",
    "Entropy Label",
    null,
    null,
    null,
    "Large Community"
  };
  private static final String[] ERRORS = {
    null,
    "Message Header Error",
    "OPEN Message Error",
    "UPDATE Message Error",
    "Hold Timer Expired",
    "Finite State Machine Error",
    "Cease",
    "Capability Message Error"
  };
  private static final String[][] SUBCODES = {
    {},
    {null, "Connection Not Synchronized", "Bad Message Length", "Bad Message Type"},
    {
      null,
      "Unsupported Version Number",
      "Bad Peer AS",
      "Bad BGP Identifier",
      "Unsupported Optional Parameter",
      "Authentication Failure",
      "Unacceptable Hold Time",
      "Capability Message Error"
    },
    {
      null,
      "Malformed Attribute List",
      "Unrecognized Well-known Attribute",
      "Missing Well-known Attribute",
      "Attribute Flags Error",
      "Attribute Length Error",
      "Invalid ORIGIN Attribute",
      "AS Routing Loop",
      "Invalid NEXT_HOP Attribute",
      "Optional Attribute Error",
      "Invalid Network Field",
      "Malformed AS_PATH"
    },
    {},
    {"Unspecified Error", "In OpenSent State", "In OpenConfirm State", "In Established State"},
    {
      null,
      "Maximum Number of Prefixes Reached",
      "Administrative Shutdown",
      "Peer Unconfigured",
      "Administrative Reset",
      "Connection Rejected",
      "Other Configuration Change",
      "Connection Collision Resolution"
    },
    {
      null,
      "Invalid Action Value",
      "Invalid Capability Length",
      "Malformed Capability Value",
      "Unsupported Capability Code"
    }
  };
  private static final String[] TUNNELS = {
    null,
    "RSVP-TE P2MP LSP",
    "LDP P2MP LSP",
    "PIM-SSM Tree",
    "PIM-SM Tree",
    "PIM-Bidir Tree",
    "Ingress Replication",
    "LDP MP2MP LSP"
  };
  private static final String[] MULTICAST_ROUTES = {
    null,
    "Intra-AS I-PMSI",
    "Inter-AS I-PMSI",
    "S-PMSI",
    "Intra-AS Segment-Leaf",
    "Source-Active",
    "Shared Tree Join",
    "Source Tree Join"
  };
  private static final String[] ENCAPSULATIONS = {
    null,
    "L2TPv3 over IP",
    "GRE",
    "Transmit Tunnel",
    "IPsec",
    "IP in IP with IPsec",
    "MPLS in IP with IPsec",
    "IP in IP",
    "VXLAN",
    "NVGRE",
    "MPLS",
    "MPLS in GRE",
    "VXLAN GPE",
    "MPLS in UDP",
    "IPv6",
    "SR TE",
    "Bare",
    "SR"
  };
  private static final String[] LAYER_2 = {
    "Reserved",
    "Frame Relay",
    "ATM AAL5 SDU VCC transport",
    "ATM transparent cell transport",
    "Ethernet (VLAN) Tagged Mode",
    "Ethernet Raw Mode",
    "Cisco HDLC",
    "PPP",
    "SONET/SDH Circuit Emulation Service over MPLS",
    "ATM n-to-one VCC cell transport",
    "ATM n-to-one VPC cell transport",
    "IP layer 2 transport",
    null,
    null,
    null,
    "Frame Relay Port mode",
    null,
    "Structure-agnostic E1 over packet",
    "Structure-agnostic T1 (DS1) over packet",
    "VPLS",
    "Structure-agnostic T3 (DS3) over packet",
    "Nx64kbit/s Basic Service using Structure-aware",
    null,
    null,
    null,
    "Frame Relay DLCI",
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    "Structure-agnostic E3 over packet",
    "Octet-aligned playload for Structure-agnostic DS1 circuits",
    "E1 Nx64kbit/s with CAS using Structure-aware",
    "DS1 (ESF) Nx64kbit/s with CAS using Structure-aware",
    "DS1 (SF) Nx64kbit/s with CAS using Structure-aware"
  };

  private BgpNames() {}

  private static String at(final String[] names, final int number) {
    return number >= 0 && number < names.length ? names[number] : null;
  }

  static String message(final int type) {
    return switch (type) {
      case 1 -> "Open";
      case 2 -> "Update";
      case 3 -> "Notification";
      case 4 -> "Keepalive";
      case 5 -> "Route Refresh";
      default -> null;
    };
  }

  static String addressFamily(final int family) {
    return switch (family) {
      case 25 -> "VPLS";
      case 196 -> "Layer-2 VPN";
      default -> at(ADDRESS_FAMILIES, family);
    };
  }

  static String subsequentFamily(final int family) {
    return switch (family) {
      case 0 -> "Reserved";
      case 1 -> "Unicast";
      case 2 -> "Multicast";
      case 3 -> "Unicast+Multicast";
      case 4 -> "labeled Unicast";
      case 5 -> "Multicast VPN";
      case 64 -> "Tunnel";
      case 65 -> "VPLS";
      case 66 -> "MDT";
      case 70 -> "EVPN";
      case 128 -> "labeled VPN Unicast";
      case 129 -> "labeled VPN Multicast";
      case 130 -> "labeled VPN Unicast+Multicast";
      case 132 -> "Route Target Routing Information";
      default -> null;
    };
  }

  static String capability(final int code) {
    return switch (code) {
      case 64 -> "Graceful Restart";
      case 65 -> "32-Bit AS Number";
      case 67 -> "Dynamic Capability";
      case 68 -> "Multisession BGP";
      case 69 -> "Multiple Paths";
      case 70 -> "Enhanced Route Refresh";
      case 71 -> "Long-lived Graceful Restart";
      case 128 -> "Route Refresh (Cisco)";
      default -> at(CAPABILITIES, code);
    };
  }

  static String attribute(final int type) {
    return switch (type) {
      case 128 -> "Attribute Set";
      case 255 -> "Reserved for development";
      default -> at(ATTRIBUTES, type);
    };
  }

  static String error(final int code) {
    return at(ERRORS, code);
  }

  static String subcode(final int code, final int subcode) {
    return at(SUBCODES[code], subcode);
  }

  static String tunnel(final int type) {
    return at(TUNNELS, type);
  }

  static String multicastRoute(final int type) {
    return at(MULTICAST_ROUTES, type);
  }

  static String encapsulation(final int type) {
    return at(ENCAPSULATIONS, type);
  }

  static String layer2(final int type) {
    return at(LAYER_2, type);
  }

  static String ospfRoute(final int type) {
    return switch (type) {
      case 1 -> "Router";
      case 2 -> "Network";
      case 3 -> "Summary";
      case 5 -> "External";
      case 7 -> "NSSA External";
      case 129 -> "MPLS-VPN Sham";
      default -> null;
    };
  }

  static String community(final int type) {
    return switch (type) {
      case 0x0002, 0x0102, 0x0202 -> "target";
      case 0x0003, 0x0103, 0x0203 -> "origin";
      case 0x0005, 0x0105, 0x0205, 0x8005 -> "ospf-domain";
      case 0x0009 -> "source-AS";
      case 0x000A, 0xF10A -> "l2vpn-id";
      case 0x010B -> "vrf-route-import";
      case 0x0306, 0x8000 -> "ospf-route-type";
      case 0x030C -> "encapsulation";
      case 0x0107, 0x8001 -> "ospf-router-id";
      case 0x4004 -> "link-BW";
      case 0x800A -> "layer2-info";
      case 0x8800 -> "eigrp-general-route (flag, tag)";
      case 0x8801 -> "eigrp-route-metric (AS, delay)";
      case 0x8802 -> "eigrp-route-metric (reliability, nexthop, bandwidth)";
      case 0x8803 -> "eigrp-route-metric (load, MTU)";
      case 0x8804 -> "eigrp-external-route (remote-AS, remote-ID)";
      case 0x8805 -> "eigrp-external-route (remote-proto, remote-metric)";
      default -> null;
    };
  }
}
