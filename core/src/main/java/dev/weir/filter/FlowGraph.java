package dev.weir.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    return new FlowGraph(condition.lower(Block.leaf(true), Block.leaf(false)));
  }

  Block root() {
    return root;
  }

  void setRoot(final Block block) {
    root = block;
  }

  /** The blocks that the root leads to, itself first, then along true edges before false ones. */
  List<Block> blocks() {
    final List<Block> found = new ArrayList<>();
    find(root, new HashSet<>(), found);
    return found;
  }

  private static void find(final Block block, final Set<Block> seen, final List<Block> found) {
    if (seen.add(block)) {
      found.add(block);
      if (!block.isLeaf()) {
        find(block.ifTrue(), seen, found);
        find(block.ifFalse(), seen, found);
      }
    }
  }

  /** Finds the level of each block. */
  void measure() {
    levels.clear();
    measure(root, new HashSet<>());
    // Within a level, the block that was found last comes first.
    for (final List<Block> level : levels) {
      Collections.reverse(level);
    }
  }

  private void measure(final Block block, final Set<Block> seen) {
    if (!seen.add(block)) {
      return;
    }
    block.level = 0;
    if (!block.isLeaf()) {
      measure(block.ifTrue(), seen);
      measure(block.ifFalse(), seen);
      block.level = 1 + Math.max(block.ifTrue().level, block.ifFalse().level);
    }
    while (levels.size() <= block.level) {
      levels.add(new ArrayList<>());
    }
    levels.get(block.level).add(block);
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
