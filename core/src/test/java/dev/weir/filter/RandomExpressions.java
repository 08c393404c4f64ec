package dev.weir.filter;

import java.util.Random;

/** Makes expressions by the grammar, with hosts and ports that {@link SamplePackets} has. */
final class RandomExpressions {
  private static final String[] HOSTS = {
    "10.1.2.3", "10.1.2.4", "fe80::1", "2001:db8::2", "10.1.2", "192.0.2.1"
  };
  private static final String[] PORTS = {"80", "40000", "22", "53", "0", "http", "ssh", "6081"};
  private static final String[] NUMBERS = {
    "0",
    "1",
    "2",
    "6",
    "13",
    "17",
    "20",
    "40",
    "64",
    "80",
    "0xf",
    "0xf0",
    "0x1fff",
    "0xffff",
    "0xffffffff",
    "0x80000000",
    "200",
    "tcp-syn",
    "tcpflags"
  };
  private static final String[] PROTOCOLS = {
    "tcp", "udp", "ip", "ip6", "arp", "icmp", "icmp6", "sctp", "rarp", "igmp", "ah", "esp"
  };
  private static final String[] ENCAPSULATIONS = {
    "vlan", "vlan 5", "mpls", "mpls 7", "pppoes", "pppoes 3", "pppoed", "geneve", "geneve 9"
  };
  private static final String[] LINK_WORDS = {
    "ether host 2:0:0:0:0:1",
    "ether src 2:0:0:0:0:2",
    "broadcast",
    "multicast",
    "ip multicast",
    "ip6 multicast",
    "ip broadcast",
    "link[0] = 2",
    "ether dst ff:ff:ff:ff:ff:ff",
    "llc",
    "llc i",
    "llc ui",
    "inbound",
    "outbound",
    "ifindex 2",
    "ether proto 0x42",
    "ether proto 0x86dd"
  };

  private final Random random;

  RandomExpressions(final long seed) {
    random = new Random(seed);
  }

  String next() {
    return expression(random.nextInt(5));
  }

  private String pick(final String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String expression(final int depth) {
    final int kind = random.nextInt(100);
    if (depth == 0 || kind < 25) {
      return primitive();
    } else if (kind < 37) {
      return pick("not ", "!") + expression(depth - 1);
    } else if (kind < 48) {
      return "(" + expression(depth - 1) + ")";
    } else if (kind < 58) {
      final String inherited = pick(pick(PORTS), pick(HOSTS), "(80 or 22)", "not 22");
      return expression(depth - 1) + pick(" or ", " and ") + inherited;
    }
    final String joint = pick(" and ", " or ", " and ", " or ", " && ", " || ");
    return expression(depth - 1) + joint + expression(depth - 1);
  }

  private String primitive() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> pick(PROTOCOLS);
      case 4, 5, 6 ->
          pick("", "src ", "dst ", "src and dst ", "ip ", "ip6 ", "arp ") + "host " + pick(HOSTS);
      case 7, 8 ->
          pick("", "src ", "dst ", "ip ")
              + pick("net 10", "net 10.1.0.0/16", "net 10.1.2", "net fe80::/10", "net ::/0")
              + pick("", " or net 192.0.2.0 mask 255.255.255.0");
      case 9, 10, 11, 12 ->
          pick("", "tcp ", "udp ", "sctp ")
              + pick("", "src ", "dst ", "src and dst ")
              + pick("port " + pick(PORTS), "portrange 1-1023", "portrange 90-80");
      case 13, 14, 15 ->
          arithmetic(random.nextInt(4))
              + pick(" = ", " != ", " < ", " > ", " <= ", " >= ")
              + arithmetic(random.nextInt(3));
      case 16 -> pick("ip proto ", "proto ", "ip6 proto ") + pick("6", "17", "44", "51", "\\udp");
      case 17 -> pick("greater ", "less ") + pick("0", "40", "60", "100", "1514");
      case 18 -> pick(pick(ENCAPSULATIONS), "protochain 6", "ip6 protochain 17");
      default -> pick(LINK_WORDS);
    };
  }

  private String arithmetic(final int depth) {
    final int kind = random.nextInt(100);
    if (depth == 0 || kind < 25) {
      return pick(pick(NUMBERS), "len", load(0));
    } else if (kind < 50) {
      return load(depth);
    } else if (kind < 60) {
      return "(" + arithmetic(depth - 1) + ")";
    } else if (kind < 65) {
      return "- " + arithmetic(depth - 1);
    }
    final String operator =
        pick(" + ", " - ", " * ", " / ", " % ", " & ", " | ", " ^ ", " << ", " >> ");
    return arithmetic(depth - 1) + operator + arithmetic(depth - 1);
  }

  private String load(final int depth) {
    final String index = depth == 0 ? pick(NUMBERS) : arithmetic(depth - 1);
    return pick("tcp", "tcp", "ip", "ip6", "udp", "icmp", "icmp6", "ether", "arp")
        + "["
        + index
        + pick("", ":1", ":2", ":4")
        + "]";
  }
}
