package dev.weir.filter;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program as composed objects, one an instruction: the rival of {@link GeneratedCode}, kept here
 * since it lost. For programs that use no memory and have no loops, as those of real filters.
 */
final class ComposedFilter {
  private ComposedFilter() {}

  /** One instruction and all that follow it. */
  private interface Node {
    boolean run(UnsafeBuffer packet, int captured, int original, int a, int x);
  }

  static PacketFilter of(final Program program) {
    final Node[] nodes = new Node[program.length()];
    for (int i = nodes.length - 1; i >= 0; i--) {
      nodes[i] = node(program, i, nodes);
    }
    final Node first = nodes[0];
    return (packet, captured, original) -> first.run(packet, captured, original, 0, 0);
  }

  private static Node node(final Program program, final int at, final Node[] nodes) {
    final Operation operation = program.operations()[at];
    final int k = program.operands()[at];
    if (operation == Operation.RETURN) {
      final boolean accept = k != 0;
      return (p, c, o, a, x) -> accept;
    }
    if (operation.isBranch()) {
      final Node ifTrue = nodes[at + 1 + program.ifTrue()[at]];
      final Node ifFalse = nodes[at + 1 + program.ifFalse()[at]];
      return branch(operation, k, ifTrue, ifFalse);
    }
    final Node next = nodes[at + 1];
    return operation.isArithmetic() ? arithmetic(operation, k, next) : load(operation, k, next);
  }

  private static Node branch(
      final Operation operation, final int k, final Node ifTrue, final Node ifFalse) {
    return switch (operation) {
      case IF_EQUAL -> (p, c, o, a, x) -> (a == k ? ifTrue : ifFalse).run(p, c, o, a, x);
      case IF_ANY_BIT -> (p, c, o, a, x) -> ((a & k) != 0 ? ifTrue : ifFalse).run(p, c, o, a, x);
      case IF_EQUAL_X -> (p, c, o, a, x) -> (a == x ? ifTrue : ifFalse).run(p, c, o, a, x);
      case IF_ABOVE ->
          (p, c, o, a, x) ->
              (Integer.compareUnsigned(a, k) > 0 ? ifTrue : ifFalse).run(p, c, o, a, x);
      case IF_ABOVE_OR_EQUAL ->
          (p, c, o, a, x) ->
              (Integer.compareUnsigned(a, k) >= 0 ? ifTrue : ifFalse).run(p, c, o, a, x);
      default -> throw new IllegalArgumentException("not composed: " + operation);
    };
  }

  private static Node arithmetic(final Operation operation, final int k, final Node next) {
    return switch (operation) {
      case ADD -> (p, c, o, a, x) -> next.run(p, c, o, a + k, x);
      case ADD_X -> (p, c, o, a, x) -> next.run(p, c, o, a + x, x);
      case AND -> (p, c, o, a, x) -> next.run(p, c, o, a & k, x);
      case SHIFT_LEFT -> (p, c, o, a, x) -> next.run(p, c, o, a << k, x);
      case SHIFT_RIGHT -> (p, c, o, a, x) -> next.run(p, c, o, a >>> k, x);
      default -> throw new IllegalArgumentException("not composed: " + operation);
    };
  }

  private static Node load(final Operation operation, final int k, final Node next) {
    return switch (operation) {
      case LOAD_BYTE -> (p, c, o, a, x) -> c > k && next.run(p, c, o, p.getByte(k) & 0xff, x);
      case LOAD_HALF -> (p, c, o, a, x) -> c >= k + 2 && next.run(p, c, o, half(p, k), x);
      case LOAD_WORD -> (p, c, o, a, x) -> c >= k + 4 && next.run(p, c, o, word(p, k), x);
      case LOAD_BYTE_INDEXED ->
          (p, c, o, a, x) -> fits(x, k, 1, c) && next.run(p, c, o, p.getByte(x + k) & 0xff, x);
      case LOAD_HALF_INDEXED ->
          (p, c, o, a, x) -> fits(x, k, 2, c) && next.run(p, c, o, half(p, x + k), x);
      case LOAD_WORD_INDEXED ->
          (p, c, o, a, x) -> fits(x, k, 4, c) && next.run(p, c, o, word(p, x + k), x);
      case LOAD_X_HEADER_LENGTH ->
          (p, c, o, a, x) -> c > k && next.run(p, c, o, a, (p.getByte(k) & 0x0f) << 2);
      case LOAD_LENGTH -> (p, c, o, a, x) -> next.run(p, c, o, o, x);
      case A_TO_X -> (p, c, o, a, x) -> next.run(p, c, o, a, a);
      case X_TO_A -> (p, c, o, a, x) -> next.run(p, c, o, x, x);
      default -> throw new IllegalArgumentException("not composed: " + operation);
    };
  }

  private static boolean fits(final int x, final int k, final int size, final int captured) {
    return captured >= k + size && Integer.compareUnsigned(x, captured - k - size) <= 0;
  }

  private static int half(final UnsafeBuffer packet, final int at) {
    return packet.getShort(at, ByteOrder.BIG_ENDIAN) & 0xffff;
  }

  private static int word(final UnsafeBuffer packet, final int at) {
    return packet.getInt(at, ByteOrder.BIG_ENDIAN);
  }
}
