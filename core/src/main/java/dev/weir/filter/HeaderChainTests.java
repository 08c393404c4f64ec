package dev.weir.filter;

import static dev.weir.filter.Tests.equal;

import dev.weir.filter.Qualifiers.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * Transport tests for the innermost IP packet, as users of libpcap wish they were: a protocol is
 * found behind extension headers, and bytes of its header can be read behind IPv6 too.
 *
 * <p>The packet begins with its IP header.
 */
final class HeaderChainTests implements TransportTests {
  private final LinkTests link;

  HeaderChainTests(final LinkTests link) {
    this.link = link;
  }

  @Override
  public Condition protocol(final int number, final Protocol over) throws FilterException {
    final Condition found = equal(List.of(new Step(Operation.FIND_PROTOCOL, number)), 1);
    return over == null ? found : link.carries(over).and(found);
  }

  @Override
  public Condition protocolChain(final int number, final Protocol over) throws FilterException {
    return protocol(number, over);
  }

  @Override
  public Condition ports(final Protocol protocol, final Direction direction, final Ports ports)
      throws FilterException {
    final Condition carried =
        protocol != null
            ? protocol(protocol.number(), null)
            : protocol(Protocol.TCP.number(), null)
                .or(protocol(Protocol.UDP.number(), null))
                .or(protocol(Protocol.SCTP.number(), null));
    final Condition source = ports.test(port(0));
    final Condition destination = ports.test(port(2));
    final Condition test =
        switch (direction) {
          case SOURCE -> source;
          case DESTINATION -> destination;
          case BOTH -> source.and(destination);
          case EITHER, UNSAID -> source.or(destination);
        };
    return carried.and(firstFragment()).and(test);
  }

  private static List<Step> port(final int offset) {
    return List.of(
        new Step(Operation.LOAD_X_TRANSPORT), new Step(Operation.LOAD_HALF_INDEXED, offset));
  }

  private static Condition firstFragment() {
    return equal(List.of(new Step(Operation.LATER_FRAGMENT)), 0);
  }

  @Override
  public Condition guard(final Protocol protocol, final Condition index) throws FilterException {
    return Loads.guarded(index, protocol(protocol.number(), null).and(firstFragment()));
  }

  @Override
  public List<Step> load(final Protocol protocol, final int index, final int size) {
    final List<Step> steps = new ArrayList<>();
    steps.add(new Step(Operation.LOAD_X_TRANSPORT));
    steps.add(new Step(Operation.LOAD_MEMORY, index));
    steps.add(new Step(Operation.ADD_X));
    steps.add(new Step(Operation.A_TO_X));
    steps.add(new Step(Operation.loadIndexed(size), 0));
    return steps;
  }
}
