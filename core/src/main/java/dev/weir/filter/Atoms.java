package dev.weir.filter;

/** What a step can read or write: the memory words, A and X. Sets of them are bits of an int. */
final class Atoms {
  static final int A = Registers.COUNT;
  static final int X = A + 1;
  static final int COUNT = X + 1;
  static final int NONE = -1;

  private Atoms() {}

  static int bit(final int atom) {
    return atom == NONE ? 0 : 1 << atom;
  }

  /** The set of atoms that an operation reads. */
  static int reads(final Operation operation, final int operand) {
    if (operation.isArithmetic() || operation.isBranch()) {
      return operation.usesX() ? bit(A) | bit(X) : bit(A);
    }
    return switch (operation) {
      case LOAD_WORD_INDEXED, LOAD_HALF_INDEXED, LOAD_BYTE_INDEXED, STORE_X, X_TO_A -> bit(X);
      case STORE, A_TO_X -> bit(A);
      case LOAD_MEMORY, LOAD_X_MEMORY -> bit(operand);
      default -> 0;
    };
  }

  static int reads(final Step step) {
    return reads(step.operation(), step.operand());
  }

  /** The one atom that a step writes, or {@link #NONE}. */
  static int writes(final Step step) {
    if (step.operation().isArithmetic()) {
      return A;
    }
    return switch (step.operation()) {
      case LOAD_WORD,
          LOAD_HALF,
          LOAD_BYTE,
          LOAD_WORD_INDEXED,
          LOAD_HALF_INDEXED,
          LOAD_BYTE_INDEXED,
          LOAD_CONSTANT,
          LOAD_LENGTH,
          LOAD_MEMORY,
          FIND_PROTOCOL,
          LATER_FRAGMENT,
          X_TO_A ->
          A;
      case LOAD_X_CONSTANT, LOAD_X_MEMORY, LOAD_X_HEADER_LENGTH, LOAD_X_TRANSPORT, A_TO_X -> X;
      case STORE, STORE_X -> step.operand();
      default -> NONE;
    };
  }
}
