package dev.weir.capture;

import java.util.List;

/** What a capture may be written as. */
public enum CaptureFormat {
  /** Classic pcap with microseconds: what every program reads. One link type. */
  PCAP,

  /** Classic pcap with nanoseconds. One link type. */
  PCAP_NANOSECONDS,

  /** The format in which every packet may come from an interface of another kind. */
  PCAPNG;

  /**
   * Which format keeps the packets of some interfaces as they are: the plainest that does.
   *
   * @param interfaces all interfaces of the packets.
   * @return {@link #PCAPNG} where link types or FCS lengths differ; {@link #PCAP_NANOSECONDS} where
   *     times are finer than a microsecond; otherwise {@link #PCAP}.
   */
  public static CaptureFormat neededFor(final List<CaptureInterface> interfaces) {
    boolean nanoseconds = false;
    for (final CaptureInterface one : interfaces) {
      if (linkTypeWord(one) != linkTypeWord(interfaces.getFirst())) {
        return PCAPNG;
      }
      nanoseconds |= one.nanosecondPrecision();
    }
    return nanoseconds ? PCAP_NANOSECONDS : PCAP;
  }

  /** The last field of a classic header for an interface, as libpcap would write it. */
  static int linkTypeWord(final CaptureInterface of) {
    return of.linkTypeFlags() | writtenLinkType(of.linkType());
  }

  /**
   * libpcap knows a few link types by two numbers, one of which differs between systems; it writes
   * the other. Source: libpcap 1.10.3, pcap-common.c.
   */
  private static int writtenLinkType(final int linkType) {
    return switch (linkType) {
      case 11 -> 100; // ATM_RFC1483
      case LinkType.RAW_BSD -> LinkType.RAW;
      case 15 -> 102; // SLIP_BSDOS
      case 16 -> 103; // PPP_BSDOS
      case 19 -> 106; // ATM_CLIP
      default -> linkType;
    };
  }
}
