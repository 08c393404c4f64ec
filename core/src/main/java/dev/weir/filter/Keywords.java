package dev.weir.filter;

import java.util.HashMap;
import java.util.Map;

/** The reserved words of the language, lower case only. */
final class Keywords {
  private static final Map<String, TokenKind> KINDS = new HashMap<>();
  private static final Map<String, Protocol> PROTOCOLS = new HashMap<>();
  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  static {
    kinds();
    protocols();
    otherLinkTypes();
    icmp();
    icmp6();
    tcp();
  }

  private Keywords() {}

  /** What kind of token a word is; {@link TokenKind#NAME} if it is not reserved. */
  static TokenKind kindOf(final String word) {
    return KINDS.getOrDefault(word, TokenKind.NAME);
  }

  static Protocol protocolOf(final String word) {
    return PROTOCOLS.get(word);
  }

  /** The value of a named constant such as {@code tcp-syn}. */
  static int numberOf(final String word) {
    return NUMBERS.get(word);
  }

  private static void kinds() {
    all(TokenKind.SOURCE, "src");
    all(TokenKind.DESTINATION, "dst");
    all(TokenKind.HOST, "host");
    all(TokenKind.NET, "net");
    all(TokenKind.MASK, "mask");
    all(TokenKind.PORT, "port");
    all(TokenKind.PORT_RANGE, "portrange");
    all(TokenKind.PROTO, "proto");
    all(TokenKind.PROTO_CHAIN, "protochain");
    all(TokenKind.BROADCAST, "broadcast");
    all(TokenKind.MULTICAST, "multicast");
    all(TokenKind.LESS, "less");
    all(TokenKind.GREATER, "greater");
    all(TokenKind.LENGTH, "len", "length");
    all(TokenKind.INBOUND, "inbound");
    all(TokenKind.OUTBOUND, "outbound");
    all(TokenKind.INTERFACE_INDEX, "ifindex");
    all(TokenKind.VLAN, "vlan");
    all(TokenKind.MPLS, "mpls");
    all(TokenKind.PPPOE_DISCOVERY, "pppoed");
    all(TokenKind.PPPOE_SESSION, "pppoes");
    all(TokenKind.GENEVE, "geneve");
    all(TokenKind.LLC, "llc");
    all(TokenKind.AND, "and");
    all(TokenKind.OR, "or");
    all(TokenKind.NOT, "not");
    all(TokenKind.UNSUPPORTED, "gateway", "byte", "decnet", "lat", "sca", "moprc", "mopdl");
    all(TokenKind.UNSUPPORTED, "iso", "esis", "es-is", "isis", "is-is", "l1", "l2", "iih", "lsp");
    all(TokenKind.UNSUPPORTED, "snp", "csnp", "psnp", "clnp", "stp", "ipx", "netbeui", "atalk");
    all(TokenKind.UNSUPPORTED, "aarp");
  }

  private static void protocols() {
    for (final Protocol protocol : Protocol.values()) {
      protocol(protocol.keyword(), protocol);
    }
    for (final String word : new String[] {"ether", "ppp", "slip", "fddi", "tr", "wlan"}) {
      protocol(word, Protocol.LINK);
    }
  }

  private static void protocol(final String word, final Protocol protocol) {
    KINDS.put(word, TokenKind.PROTOCOL);
    PROTOCOLS.put(word, protocol);
  }

  private static void otherLinkTypes() {
    all(TokenKind.ELSEWHERE, "type", "subtype", "dir", "direction", "ra", "ta", "radio");
    all(TokenKind.ELSEWHERE, "addr1", "addr2", "addr3", "addr4");
    all(TokenKind.ELSEWHERE, "address1", "address2", "address3", "address4");
    all(TokenKind.ELSEWHERE, "on", "ifname", "rset", "ruleset", "rnr", "rulenum", "srnr");
    all(TokenKind.ELSEWHERE, "subrulenum", "reason", "action");
    all(TokenKind.ELSEWHERE, "vpi", "vci", "lane", "oam", "oamf4", "oamf4ec", "oamf4sc", "sc");
    all(TokenKind.ELSEWHERE, "ilmic", "metac", "bcc", "connectmsg", "metaconnect");
    all(TokenKind.ELSEWHERE, "fisu", "lssu", "lsu", "msu", "hfisu", "hlssu", "hmsu");
    all(TokenKind.ELSEWHERE, "sio", "opc", "dpc", "sls", "hsio", "hopc", "hdpc", "hsls");
  }

