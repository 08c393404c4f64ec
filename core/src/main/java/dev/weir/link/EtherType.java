package dev.weir.link;

/**
 * Numbers of the EtherType field that the decoder acts on.
 *
 * <p>Source: IANA, IEEE 802 Numbers.
 */
public final class EtherType {
  /** Below this the field is not a type but the length of an 802.3 frame. */
  public static final int MIN_TYPE = 0x0600;

  /** IPv4 (RFC 894). */
  public static final int IPV4 = 0x0800;

  /** Address resolution (RFC 826). */
  public static final int ARP = 0x0806;

  /** Ethernet within something else, as GRE and GENEVE name it (RFC 1701). */
  public static final int TRANSPARENT_ETHERNET = 0x6558;

  /** VLAN tag (IEEE 802.1Q). */
  public static final int VLAN = 0x8100;

  /** IPv6 (RFC 2464). */
  public static final int IPV6 = 0x86DD;

  /** PPP, as PPTP's GRE names it (RFC 2637 section 4.1). */
  public static final int PPP = 0x880B;

  /** MPLS labels (RFC 5332). */
  public static final int MPLS = 0x8847;

  /** MPLS labels, the second number (RFC 5332). */
  public static final int MPLS_UPSTREAM = 0x8848;

  /** PPPoE discovery (RFC 2516): carries no packets. */
  public static final int PPPOE_DISCOVERY = 0x8863;

  /** PPPoE session (RFC 2516). */
  public static final int PPPOE_SESSION = 0x8864;

  /** Service VLAN tag (IEEE 802.1ad). */
  public static final int SERVICE_VLAN = 0x88A8;

  /** Backbone service instance tag, MAC in MAC (IEEE 802.1ah). */
  public static final int SERVICE_INSTANCE = 0x88E7;

  /** Cisco FabricPath. */
  public static final int FABRIC_PATH = 0x8903;

  /** Cisco VN-Tag. */
  public static final int VN_TAG = 0x8926;

  /** Bridge port extension tag, E-tag (IEEE 802.1BR). */
  public static final int PORT_EXTENSION = 0x893F;

  /** VLAN tag, as vendors numbered the outer one before 802.1ad. */
  public static final int OUTER_VLAN_9100 = 0x9100;

  /** VLAN tag, as vendors numbered the outer one before 802.1ad. */
  public static final int OUTER_VLAN_9200 = 0x9200;

  /** VLAN tag, as vendors numbered the outer one before 802.1ad. */
  public static final int OUTER_VLAN_9300 = 0x9300;

  private EtherType() {}

  /**
   * Whether a number announces a VLAN tag.
   *
   * @param type the number, 0 to 65535.
   * @return true where {@link VlanTagFlyweight} reads what follows.
   */
  public static boolean isVlan(final int type) {
    return switch (type) {
      case VLAN, SERVICE_VLAN, OUTER_VLAN_9100, OUTER_VLAN_9200, OUTER_VLAN_9300 -> true;
      default -> false;
    };
  }
}
