package dev.weir.filter;

import java.util.ArrayList;
import java.util.List;

/** The few shapes that nearly all tests of packet bytes have. */
final class Tests {
  private Tests() {}

  static Condition.Test equal(final List<Step> load, final int value) {
    return new Condition.Test(load, Operation.IF_EQUAL, value);
  }

  /** Equal in the bits that a mask has. */
  static Condition.Test masked(final List<Step> load, final int mask, final int value) {
    if (mask == -1) {
      return equal(load, value);
    }
    final List<Step> steps = new ArrayList<>(load);
    steps.add(new Step(Operation.AND, mask));
    return equal(steps, value);
  }

  static Condition.Test anyBit(final List<Step> load, final int bits) {
    return new Condition.Test(load, Operation.IF_ANY_BIT, bits);
  }

  /** Greater, unsigned. */
  static Condition.Test above(final List<Step> load, final int bound) {
    return new Condition.Test(load, Operation.IF_ABOVE, bound);
  }

  static Condition.Test atLeast(final List<Step> load, final int bound) {
    return new Condition.Test(load, Operation.IF_ABOVE_OR_EQUAL, bound);
  }

  static Condition atMost(final List<Step> load, final int bound) {
    return above(load, bound).not();
  }
}
