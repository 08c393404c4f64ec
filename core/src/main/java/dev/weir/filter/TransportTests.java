package dev.weir.filter;

import dev.weir.filter.Qualifiers.Direction;
import java.util.List;

/**
 * Tests of what IP carries. How far they see is the difference between libpcap's meaning, {@link
 * FirstHeaderTests}, and that of filters on the innermost packet, {@link HeaderChainTests}.
 */
interface TransportTests {
  /**
   * A test for a protocol on IP.
   *
   * @param number the protocol number.
   * @param over {@link Protocol#IP}, {@link Protocol#IP6}, or null for either.
   */
  Condition protocol(int number, Protocol over) throws FilterException;

  /** The same, behind whatever extension headers. */
  Condition protocolChain(int number, Protocol over) throws FilterException;

  /**
   * A test for ports.
   *
   * @param protocol TCP, UDP or SCTP, or null for any of them.
   * @param ports which.
   */
  Condition ports(Protocol protocol, Direction direction, Ports ports) throws FilterException;

  /**
   * What has to hold for a load from a header of this protocol to make sense.
   *
   * @param index what has to hold for its index to make sense, or null.
   */
  Condition guard(Protocol protocol, Condition index) throws FilterException;

  /**
   * Steps that load from a transport header.
   *
   * @param index the memory word that holds the index.
   * @param size bytes to load.
   */
  List<Step> load(Protocol protocol, int index, int size);

  /**
   * Port numbers.
   *
   * @param low the least, 0 to 65535.
   * @param high the greatest; the same for a single port.
   * @param range whether it was written as a range.
   */
  record Ports(int low, int high, boolean range) {
    static Ports single(final int port) {
      return new Ports(port, port, false);
    }

    static Ports range(final int one, final int other) {
      return new Ports(Math.min(one, other), Math.max(one, other), true);
    }

    /** The test of one port that the steps load. */
    Condition test(final List<Step> load) {
      return range
          ? Tests.atLeast(load, low).and(Tests.atMost(load, high))
          : Tests.equal(load, low);
    }
  }
}
