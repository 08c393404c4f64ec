package dev.weir.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The tests of a filter and where each leads. {@code and}, {@code or} and {@code not} are gone:
 * they are ways through the graph. The graph has no cycles; blocks may be reached on many ways.
 */
final class FlowGraph {
  private Block root;

  /** Blocks of each level, as {@link #measure()} found them. */
  private final List<List<Block>> levels = new ArrayList<>();

  private FlowGraph(final Block root) {
    this.root = root;
  }

  static FlowGraph of(final Condition condition) {
    return new FlowGraph(lower(condition, Block.leaf(true), Block.leaf(false)));
  }

  /** A loop along first operands, of which a list of alternatives may have thousands. */
  private static Block lower(
      final Condition condition, final Block whenTrue, final Block whenFalse) {
    Condition first = condition;
    Block ifTrue = whenTrue;
    Block ifFalse = whenFalse;
    while (!(first instanceof Condition.Test)) {
      if (first instanceof final Condition.Both both) {
        ifTrue = lower(both.second(), ifTrue, ifFalse);
        first = both.first();
      } else if (first instanceof final Condition.Either either) {
        ifFalse = lower(either.second(), ifTrue, ifFalse);
        first = either.first();
      } else {
        final Block swapped = ifTrue;
        ifTrue = ifFalse;
        ifFalse = swapped;
        first = ((Condition.Negation) first).operand();
      }
    }
    return Block.test((Condition.Test) first, ifTrue, ifFalse);
  }

  Block root() {
    return root;
  }

  void setRoot(final Block block) {
    root = block;
  }

  /** The blocks that the root leads to, itself first, then along true edges before false ones. */
  List<Block> blocks() {
    return new DepthFirst(root, true).found();
  }

  /** Finds the level of each block. */
  void measure() {
    levels.clear();
    for (final Block block : new DepthFirst(root, true).left()) {
      block.level = block.isLeaf() ? 0 : 1 + Math.max(block.ifTrue().level, block.ifFalse().level);
      while (levels.size() <= block.level) {
        levels.add(new ArrayList<>());
      }
      levels.get(block.level).add(block);
    }
    // Within a level, the block that was found last comes first.
    for (final List<Block> level : levels) {
      Collections.reverse(level);
    }
  }

  /** The blocks, those with a longer way to a leaf first; each before all that it leads to. */
  List<Block> downwards() {
    final List<Block> order = new ArrayList<>();
    for (int level = levels.size() - 1; level >= 0; level--) {
      order.addAll(levels.get(level));
    }
    return order;
  }

  /** The blocks that are not leaves, those with a shorter way to a leaf first. */
  List<Block> upwards() {
    final List<Block> order = new ArrayList<>();
    for (int level = 1; level < levels.size(); level++) {
      order.addAll(levels.get(level));
    }
    return order;
  }
}
