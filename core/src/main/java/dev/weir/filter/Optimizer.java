package dev.weir.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a flow graph smaller without a change of its verdicts on packets that were captured whole.
 *
 * <p>The passes, and how far they see, are those of libpcap's optimiser, since two things that
 * users notice depend on them: that an expression which can never be true is refused, and which
 * bytes a truncated packet must still have in order to pass. First branches are moved, with the
 * tests left whole; then the tests themselves are simplified, and branches moved again.
 */
final class Optimizer {
  /** Branches can be moved in circles. So many rounds of nothing else are enough. */
  private static final int MOST_IDLE_ROUNDS = 100;

  private final FlowGraph graph;

  /** All blocks, by their numbers, also those that nothing leads to any more. */
  private final List<Block> all;

  /** All edges, by their numbers. */
  private final Block.Edge[] edges;

  private boolean changed;
  private boolean simplified;

  private Optimizer(final FlowGraph graph) {
    this.graph = graph;
    all = graph.blocks();
    edges = new Block.Edge[2 * all.size()];
    for (int i = 0; i < all.size(); i++) {
      final Block block = all.get(i);
      block.id = i;
      block.whenTrue.id = i;
      block.whenFalse.id = all.size() + i;
      edges[block.whenTrue.id] = block.whenTrue;
      edges[block.whenFalse.id] = block.whenFalse;
    }
  }

  static void optimize(final FlowGraph graph) throws FilterException {
    final Optimizer optimizer = new Optimizer(graph);
    optimizer.repeat(false);
    optimizer.repeat(true);
    optimizer.mergeEqualBlocks();
    optimizer.skipUselessRoot();
  }

  private void repeat(final boolean simplify) throws FilterException {
    int idleRounds = 0;
    do {
      changed = false;
      simplified = false;
      graph.measure();
      findDominators();
      Liveness.find(graph);
      findEdgeDominators();
      round(simplify);
      idleRounds = simplified ? 0 : idleRounds + 1;
    } while (changed && idleRounds < MOST_IDLE_ROUNDS);
  }

  private void findDominators() {
    final List<Block> order = graph.downwards();
    for (final Block block : order) {
      block.dominators.clear();
      if (block != graph.root()) {
        block.dominators.set(0, all.size());
      }
    }
    for (final Block block : order) {
      block.dominators.set(block.id);
      if (!block.isLeaf()) {
        block.ifTrue().dominators.and(block.dominators);
        block.ifFalse().dominators.and(block.dominators);
      }
    }
  }

  private void findEdgeDominators() {
    final List<Block> order = graph.downwards();
    for (final Block block : order) {
      block.whenTrue.dominators.clear();
      block.whenFalse.dominators.clear();
      if (block != graph.root()) {
        block.whenTrue.dominators.set(0, edges.length);
        block.whenFalse.dominators.set(0, edges.length);
      }
    }
    for (final Block block : order) {
      passOn(block.whenTrue);
      passOn(block.whenFalse);
    }
  }

  private static void passOn(final Block.Edge edge) {
    edge.dominators.set(edge.id);
    if (edge.to != null) {
      edge.to.whenTrue.dominators.and(edge.dominators);
      edge.to.whenFalse.dominators.and(edge.dominators);
    }
  }

  private void findIncoming() {
    final List<Block> order = graph.downwards();
    for (final Block block : order) {
      block.incoming.clear();
    }
    for (final Block block : order) {
      if (!block.isLeaf()) {
        block.ifTrue().incoming.addFirst(block.whenTrue);
        block.ifFalse().incoming.addFirst(block.whenFalse);
      }
    }
  }

  private void round(final boolean simplify) throws FilterException {
    final Simplifier simplifier = new Simplifier(simplify);
    findIncoming();
    for (final Block block : graph.downwards()) {
      simplifier.visit(block);
    }
    changed |= simplifier.changed();
    simplified |= simplifier.simplified();
    if (simplify) {
      // Steps changed under the values that moving branches relies upon.
      return;
    }
    final List<Block> upwards = graph.upwards();
    for (final Block block : upwards) {
      moveTarget(block.whenTrue);
      moveTarget(block.whenFalse);
    }
    findIncoming();
    for (final Block block : upwards) {
      pullUp(block, true);
      pullUp(block, false);
    }
  }

  /** Leads an edge past tests whose outcome is known on every way to it. */
  private void moveTarget(final Block.Edge edge) {
    if (edge.to == null || edge.to.isLeaf()) {
      return;
    }
    if (edge.to.ifTrue() == edge.to.ifFalse() && !conflicts(edge.from, edge.to.ifTrue())) {
      changed = true;
      edge.to = edge.to.ifTrue();
    }
    int id = edge.dominators.nextSetBit(0);
    while (id >= 0 && !edge.to.isLeaf()) {
      final Block target = outcome(edge.to, edges[id]);
      if (target != null && !conflicts(edge.from, target)) {
        changed = true;
        edge.to = target;
        id = -1;
      }
      id = edge.dominators.nextSetBit(id + 1);
    }
  }