  /** Why a word has no meaning on any link type that Weir filters. */
  static String elsewhere(final String word) {
    return switch (word) {
      case "type", "subtype" -> "802.11 link-layer types supported only on 802.11";
      case "dir", "direction" -> "frame direction supported only with 802.11 headers";
      case "ra", "ta" -> "'" + word + "' is only supported on 802.11 with 802.11 headers";
      case "addr1", "addr2", "addr3", "addr4", "address1", "address2", "address3", "address4" -> {
        final char number = word.charAt(word.length() - 1);
        yield "'addr%c' and 'address%c' are only supported on 802.11 with 802.11 headers"
            .formatted(number, number);
      }
      case "radio" -> "radio information not present in capture";
      case "on", "ifname" -> "ifname supported only on PF linktype";
      case "rset", "ruleset" -> "ruleset supported only on PF linktype";
      case "rnr", "rulenum" -> "rnr supported only on PF linktype";
      case "srnr", "subrulenum" -> "srnr supported only on PF linktype";
      case "reason", "action" -> word + " supported only on PF linktype";
      case "fisu", "lssu", "lsu", "msu", "hfisu", "hlssu", "hmsu" ->
          "'" + word + "' supported only on MTP2";
      case "sio", "opc", "dpc", "sls", "hsio", "hopc", "hdpc", "hsls" ->
          "'" + word + "' supported only on SS7";
      default -> "'" + word + "' supported only on raw ATM";
    };
  }

  private static void icmp() {
    number("icmptype", 0);
    number("icmpcode", 1);
    number("icmp-echoreply", 0);
    number("icmp-unreach", 3);
    number("icmp-sourcequench", 4);
    number("icmp-redirect", 5);
    number("icmp-echo", 8);
    number("icmp-routeradvert", 9);
    number("icmp-routersolicit", 10);
    number("icmp-timxceed", 11);
    number("icmp-paramprob", 12);
    number("icmp-tstamp", 13);
    number("icmp-tstampreply", 14);
    number("icmp-ireq", 15);
    number("icmp-ireqreply", 16);
    number("icmp-maskreq", 17);
    number("icmp-maskreply", 18);
  }

  private static void icmp6() {
    number("icmp6type", 0);
    number("icmp6code", 1);
    number("icmp6-destinationunreach", 1);
    number("icmp6-packettoobig", 2);
    number("icmp6-timeexceeded", 3);
    number("icmp6-parameterproblem", 4);
    number("icmp6-echo", 128);
    number("icmp6-echoreply", 129);
    number("icmp6-multicastlistenerquery", 130);
    number("icmp6-multicastlistenerreportv1", 131);
    number("icmp6-multicastlistenerdone", 132);
    number("icmp6-routersolicit", 133);
    number("icmp6-routeradvert", 134);
    number("icmp6-neighborsolicit", 135);
    number("icmp6-neighboradvert", 136);
    number("icmp6-redirect", 137);
    number("icmp6-routerrenum", 138);
    number("icmp6-nodeinformationquery", 139);
    number("icmp6-nodeinformationresponse", 140);
    number("icmp6-ineighbordiscoverysolicit", 141);
    number("icmp6-ineighbordiscoveryadvert", 142);
    number("icmp6-multicastlistenerreportv2", 143);
    number("icmp6-homeagentdiscoveryrequest", 144);
    number("icmp6-homeagentdiscoveryreply", 145);
    number("icmp6-mobileprefixsolicit", 146);
    number("icmp6-mobileprefixadvert", 147);
    number("icmp6-certpathsolicit", 148);
    number("icmp6-certpathadvert", 149);
    number("icmp6-multicastrouteradvert", 151);
    number("icmp6-multicastroutersolicit", 152);
    number("icmp6-multicastrouterterm", 153);
  }

  private static void tcp() {
    number("tcpflags", 13);
    number("tcp-fin", 0x01);
    number("tcp-syn", 0x02);
    number("tcp-rst", 0x04);
    number("tcp-push", 0x08);
    number("tcp-ack", 0x10);
    number("tcp-urg", 0x20);
    number("tcp-ece", 0x40);
    number("tcp-cwr", 0x80);
  }

  private static void number(final String word, final int value) {
    KINDS.put(word, TokenKind.NUMBER);
    NUMBERS.put(word, value);
  }

  private static void all(final TokenKind kind, final String... words) {
    for (final String word : words) {
      KINDS.put(word, kind);
    }
  }
}
