package dev.weir.network;

/**
 * Protocol numbers of IPv4's protocol field and IPv6's next header field that the decoder acts on.
 *
 * <p>Source: IANA, Assigned Internet Protocol Numbers.
 */
public final class IpProtocol {
  /** IPv6 hop-by-hop options (RFC 8200 section 4.3). */
  public static final int HOP_BY_HOP = 0;

  /** ICMP for IPv4 (RFC 792). */
  public static final int ICMP = 1;

  /** IPv4 in IP (RFC 2003). */
  public static final int IPV4 = 4;

  /** TCP (RFC 9293). */
  public static final int TCP = 6;

  /** UDP (RFC 768). */
  public static final int UDP = 17;

  /** IPv6 in IP (RFC 4213). */
  public static final int IPV6 = 41;

  /** IPv6 routing header (RFC 8200 section 4.4). */
  public static final int ROUTING = 43;

  /** IPv6 fragment header (RFC 8200 section 4.5). */
  public static final int FRAGMENT = 44;

  /** Generic Routing Encapsulation (RFC 2784). */
  public static final int GRE = 47;

  /** Encapsulating Security Payload (RFC 4303): what follows cannot be read. */
  public static final int ESP = 50;

  /** Authentication Header (RFC 4302): what follows can be read. */
  public static final int AUTHENTICATION = 51;

  /** ICMP for IPv6 (RFC 4443). */
  public static final int ICMPV6 = 58;

  /** No next header (RFC 8200 section 4.7). */
  public static final int NONE = 59;

  /** IPv6 destination options (RFC 8200 section 4.6). */
  public static final int DESTINATION_OPTIONS = 60;

  /** Ethernet in IP (RFC 3378). */
  public static final int ETHERNET = 97;

  /** Mobility header (RFC 6275 section 6.1). */
  public static final int MOBILITY = 135;

  /** MPLS in IP (RFC 4023). */
  public static final int MPLS = 137;

  /** Host Identity Protocol (RFC 7401). */
  public static final int HIP = 139;

  /** Shim6 (RFC 5533). */
  public static final int SHIM6 = 140;

  private IpProtocol() {}

  /**
   * Whether a next header number means an IPv6 extension header that can be stepped over.
   *
   * @param protocol the number, 0 to 255.
   * @return true for what {@link Ipv6ExtensionFlyweight} reads.
   */
  public static boolean isIpv6Extension(final int protocol) {
    return switch (protocol) {
      case HOP_BY_HOP,
          ROUTING,
          FRAGMENT,
          AUTHENTICATION,
          DESTINATION_OPTIONS,
          MOBILITY,
          HIP,
          SHIM6 ->
          true;
      default -> false;
    };
  }
}
