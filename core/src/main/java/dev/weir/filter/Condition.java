package dev.weir.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * The checked tree: for one link type, which bytes are read and what they are compared with. The
 * leaves are {@link Test}s; a reading that fails rejects the packet as a whole.
 */
sealed interface Condition {
  /** Both hold; the second is not evaluated where the first does not. */
  record Both(Condition first, Condition second) implements Condition {}

  /** Either holds; the second is not evaluated where the first does. */
  record Either(Condition first, Condition second) implements Condition {}

  /** It does not hold. */
  record Negation(Condition operand) implements Condition {}

  /**
   * Computes A, and X where need be, and compares.
   *
   * @param steps what is done first.
   * @param branch the comparison, {@link Operation#isBranch()}.
   * @param operand what A is compared with, unless it is X.
   */
  record Test(List<Step> steps, Operation branch, int operand) implements Condition {
    public Test {
      steps = List.copyOf(steps);
    }

    /** The same test with other steps before its own. */
    Test after(final List<Step> earlier) {
      final List<Step> all = new ArrayList<>(earlier);
      all.addAll(steps);
      return new Test(all, branch, operand);
    }
  }

  default Condition and(final Condition second) {
    return new Both(this, second);
  }

  default Condition or(final Condition second) {
    return new Either(this, second);
  }

  default Condition not() {
    return new Negation(this);
  }

  /** A test that always has the same outcome. */
  static Test always(final boolean outcome) {
    final Step load = new Step(Operation.LOAD_CONSTANT, outcome ? 0 : 1);
    return new Test(List.of(load), Operation.IF_EQUAL, 0);
  }
}
