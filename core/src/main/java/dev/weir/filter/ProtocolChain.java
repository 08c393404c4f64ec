package dev.weir.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code protochain}: walks from header to header until it finds the protocol or the last one.
 *
 * <p>The walk is libpcap's, including how it takes the length of an authentication header for the
 * place of the next one.
 */
final class ProtocolChain {
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int NO_NEXT_HEADER = 59;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int IPV6_LENGTH = 40;

  private final Layers layers;
  private final LinkTests link;

  ProtocolChain(final Layers layers, final LinkTests link) {
    this.layers = layers;
    this.link = link;
  }

  Condition test(final int number, final Protocol over) throws FilterException {
    final int register = layers.registers().take();
    if (over == null) {
      return test(number, Protocol.IP).or(test(number, Protocol.IP6));
    }
    layers.useLoops();
    if (layers.networkHeader().varies()) {
      throw new FilterException("'protochain' not supported with variable length headers");
    }
    final int header = layers.networkHeader().constant();
    final List<Step> walk =
        over == Protocol.IP ? ipv4(number, header, register) : ipv6(number, header, register);
    layers.registers().free(register);
    return link.carries(over).and(new Condition.Test(walk, Operation.IF_EQUAL, number));
  }

  private static List<Step> ipv4(final int number, final int header, final int register) {
    final List<Step> authentication = skipAuthentication(header, register);
    final List<Step> steps = new ArrayList<>();
    steps.add(new Step(Operation.LOAD_BYTE, header + 9));
    steps.add(new Step(Operation.LOAD_X_HEADER_LENGTH, header));
    final int start = steps.size();
    final int rest = authentication.size() + 1;
    steps.add(branch(number, rest + 3, 0));
    steps.add(branch(NO_NEXT_HEADER, rest + 2, 0));
    steps.add(new Step(Operation.ADD, 0));
    steps.add(branch(AUTHENTICATION, 0, rest));
    steps.addAll(authentication);
    finish(steps, start);
    return steps;
  }

  private static List<Step> ipv6(final int number, final int header, final int register) {
    final List<Step> option = skipOptions(header, register);
    final List<Step> authentication = skipAuthentication(header, register);
    final List<Step> steps = new ArrayList<>();
    steps.add(new Step(Operation.LOAD_BYTE, header + 6));
    steps.add(new Step(Operation.LOAD_X_CONSTANT, IPV6_LENGTH));
    final int start = steps.size();
    final int rest = authentication.size() + 1;
    final int behindOptions = option.size() + 1;
    final int end = behindOptions + 1 + rest;
    steps.add(branch(number, end + 5, 0));
    steps.add(branch(NO_NEXT_HEADER, end + 4, 0));
    steps.add(branch(HOP_BY_HOP, 3, 0));
    steps.add(branch(DESTINATION_OPTIONS, 2, 0));
    steps.add(branch(ROUTING, 1, 0));
    steps.add(branch(FRAGMENT, 0, behindOptions));
    steps.addAll(option);
    back(steps, start);
    steps.add(branch(AUTHENTICATION, 0, rest));
    steps.addAll(authentication);
    finish(steps, start);
    return steps;
  }

  private static Step branch(final int value, final int ifTrue, final int ifFalse) {
    return new Step(Operation.IF_EQUAL, value, ifTrue, ifFalse);
  }

  private static void back(final List<Step> steps, final int start) {
    steps.add(new Step(Operation.JUMP, start - steps.size() - 1));
  }

  private static void finish(final List<Step> steps, final int start) {
    back(steps, start);
    steps.add(new Step(Operation.ADD, 0));
  }

  /** The length byte counts units of eight bytes after the first eight. */
  private static List<Step> skipOptions(final int header, final int register) {
    return List.of(
        new Step(Operation.LOAD_BYTE_INDEXED, header),
        new Step(Operation.STORE, register),
        new Step(Operation.LOAD_BYTE_INDEXED, header + 1),
        new Step(Operation.ADD, 1),
        new Step(Operation.MULTIPLY, 8),
        new Step(Operation.ADD_X),
        new Step(Operation.A_TO_X),
        new Step(Operation.LOAD_MEMORY, register));
  }

  private static List<Step> skipAuthentication(final int header, final int register) {
    return List.of(
        new Step(Operation.X_TO_A),
        new Step(Operation.LOAD_BYTE_INDEXED, header),
        new Step(Operation.STORE, register),
        new Step(Operation.X_TO_A),
        new Step(Operation.ADD, 1),
        new Step(Operation.A_TO_X),
        new Step(Operation.LOAD_BYTE_INDEXED, header),
        new Step(Operation.ADD, 2),
        new Step(Operation.MULTIPLY, 4),
        new Step(Operation.A_TO_X),
        new Step(Operation.LOAD_MEMORY, register));
  }
}
