package dev.weir.decode;

/**
 * How the decoding of a packet ended: in a TCP segment, or in one reason why not.
 *
 * <p>Names and labels are stable: reports count by them, and programs may depend on them.
 */
public enum DecodeOutcome {
  /** A TCP segment whose 20 fixed header bytes were captured. */
  TCP("tcp", "a TCP segment"),

  /** What the link layer carries is neither IPv4 nor IPv6. */
  NOT_IP("not_ip", "neither IPv4 nor IPv6 (ARP, spanning tree and the like)"),

  /** An IP packet that carries another protocol than TCP. */
  NOT_TCP("not_tcp", "an IP packet of another protocol than TCP"),

  /** A fragment of a TCP segment that is not the first: it holds no TCP header. */
  FRAGMENT("fragment", "a later fragment of a TCP segment, without a TCP header"),

  /** Weir does not decode the link type of the capture's interface. */
  LINK_TYPE_UNSUPPORTED("link_type_unsupported", "of a link type that is not decoded"),

  /** The captured bytes end inside the link header or a tag behind it. */
  LINK_HEADER_CUT("link_header_cut", "cut by the capture inside the link header"),

  /** The bytes end inside the IP header. */
  IP_HEADER_CUT("ip_header_cut", "cut by the capture inside the IP header"),

  /** The version field contradicts the layer below. */
  IP_VERSION_WRONG("ip_version_wrong", "an IP header whose version is not what was announced"),

  /** IPv4 header length below 20 bytes. */
  IP_HEADER_LENGTH_IMPOSSIBLE(
      "ip_header_length_impossible", "an IPv4 header that claims to be shorter than 20 bytes"),

  /** IPv4 total length below the header's own. */
  IP_TOTAL_LENGTH_IMPOSSIBLE(
      "ip_total_length_impossible", "an IPv4 packet that claims to be shorter than its header"),

  /** The captured bytes end inside an IPv6 extension header or an authentication header. */
  IPV6_EXTENSION_CUT("ipv6_extension_cut", "cut by the capture inside an IPv6 extension header"),

  /** The IP length ends inside an IPv6 extension header or an authentication header. */
  IPV6_EXTENSION_BEYOND_IP(
      "ipv6_extension_beyond_ip", "an IPv6 extension header that the IP length cuts off"),

  /** The captured bytes end inside the header of a tunnel. */
  TUNNEL_HEADER_CUT("tunnel_header_cut", "cut by the capture inside a tunnel's header"),

  /** The captured bytes end inside the fixed part of the TCP header. */
  TCP_HEADER_CUT("tcp_header_cut", "cut by the capture inside the TCP header"),

  /** The IP length ends inside the fixed part of the TCP header. */
  TCP_HEADER_BEYOND_IP("tcp_header_beyond_ip", "a TCP header that the IP length cuts off"),

  /** TCP data offset below 20 bytes, or beyond the segment. */
  TCP_HEADER_LENGTH_IMPOSSIBLE(
      "tcp_header_length_impossible",
      "a TCP header that claims to be shorter than 20 bytes or longer than its segment");

  private final String label;
  private final String description;

  DecodeOutcome(final String label, final String description) {
    this.label = label;
    this.description = description;
  }

  /**
   * The name of the outcome in reports for programs.
   *
   * @return lower-case words joined by underscores.
   */
  public String label() {
    return label;
  }

  /**
   * What such a packet is, for people.
   *
   * @return words that complete the sentence "the packet is …".
   */
  public String description() {
    return description;
  }
}
