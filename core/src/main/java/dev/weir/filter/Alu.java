package dev.weir.filter;

/** Arithmetic and comparisons of the filter machine: 32 bits, unsigned, wrapping. */
final class Alu {
  private Alu() {}

  /**
   * Computes.
   *
   * @param operation arithmetic with a constant, except {@link Operation#NEGATE}.
   */
  static int compute(final Operation operation, final int a, final int b) throws FilterException {
    return switch (operation) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> {
        refuseZero(b, "division by zero");
        yield Integer.divideUnsigned(a, b);
      }
      case MODULO -> {
        refuseZero(b, "modulus by zero");
        yield Integer.remainderUnsigned(a, b);
      }
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHIFT_LEFT -> shiftLeft(a, b);
      case SHIFT_RIGHT -> shiftRight(a, b);
      default -> throw new IllegalArgumentException(operation + " is no arithmetic");
    };
  }

  private static void refuseZero(final int divisor, final String message) throws FilterException {
    if (divisor == 0) {
      throw new FilterException(message);
    }
  }

  /** Nothing is left after 32 bits or more. */
  static int shiftLeft(final int a, final int bits) {
    return Integer.compareUnsigned(bits, 31) > 0 ? 0 : a << bits;
  }

  /** Nothing is left after 32 bits or more. */
  static int shiftRight(final int a, final int bits) {
    return Integer.compareUnsigned(bits, 31) > 0 ? 0 : a >>> bits;
  }

  /** Whether a branch's comparison holds. */
  static boolean holds(final Operation branch, final int a, final int b) {
    return switch (branch) {
      case IF_EQUAL, IF_EQUAL_X -> a == b;
      case IF_ABOVE, IF_ABOVE_X -> Integer.compareUnsigned(a, b) > 0;
      case IF_ABOVE_OR_EQUAL, IF_ABOVE_OR_EQUAL_X -> Integer.compareUnsigned(a, b) >= 0;
      case IF_ANY_BIT, IF_ANY_BIT_X -> (a & b) != 0;
      default -> throw new IllegalArgumentException(branch + " is no branch");
    };
  }
}
