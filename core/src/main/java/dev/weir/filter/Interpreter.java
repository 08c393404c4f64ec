package dev.weir.filter;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a program instruction by instruction: slower than {@link GeneratedCode}, but ready at once,
 * and good for programs of any length.
 */
final class Interpreter implements PacketFilter {
  private static final long UNSIGNED = 0xffff_ffffL;

  /** What was to be read lies beyond the captured bytes. */
  private static final long OUTSIDE = HeaderChain.CUT;

  private final Operation[] operations;
  private final int[] operands;

  /** Where a branch leads, as instruction numbers. */
  private final int[] ifTrue;

  private final int[] ifFalse;
  private final boolean usesMemory;

  Interpreter(final Program program) {
    operations = program.operations();
    operands = program.operands();
    ifTrue = program.ifTrue().clone();
    ifFalse = program.ifFalse().clone();
    boolean memory = false;
    for (int i = 0; i < operations.length; i++) {
      ifTrue[i] += i + 1;
      ifFalse[i] += i + 1;
      if (operations[i] == Operation.JUMP) {
        ifTrue[i] = i + 1 + operands[i];
      }
      memory |= operations[i].usesMemory();
    }
    usesMemory = memory;
  }

  @Override
  public boolean matches(
      final UnsafeBuffer packet, final int capturedLength, final int originalLength) {
    final int[] memory = usesMemory ? new int[Registers.COUNT] : null;
    int a = 0;
    int x = 0;
    int at = 0;
    while (true) {
      final int operand = operands[at];
      switch (operations[at]) {
        case LOAD_WORD,
            LOAD_HALF,
            LOAD_BYTE,
            LOAD_WORD_INDEXED,
            LOAD_HALF_INDEXED,
            LOAD_BYTE_INDEXED,
            FIND_PROTOCOL,
            LATER_FRAGMENT -> {
          final long value = read(at, packet, capturedLength, x);
          if (value == OUTSIDE) {
            return false;
          }
          a = (int) value;
        }
        case LOAD_X_HEADER_LENGTH, LOAD_X_TRANSPORT -> {
          final long value = read(at, packet, capturedLength, x);
          if (value == OUTSIDE) {
            return false;
          }
          x = (int) value;
        }
        case LOAD_LENGTH -> a = originalLength;
        case LOAD_CONSTANT -> a = operand;
        case LOAD_X_CONSTANT -> x = operand;
        case LOAD_MEMORY -> a = memory[operand];
        case LOAD_X_MEMORY -> x = memory[operand];
        case STORE -> memory[operand] = a;
        case STORE_X -> memory[operand] = x;
        case A_TO_X -> x = a;
        case X_TO_A -> a = x;
        case RETURN -> {
          return operand != 0;
        }
        case DIVIDE_X, MODULO_X -> {
          if (x == 0) {
            return false;
          }
          a = arithmetic(operations[at], a, x);
        }
        default -> {
          if (operations[at].isArithmetic()) {
            a = arithmetic(operations[at], a, operations[at].usesX() ? x : operand);
          }
        }
      }
      at = next(at, a, x);
    }
  }

  private int next(final int at, final int a, final int x) {
    return switch (operations[at]) {
      case JUMP -> ifTrue[at];
      case IF_EQUAL -> a == operands[at] ? ifTrue[at] : ifFalse[at];
      case IF_ABOVE, IF_ABOVE_OR_EQUAL, IF_ANY_BIT ->
          Alu.holds(operations[at], a, operands[at]) ? ifTrue[at] : ifFalse[at];
      case IF_EQUAL_X, IF_ABOVE_X, IF_ABOVE_OR_EQUAL_X, IF_ANY_BIT_X ->
          Alu.holds(operations[at], a, x) ? ifTrue[at] : ifFalse[at];
      default -> at + 1;
    };
  }

  /** What an instruction reads from the packet, unsigned, or {@link #OUTSIDE}. */
  private long read(final int at, final UnsafeBuffer packet, final int captured, final int x) {
    final int operand = operands[at];
    return switch (operations[at]) {
      case LOAD_WORD -> load(packet, operand & UNSIGNED, 4, captured);
      case LOAD_HALF -> load(packet, operand & UNSIGNED, 2, captured);
      case LOAD_BYTE -> load(packet, operand & UNSIGNED, 1, captured);
      case LOAD_WORD_INDEXED -> load(packet, (operand & UNSIGNED) + (x & UNSIGNED), 4, captured);
      case LOAD_HALF_INDEXED -> load(packet, (operand & UNSIGNED) + (x & UNSIGNED), 2, captured);
      case LOAD_BYTE_INDEXED -> load(packet, (operand & UNSIGNED) + (x & UNSIGNED), 1, captured);
      case LOAD_X_HEADER_LENGTH -> {
        final long first = load(packet, operand & UNSIGNED, 1, captured);
        yield first == OUTSIDE ? OUTSIDE : (first & 0x0f) << 2;
      }
      case FIND_PROTOCOL -> HeaderChain.find(packet, captured, operand);
      case LATER_FRAGMENT -> HeaderChain.laterFragment(packet, captured);
      default -> HeaderChain.transport(packet, captured);
    };
  }

  private static long load(
      final UnsafeBuffer packet, final long index, final int size, final int captured) {
    if (index + size > captured) {
      return OUTSIDE;
    }
    final int at = (int) index;
    return switch (size) {
      case 1 -> packet.getByte(at) & 0xff;
      case 2 -> packet.getShort(at, ByteOrder.BIG_ENDIAN) & 0xffff;
      default -> packet.getInt(at, ByteOrder.BIG_ENDIAN) & UNSIGNED;
    };
  }

  private static int arithmetic(final Operation operation, final int a, final int b) {
    return switch (operation) {
      case ADD, ADD_X -> a + b;
      case SUBTRACT, SUBTRACT_X -> a - b;
      case MULTIPLY, MULTIPLY_X -> a * b;
      case DIVIDE, DIVIDE_X -> Integer.divideUnsigned(a, b);
      case MODULO, MODULO_X -> Integer.remainderUnsigned(a, b);
      case AND, AND_X -> a & b;
      case OR, OR_X -> a | b;
      case XOR, XOR_X -> a ^ b;
      case SHIFT_LEFT, SHIFT_LEFT_X -> Alu.shiftLeft(a, b);
      case SHIFT_RIGHT, SHIFT_RIGHT_X -> Alu.shiftRight(a, b);
      case NEGATE -> -a;
      default -> throw new IllegalStateException(operation + " is no arithmetic");
    };
  }
}
