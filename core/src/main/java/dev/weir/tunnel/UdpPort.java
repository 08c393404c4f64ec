package dev.weir.tunnel;

/**
 * UDP ports of tunnels. A port is only a hint: what is behind it must look like the tunnel's header
 * and hold an IP packet.
 *
 * <p>Source: IANA, Service Name and Transport Protocol Port Number Registry.
 */
public final class UdpPort {
  /** GTP-U (3GPP TS 29.281 section 4.4.2). */
  public static final int GTP_USER = 2152;

  /** Teredo (RFC 4380 section 2.7). */
  public static final int TEREDO = 3544;

  /** GRE in UDP (RFC 8086 section 8). */
  public static final int GRE = 4754;

  /** VXLAN (RFC 7348 section 5). */
  public static final int VXLAN = 4789;

  /** AYIYA (draft-massar-v6ops-ayiya). */
  public static final int AYIYA = 5072;

  /** GENEVE (RFC 8926 section 3.3). */
  public static final int GENEVE = 6081;

  /** MPLS in UDP (RFC 7510 section 3). */
  public static final int MPLS = 6635;

  /** VXLAN as Linux took it before there was a number. */
  public static final int VXLAN_LINUX = 8472;

  private UdpPort() {}
}
