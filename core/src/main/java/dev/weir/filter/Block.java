package dev.weir.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A node of the flow graph: steps without jumps, then a branch to one of two other blocks; or, as a
 * leaf, the verdict.
 *
 * <p>Most fields are the optimiser's notes. They are valid for the pass that wrote them.
 */
final class Block {
  /** What is done before the branch. */
  final List<Step> steps;

  /** The comparison, or {@link Operation#RETURN}. */
  Operation branch;

  /** What A is compared with, or what is returned. */
  int operand;

  final Edge whenTrue;
  final Edge whenFalse;

  /** Position in the order in which blocks were found; unique. */
  int id;

  /** Longest way to a leaf; 0 for leaves. */
  int level;

  /** The edges that lead here, the last found first. */
  final List<Edge> incoming = new ArrayList<>();

  /** The blocks that every way here passes, this one included. */
  final BitSet dominators = new BitSet();

  /** What each of the {@link Atoms} holds at the end of this block, as a value number. */
  final int[] values = new int[Atoms.COUNT];

  /** Value number of what the branch compares A with. */
  int operandValue;

  /** Sets of {@link Atoms}, as bits. */
  int usedHere;

  int usedLater;
  int overwritten;

  /** A way from one block to another. */
  static final class Edge {
    final Block from;
    final boolean outcome;
    Block to;

    /** The edges that every way to this one passes, this one included. */
    final BitSet dominators = new BitSet();

    int id;

    /** The comparison whose outcome this edge stands for. */
    Operation branch;

    Edge(final Block from, final boolean outcome, final Block to) {
      this.from = from;
      this.outcome = outcome;
      this.to = to;
    }
  }

  private Block(
      final List<Step> steps,
      final Operation branch,
      final int operand,
      final Block ifTrue,
      final Block ifFalse) {
    this.steps = new ArrayList<>(steps);
    this.branch = branch;
    this.operand = operand;
    this.whenTrue = new Edge(this, true, ifTrue);
    this.whenFalse = new Edge(this, false, ifFalse);
  }

  static Block leaf(final boolean accept) {
    return new Block(List.of(), Operation.RETURN, accept ? Program.ACCEPT : 0, null, null);
  }

  static Block test(final Condition.Test test, final Block ifTrue, final Block ifFalse) {
    return new Block(test.steps(), test.branch(), test.operand(), ifTrue, ifFalse);
  }

  boolean isLeaf() {
    return branch == Operation.RETURN;
  }

  Block ifTrue() {
    return whenTrue.to;
  }

  Block ifFalse() {
    return whenFalse.to;
  }

  /** Steps without those that the optimiser took out. */
  List<Step> realSteps() {
    final List<Step> real = new ArrayList<>();
    for (final Step step : steps) {
      if (!step.is(Operation.NOTHING)) {
        real.add(step);
      }
    }
    return real;
  }
}
