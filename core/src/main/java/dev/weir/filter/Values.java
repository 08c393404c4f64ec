package dev.weir.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for values that the program computes: the same operation on the same values has the same
 * number, wherever it stands, since a packet does not change while it is looked at.
 */
final class Values {
  /** The number of any value of which nothing is known. */
  static final int UNKNOWN = 0;

  private final Map<Computation, Integer> numbers = new HashMap<>();

  /** The constant that has a number, or null. */
  private final List<Integer> constants = new ArrayList<>();

  /** Equality is written out for the sake of short runs: see {@link Step}. */
  private record Computation(Operation operation, int first, int second) {
    @Override
    public boolean equals(final Object other) {
      return other instanceof final Computation computation
          && operation == computation.operation
          && first == computation.first
          && second == computation.second;
    }

    @Override
    public int hashCode() {
      return (operation.ordinal() * 31 + first) * 31 + second;
    }
  }

  Values() {
    constants.add(null);
  }

  /** The number of what an operation makes of two operands, values or constants. */
  int of(final Operation operation, final int first, final int second) {
    final Computation computation = new Computation(operation, first, second);
    final Integer known = numbers.get(computation);
    if (known != null) {
      return known;
    }
    final int number = constants.size();
    constants.add(operation == Operation.LOAD_CONSTANT ? first : null);
    numbers.put(computation, number);
    return number;
  }

  int constant(final int value) {
    return of(Operation.LOAD_CONSTANT, value, 0);
  }

  boolean isConstant(final int number) {
    return constants.get(number) != null;
  }

  int constantOf(final int number) {
    return constants.get(number);
  }
}
