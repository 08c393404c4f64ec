package dev.weir.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A walk along the edges of a flow graph. It does not recurse, since a filter of a thousand
 * addresses has ways of a thousand blocks.
 */
final class DepthFirst {
  private final List<Block> found = new ArrayList<>();
  private final List<Block> left = new ArrayList<>();

  DepthFirst(final Block root, final boolean trueFirst) {
    final Map<Block, Integer> edgesTaken = new HashMap<>();
    final Deque<Block> way = new ArrayDeque<>();
    edgesTaken.put(root, 0);
    found.add(root);
    way.push(root);
    while (!way.isEmpty()) {
      final Block block = way.peek();
      final int taken = edgesTaken.get(block);
      if (block.isLeaf() || taken == 2) {
        left.add(way.pop());
        continue;
      }
      edgesTaken.put(block, taken + 1);
      final Block next = taken == 0 == trueFirst ? block.ifTrue() : block.ifFalse();
      if (edgesTaken.putIfAbsent(next, 0) == null) {
        found.add(next);
        way.push(next);
      }
    }
  }

  /** The blocks in the order in which they were first seen, each before what it leads to. */
  List<Block> found() {
    return found;
  }

  /** The blocks in the order in which they were left, each behind all that it leads to. */
  List<Block> left() {
    return left;
  }
}