  /** Where a test leads once an edge has been passed, or null if that says nothing about it. */
  private static Block outcome(final Block test, final Block.Edge passed) {
    if (test.branch != passed.branch || test.values[Atoms.A] != passed.from.values[Atoms.A]) {
      return null;
    }
    if (test.operandValue == passed.from.operandValue) {
      return passed.outcome ? test.ifTrue() : test.ifFalse();
    }
    // What equals one constant does not equal another.
    return passed.outcome && test.branch == Operation.IF_EQUAL ? test.ifFalse() : null;
  }

  /** Whether a block leaves something else than what another one expects to find. */
  private static boolean conflicts(final Block from, final Block to) {
    for (int atom = 0; atom < Atoms.COUNT; atom++) {
      if ((to.usedLater & Atoms.bit(atom)) != 0 && from.values[atom] != to.values[atom]) {
        return true;
      }
    }
    return false;
  }

  /**
   * In a chain of tests that all lead to the same block where they hold ({@code or}) or where they
   * do not ({@code and}), moves a test next to an earlier one of the same value. Dominators are not
   * found anew before the next round, nor are they by libpcap 1.10.3.
   */
  private void pullUp(final Block top, final boolean shared) {
    if (top.incoming.isEmpty()) {
      return;
    }
    final int value = top.incoming.getFirst().from.values[Atoms.A];
    for (final Block.Edge edge : top.incoming) {
      if (edge.from.values[Atoms.A] != value) {
        return;
      }
    }
    final Block first = top.incoming.getFirst().from;
    Block.Edge toDifferent = first.ifTrue() == top ? first.whenTrue : first.whenFalse;
    boolean atTop = true;
    while (true) {
      if (!belongs(toDifferent.to, top, shared)) {
        return;
      }
      if (toDifferent.to.values[Atoms.A] != value) {
        break;
      }
      toDifferent = along(toDifferent.to, !shared);
      atTop = false;
    }
    Block.Edge toSame = along(toDifferent.to, !shared);
    while (true) {
      if (!belongs(toSame.to, top, shared)) {
        return;
      }
      if (toSame.to.values[Atoms.A] == value) {
        break;
      }
      toSame = along(toSame.to, !shared);
    }
    final Block pulled = toSame.to;
    toSame.to = along(pulled, !shared).to;
    along(pulled, !shared).to = toDifferent.to;
    if (atTop) {
      for (final Block.Edge edge : top.incoming) {
        (edge.from.ifTrue() == top ? edge.from.whenTrue : edge.from.whenFalse).to = pulled;
      }
    } else {
      toDifferent.to = pulled;
    }
    changed = true;
  }

  private static Block.Edge along(final Block block, final boolean outcome) {
    return outcome ? block.whenTrue : block.whenFalse;
  }

  /** Whether a block is in the chain that begins at the top: below it, with the same target. */
  private static boolean belongs(final Block block, final Block top, final boolean shared) {
    return block != null
        && along(block, shared).to == along(top, shared).to
        && block.dominators.get(top.id);
  }

  /** What makes two blocks the same. */
  private record Content(
      List<Step> steps, Operation branch, int operand, Block ifTrue, Block ifFalse) {
    static Content of(final Block block) {
      return new Content(
          block.realSteps(), block.branch, block.operand, block.ifTrue(), block.ifFalse());
    }

    /** Equality is written out for the sake of short runs: see {@link Step}. */
    @Override
    public boolean equals(final Object other) {
      return other instanceof final Content content
          && branch == content.branch
          && operand == content.operand
          && ifTrue == content.ifTrue
          && ifFalse == content.ifFalse
          && steps.equals(content.steps);
    }

    @Override
    public int hashCode() {
      return (steps.hashCode() * 31 + branch.ordinal()) * 31 + operand;
    }
  }

  private void mergeEqualBlocks() {
    boolean again = true;
    while (again) {
      again = false;
      final List<Block> blocks = reachableInOrder();
      final Map<Content, Block> known = new HashMap<>();
      final Map<Block, Block> replacements = new HashMap<>();
      for (final Block block : blocks.reversed()) {
        if (block != graph.root()) {
          final Block twin = known.putIfAbsent(Content.of(block), block);
          replacements.put(block, twin == null ? block : twin);
        }
      }
      for (final Block block : blocks) {
        if (!block.isLeaf()) {
          again |= replace(block.whenTrue, replacements);
          again |= replace(block.whenFalse, replacements);
        }
      }
    }
  }

  /** The blocks that are left, by their numbers. */
  private List<Block> reachableInOrder() {
    final Set<Block> reachable = new HashSet<>(graph.blocks());
    final List<Block> blocks = new ArrayList<>();
    for (final Block block : all) {
      if (reachable.contains(block)) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static boolean replace(final Block.Edge edge, final Map<Block, Block> replacements) {
    final Block twin = replacements.getOrDefault(edge.to, edge.to);
    final boolean other = twin != edge.to;
    edge.to = twin;
    return other;
  }

  /** A first test that leads to one block only is no test; its steps may still be needed. */
  private void skipUselessRoot() {
    Block root = graph.root();
    final List<Step> steps = new ArrayList<>(root.steps);
    root.steps.clear();
    while (!root.isLeaf() && root.ifTrue() == root.ifFalse()) {
      root = root.ifTrue();
    }
    steps.addAll(root.steps);
    root.steps.clear();
    if (!root.isLeaf()) {
      root.steps.addAll(steps);
    }
    graph.setRoot(root);
  }
}
