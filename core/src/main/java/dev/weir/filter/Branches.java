package dev.weir.filter;

import java.util.List;

/** Improves the branch at the end of a block. */
final class Branches {
  private static final int ALL_BITS = -1;

  private Branches() {}

  /**
   * Lets an equality test swallow the arithmetic right before it, if nobody reads A later.
   *
   * @param last the last step that is not {@link Step#NOTHING}.
   * @return whether it did.
   */
  static boolean absorb(final Block block, final int last, final Values values) {
    if (block.branch != Operation.IF_EQUAL || (block.usedLater & Atoms.bit(Atoms.A)) != 0) {
      return false;
    }
    final List<Step> steps = block.steps;
    final Step step = steps.get(last);
    final int x = block.values[Atoms.X];
    if (step.is(Operation.SUBTRACT_X) && values.isConstant(x)) {
      block.operand += values.constantOf(x);
    } else if (step.is(Operation.SUBTRACT_X) && block.operand == 0) {
      block.branch = Operation.IF_EQUAL_X;
    } else if (step.is(Operation.SUBTRACT)) {
      block.operand += step.operand();
    } else if (step.is(Operation.AND) && block.operand == 0) {
      block.operand = step.operand();
      block.branch = Operation.IF_ANY_BIT;
      final Block ifTrue = block.ifTrue();
      block.whenTrue.to = block.ifFalse();
      block.whenFalse.to = ifTrue;
    } else {
      return false;
    }
    steps.set(last, Step.NOTHING);
    return true;
  }

  /**
   * Where the outcome is certain, leads both ways to the same block.
   *
   * @return whether the value of A made it so.
   */
  static boolean decide(final Block block, final Values values) {
    if (block.branch == Operation.IF_ANY_BIT) {
      if (block.operand == 0) {
        block.whenTrue.to = block.ifFalse();
      }
      if (block.operand == ALL_BITS) {
        // Wrong for a value of 0, but so does libpcap 1.10.3, and verdicts are to be the same.
        block.whenFalse.to = block.ifTrue();
      }
    }
    final int x = block.values[Atoms.X];
    if (block.branch.usesX() && values.isConstant(x)) {
      block.branch = block.branch.withConstant();
      block.operand = values.constantOf(x);
    }
    final int a = block.values[Atoms.A];
    if (block.branch.isBranch() && !block.branch.usesX() && values.isConstant(a)) {
      final boolean news = block.ifTrue() != block.ifFalse();
      if (Alu.holds(block.branch, values.constantOf(a), block.operand)) {
        block.whenFalse.to = block.ifTrue();
      } else {
        block.whenTrue.to = block.ifFalse();
      }
      return news;
    }
    return false;
  }
}
