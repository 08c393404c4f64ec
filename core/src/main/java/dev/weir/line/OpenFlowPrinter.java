package dev.weir.line;

/** The headers of OpenFlow's messages; what is in the messages of 1.0 and 1.3 is not decoded. */
final class OpenFlowPrinter {
  private static final int HEADER_LENGTH = 8;
  private static final int VERSION_1_0 = 1;
  private static final int VERSION_1_3 = 4;
  private static final int LAST_VERSION = 6;

  /** Of a message's body: any length is good. */
  private static final int ANY = 0;

  /** Names, and how long the body has to be: just so long, or, below 0, at least so long. */
  private static final String[] NAMES_1_0 = {
    "HELLO",
    "ERROR",
    "ECHO_REQUEST",
    "ECHO_REPLY",
    "VENDOR",
    "FEATURES_REQUEST",
    "FEATURES_REPLY",
    "GET_CONFIG_REQUEST",
    "GET_CONFIG_REPLY",
    "SET_CONFIG",
    "PACKET_IN",
    "FLOW_REMOVED",
    "PORT_STATUS",
    "PACKET_OUT",
    "FLOW_MOD",
    "PORT_MOD",
    "STATS_REQUEST",
    "STATS_REPLY",
    "BARRIER_REQUEST",
    "BARRIER_REPLY",
    "QUEUE_GET_CONFIG_REQUEST",
    "QUEUE_GET_CONFIG_REPLY"
  };

  private static final int NONE = Integer.MAX_VALUE;
  private static final int[] LENGTHS_1_0 = {
    ANY, -4, ANY, ANY, -4, NONE, -24, NONE, 4, 4, -10, 80, 56, -8, -64, 24, -4, -4, NONE, NONE, 4,
    -8
  };
  private static final String[] NAMES_1_3 = {
    "HELLO",
    "ERROR",
    "ECHO_REQUEST",
    "ECHO_REPLY",
    "EXPERIMENTER",
    "FEATURES_REQUEST",
    "FEATURES_REPLY",
    "GET_CONFIG_REQUEST",
    "GET_CONFIG_REPLY",
    "SET_CONFIG",
    "PACKET_IN",
    "FLOW_REMOVED",
    "PORT_STATUS",
    "PACKET_OUT",
    "FLOW_MOD",
    "GROUP_MOD",
    "PORT_MOD",
    "TABLE_MOD",
    "MULTIPART_REQUEST",
    "MULTIPART_REPLY",
    "BARRIER_REQUEST",
    "BARRIER_REPLY",
    "QUEUE_GET_CONFIG_REQUEST",
    "QUEUE_GET_CONFIG_REPLY",
    "ROLE_REQUEST",
    "ROLE_REPLY",
    "GET_ASYNC_REQUEST",
    "GET_ASYNC_REPLY",
    "SET_ASYNC",
    "METER_MOD"
  };
  private static final int[] LENGTHS_1_3 = {
    ANY, -4, ANY, ANY, -8, NONE, 24, NONE, 4, 4, ANY, ANY, 72, ANY, ANY, ANY, 32, 8, ANY, ANY, NONE,
    NONE, 8, ANY, 16, 16, NONE, 24, 24, ANY
  };

  private final Printout out;

  OpenFlowPrinter(final Printout out) {
    this.out = out;
  }

  /** Prints the messages of a segment, which is taken to begin with one. */
  void print(final int at, final int length) {
    out.protocol = "openflow";
    out.ascii(": OpenFlow");
    final int end = at + length;
    int p = at;
    while (p < end) {
      final int body = header(p, end);
      if (body < 0) {
        return;
      }
      p += HEADER_LENGTH;
      out.need(p, body);
      if (body > end - p) {
        return;
      }
      p += body;
    }
  }

  /** Prints a message's header; returns how long its body is, -1 where nothing else follows. */
  private int header(final int at, final int end) {
    final int left = end - at;
    final int version = out.u8(at);
    out.ascii("\n\tversion ");
    if (version >= VERSION_1_0 && version <= LAST_VERSION) {
      out.ascii("1.").unsigned(version - 1);
    } else {
      out.ascii("unknown (0x").hexFixed(version, 2).ascii(")");
    }
    if (left < 2) {
      return partial(at + 1, end);
    }
    final int type = out.u8(at + 1);
    final String[] names = version == VERSION_1_0 ? NAMES_1_0 : NAMES_1_3;
    final boolean known = (version == VERSION_1_0 || version == VERSION_1_3) && type < names.length;
    out.ascii(", type ");
    if (known) {
      out.ascii(names[type]);
    } else {
      out.ascii("unknown (0x").hexFixed(type, 2).ascii(")");
    }
    if (left < 4) {
      return partial(at + 2, end);
    }
    final int length = out.u16(at + 2);
    out.ascii(", length ").unsigned(length);
    out.ascii(length < HEADER_LENGTH ? " (too short!)" : "");
    if (left < HEADER_LENGTH) {
      return partial(at + 4, end);
    }
    final int identity = out.u32(at + 4);
    out.ascii(", xid 0x").hexFixed(identity, 8);
    final int body = length - HEADER_LENGTH;
    if (body < 0) {
      out.invalid();
      out.need(at + HEADER_LENGTH, end - at - HEADER_LENGTH);
      return -1;
    }
    final int[] lengths = version == VERSION_1_0 ? LENGTHS_1_0 : LENGTHS_1_3;
    if (known && !isGood(lengths[type], body)) {
      out.invalid();
    }
    return body;
  }

  private static boolean isGood(final int wanted, final int body) {
    return switch (wanted) {
      case ANY -> true;
      case NONE -> body == 0;
      default -> wanted < 0 ? body >= -wanted : body == wanted;
    };
  }

  private int partial(final int at, final int end) {
    out.ascii(" (end of TCP payload)");
    out.need(at, end - at);
    return -1;
  }
}
