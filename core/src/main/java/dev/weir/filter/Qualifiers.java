package dev.weir.filter;

/**
 * What an address, port or protocol number is to be compared with. An identifier without qualifiers
 * of its own inherits the last ones before it.
 *
 * @param protocol the protocol named, or null if none was.
 * @param direction which end of the packet.
 * @param type what the identifier stands for.
 */
record Qualifiers(Protocol protocol, Direction direction, Type type) {
  /** Which of the two ends of a packet is meant. */
  enum Direction {
    /** Not said, which means {@link #EITHER} except where a direction makes no sense. */
    UNSAID,
    SOURCE,
    DESTINATION,
    EITHER,
    BOTH
  }

  /** What an identifier stands for. */
  enum Type {
    /** Not said, which means {@link #HOST}. */
    UNSAID("host"),
    HOST("host"),
    NET("net"),
    PORT("port"),
    PORT_RANGE("portrange"),
    PROTO("proto"),
    PROTO_CHAIN("protochain");

    private final String keyword;

    Type(final String keyword) {
      this.keyword = keyword;
    }

    String keyword() {
      return keyword;
    }
  }
}
