package dev.weir.filter;

import java.util.List;

/** Finds what each block of a flow graph leaves that a later one reads. */
final class Liveness {
  private Liveness() {}

  static void find(final FlowGraph graph) {
    final List<Block> order = graph.downwards();
    for (final Block block : order) {
      lookAt(block);
      block.usedLater = 0;
    }
    for (final Block block : graph.upwards()) {
      block.usedLater = block.ifTrue().usedHere | block.ifFalse().usedHere;
      block.usedHere |= block.usedLater & ~block.overwritten;
    }
  }

  private static void lookAt(final Block block) {
    int written = 0;
    int read = 0;
    int overwritten = 0;
    for (final Step step : block.steps) {
      read |= Atoms.reads(step) & ~written;
      final int target = Atoms.bit(Atoms.writes(step));
      overwritten |= target & ~read;
      written |= target;
    }
    if (!block.isLeaf()) {
      read |= Atoms.reads(block.branch, block.operand) & ~written;
    }
    block.usedHere = read;
    block.overwritten = overwritten;
  }
}
