package dev.weir.filter;

import java.util.HashMap;
import java.util.Map;

/** The reserved words of the language, lower case only. */
final class Keywords {
  private static final Map<String, TokenKind> KINDS = new HashMap<>();
  private static final Map<String, Protocol> PROTOCOLS = new HashMap<>();
  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final Map<String, String> ELSEWHERE = new HashMap<>();

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

  /** Why a word has no meaning on any link type that Weir filters. */
  static String elsewhere(final String word) {
    return ELSEWHERE.get(word);
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
    elsewhere("802.11 link-layer types supported only on 802.11", "type", "subtype");
    elsewhere("frame direction supported only with 802.11 headers", "dir", "direction");
    for (int i = 1; i <= 4; i++) {
      elsewhere(
          "'addr" + i + "' and 'address" + i + "' are only supported on 802.11 with 802.11 headers",
          "addr" + i,
          "address" + i);
    }
    elsewhere("'ra' is only supported on 802.11 with 802.11 headers", "ra");
    elsewhere("'ta' is only supported on 802.11 with 802.11 headers", "ta");
    elsewhere("radio information not present in capture", "radio");
    elsewhere("ifname supported only on PF linktype", "on", "ifname");
    elsewhere("ruleset supported only on PF linktype", "rset", "ruleset");
    elsewhere("rnr supported only on PF linktype", "rnr", "rulenum");
    elsewhere("srnr supported only on PF linktype", "srnr", "subrulenum");
    elsewhere("reason supported only on PF linktype", "reason");
    elsewhere("action supported only on PF linktype", "action");
    for (final String word :
        "vpi vci lane oam oamf4 oamf4ec oamf4sc sc ilmic metac bcc connectmsg metaconnect"
            .split(" ")) {
      elsewhere("'" + word + "' supported only on raw ATM", word);
    }
    for (final String word : "fisu lssu lsu msu".split(" ")) {
      elsewhere("'" + word + "' supported only on MTP2", word);
    }
    for (final String word : "sio opc dpc sls hsio hopc hdpc hsls hfisu hlssu hmsu".split(" ")) {
      elsewhere("'" + word + "' supported only on SS7", word);
    }
  }

  private static void elsewhere(final String message, final String... words) {
    all(TokenKind.ELSEWHERE, words);
    for (final String word : words) {
      ELSEWHERE.put(word, message);
    }
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
