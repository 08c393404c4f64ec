package dev.weir.filter;

import java.util.Arrays;
import java.util.List;

/**
 * Works out which values a block computes; if it may, replaces steps by cheaper ones that compute
 * the same, and takes out those whose result nobody reads.
 */
final class Simplifier {
  private final Values values = new Values();
  private final boolean alter;

  private boolean changed;
  private boolean simplified;

  /**
   * For one round over a graph.
   *
   * @param alter whether steps may be changed, or only values found.
   */
  Simplifier(final boolean alter) {
    this.alter = alter;
  }

  boolean changed() {
    return changed;
  }

  /** Whether anything but the target of a branch was changed. */
  boolean simplified() {
    return simplified;
  }

  private void note() {
    changed = true;
    simplified = true;
  }

  /** Visits a block all of whose predecessors have been visited. */
  void visit(final Block block) throws FilterException {
    takeValuesOfPredecessors(block);
    final int aBefore = block.values[Atoms.A];
    final int xBefore = block.values[Atoms.X];
    for (int i = 0; i < block.steps.size(); i++) {
      block.steps.set(i, step(block.steps.get(i), block.values));
    }
    final boolean leavesAllAsItWas =
        block.usedLater == 0
            && aBefore != Values.UNKNOWN
            && block.values[Atoms.A] == aBefore
            && xBefore != Values.UNKNOWN
            && block.values[Atoms.X] == xBefore;
    if (alter && (leavesAllAsItWas || block.isLeaf())) {
      if (!block.steps.isEmpty()) {
        block.steps.clear();
        note();
      }
    } else {
      improve(block);
      removeDeadSteps(block);
    }
    block.operandValue =
        block.branch.usesX() ? block.values[Atoms.X] : values.constant(block.operand);
    block.whenTrue.branch = block.branch;
    block.whenFalse.branch = block.branch;
  }

  private static void takeValuesOfPredecessors(final Block block) {
    Arrays.fill(block.values, Values.UNKNOWN);
    for (int i = 0; i < block.incoming.size(); i++) {
      final int[] theirs = block.incoming.get(i).from.values;
      for (int atom = 0; atom < Atoms.COUNT; atom++) {
        if (i == 0) {
          block.values[atom] = theirs[atom];
        } else if (block.values[atom] != theirs[atom]) {
          block.values[atom] = Values.UNKNOWN;
        }
      }
    }
  }

  /** Writes a value to an atom; needless if it is there already. */
  private Step store(final Step step, final int[] held, final int atom, final int value) {
    if (alter && value != Values.UNKNOWN && held[atom] == value) {
      return Step.NOTHING;
    }
    held[atom] = value;
    return step;
  }

  private Step step(final Step step, final int[] held) throws FilterException {
    final Operation operation = step.operation();
    final int operand = step.operand();
    if (operation.isArithmetic()) {
      return arithmetic(step, held);
    }
    switch (operation) {
      case LOAD_WORD, LOAD_HALF, LOAD_BYTE, FIND_PROTOCOL, LATER_FRAGMENT, LOAD_LENGTH -> {
        return store(step, held, Atoms.A, values.of(operation, operand, 0));
      }
      case LOAD_WORD_INDEXED, LOAD_HALF_INDEXED, LOAD_BYTE_INDEXED -> {
        return indexedLoad(step, held);
      }
      case LOAD_CONSTANT -> {
        return store(step, held, Atoms.A, values.constant(operand));
      }
      case LOAD_X_CONSTANT -> {
        return store(step, held, Atoms.X, values.constant(operand));
      }
      case LOAD_X_HEADER_LENGTH, LOAD_X_TRANSPORT -> {
        return store(step, held, Atoms.X, values.of(operation, operand, 0));
      }
      case X_TO_A -> {
        return store(step, held, Atoms.A, held[Atoms.X]);
      }
      case A_TO_X -> {
        return store(step, held, Atoms.X, held[Atoms.A]);
      }
      case LOAD_MEMORY -> {
        return fromMemory(step, held, Atoms.A, Operation.LOAD_CONSTANT);
      }
      case LOAD_X_MEMORY -> {
        return fromMemory(step, held, Atoms.X, Operation.LOAD_X_CONSTANT);
      }
      case STORE -> {
        return store(step, held, operand, held[Atoms.A]);
      }
      case STORE_X -> {
        return store(step, held, operand, held[Atoms.X]);
      }
      default -> {
        return step;
      }
    }
  }

  private Step indexedLoad(final Step step, final int[] held) {
    final int index = held[Atoms.X];
    if (alter && values.isConstant(index)) {
      note();
      final int place = step.operand() + values.constantOf(index);
      final Step fixed = new Step(step.operation().atFixedPlace(), place);
      return store(fixed, held, Atoms.A, values.of(fixed.operation(), place, 0));
    }
    return store(step, held, Atoms.A, values.of(step.operation(), step.operand(), index));
  }

  private Step fromMemory(
      final Step step, final int[] held, final int atom, final Operation loadConstant) {
    final int value = held[step.operand()];
    Step result = step;
    if (alter && values.isConstant(value)) {
      note();
      result = new Step(loadConstant, values.constantOf(value));
    }
    return store(result, held, atom, value);
  }

  private Step arithmetic(final Step step, final int[] held) throws FilterException {
    if (step.is(Operation.NEGATE)) {
      if (alter && values.isConstant(held[Atoms.A])) {
        return constant(held, -values.constantOf(held[Atoms.A]));
      }
      held[Atoms.A] = values.of(Operation.NEGATE, held[Atoms.A], 0);
      return step;
    }
    return step.operation().usesX() ? withX(step, held) : withConstant(step, held);
  }

  private Step constant(final int[] held, final int value) {
    held[Atoms.A] = values.constant(value);
    return new Step(Operation.LOAD_CONSTANT, value);
  }

  private Step withConstant(final Step step, final int[] held) throws FilterException {
    final int operand = step.operand();
    if (alter) {
      if (operand == 0) {
        switch (step.operation()) {
          case ADD, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> {
            // Subtraction is missing here, and in libpcap 1.10.3 too.
            return Step.NOTHING;
          }
          case MULTIPLY, AND -> {
            return constant(held, 0);
          }
          case DIVIDE -> throw new FilterException("division by zero");
          case MODULO -> throw new FilterException("modulus by zero");
          default -> {
            // No other arithmetic has a constant.
          }
        }
      }
      if (values.isConstant(held[Atoms.A])) {
        note();
        final int a = values.constantOf(held[Atoms.A]);
        return constant(held, Alu.compute(step.operation(), a, operand));
      }
    }
    held[Atoms.A] = values.of(step.operation(), held[Atoms.A], values.constant(operand));
    return step;
  }

  private Step withX(final Step step, final int[] held) throws FilterException {
    final int x = held[Atoms.X];
    final Operation plain = step.operation().withConstant();
    if (alter && values.isConstant(x)) {
      final int constant = values.constantOf(x);
      if (values.isConstant(held[Atoms.A])) {
        note();
        return constant(held, Alu.compute(plain, values.constantOf(held[Atoms.A]), constant));
      }
      final boolean shift = plain == Operation.SHIFT_LEFT || plain == Operation.SHIFT_RIGHT;
      if (shift && Integer.compareUnsigned(constant, 31) > 0) {
        throw new FilterException("shift by more than 31 bits");
      }
      note();
      held[Atoms.A] = values.of(plain, held[Atoms.A], values.constant(constant));
      return new Step(plain, constant);
    }
    final int a = held[Atoms.A];
    if (alter && values.isConstant(a) && values.constantOf(a) == 0) {
      switch (plain) {
        case ADD, OR, XOR -> {
          return store(new Step(Operation.X_TO_A), held, Atoms.A, x);
        }
        case MULTIPLY, DIVIDE, MODULO, AND, SHIFT_LEFT, SHIFT_RIGHT -> {
          final Step zero = new Step(Operation.LOAD_CONSTANT, 0);
          return store(zero, held, Atoms.A, values.constant(0));
        }
        default -> {
          // 0 - X has no shorter form.
        }
      }
    }
    held[Atoms.A] = values.of(step.operation(), a, x);
    return step;
  }

  /** Improves what takes more than one step to see. */
  private void improve(final Block block) {
    final List<Step> steps = block.steps;
    if (steps.isEmpty()) {
      return;
    }
    int last = 0;
    int current = next(steps, 0);
    while (current >= 0) {
      final int following = next(steps, current + 1);
      if (following < 0) {
        break;
      }
      last = following;
      improvePair(block, current, following);
      current = next(steps, following);
    }
    if (Branches.absorb(block, last, values)) {
      note();
    }
    if (Branches.decide(block, values)) {
      note();
    }
  }

  /** The first step at or behind a position that is not {@link Step#NOTHING}, or -1. */
  private static int next(final List<Step> steps, final int from) {
    for (int i = from; i < steps.size(); i++) {
      if (!steps.get(i).is(Operation.NOTHING)) {
        return i;
      }
    }
    return -1;
  }

  private void improvePair(final Block block, final int first, final int second) {
    final List<Step> steps = block.steps;
    final Step one = steps.get(first);
    final Step two = steps.get(second);
    if (one.is(Operation.STORE)
        && two.is(Operation.LOAD_X_MEMORY)
        && one.operand() == two.operand()) {
      note();
      steps.set(second, new Step(Operation.A_TO_X));
    }
    if (one.is(Operation.LOAD_CONSTANT) && steps.get(second).is(Operation.A_TO_X)) {
      note();
      steps.set(first, new Step(Operation.LOAD_X_CONSTANT, one.operand()));
      steps.set(second, new Step(Operation.X_TO_A));
    }
    if (steps.get(first).is(Operation.LOAD_CONSTANT)
        && (block.usedLater & Atoms.bit(Atoms.X)) == 0) {
      mergeIndex(steps, first, second);
    }
  }

  /**
   * {@code A = k; X = header length; A += X; X = A; load [X + n]}, which is what {@code tcp[k]} is,
   * becomes {@code X = header length; load [X + n + k]}. Nobody reads X later.
   */
  private void mergeIndex(final List<Step> steps, final int constant, final int following) {
    final boolean header =
        steps.get(following).is(Operation.LOAD_X_HEADER_LENGTH)
            || steps.get(following).is(Operation.LOAD_X_TRANSPORT);
    final int sum = header ? next(steps, following + 1) : following;
    final int toX = sum < 0 ? -1 : next(steps, sum + 1);
    final int load = toX < 0 ? -1 : next(steps, toX + 1);
    if (load < 0
        || !steps.get(sum).is(Operation.ADD_X)
        || !steps.get(toX).is(Operation.A_TO_X)
        || !steps.get(load).operation().isIndexedLoad()) {
      return;
    }
    note();
    final Step old = steps.get(load);
    steps.set(load, new Step(old.operation(), old.operand() + steps.get(constant).operand()));
    steps.set(constant, Step.NOTHING);
    steps.set(sum, Step.NOTHING);
    steps.set(toX, Step.NOTHING);
  }

  /**
   * Takes out steps whose result is overwritten or never read. What the atom held at the end of the
   * block is still believed to be the value taken out, as libpcap 1.10.3 believes it.
   */
  private void removeDeadSteps(final Block block) {
    final int[] lastWrite = new int[Atoms.COUNT];
    Arrays.fill(lastWrite, -1);
    for (int i = 0; i < block.steps.size(); i++) {
      final Step step = block.steps.get(i);
      forget(lastWrite, Atoms.reads(step));
      final int written = Atoms.writes(step);
      if (written != Atoms.NONE) {
        if (lastWrite[written] >= 0) {
          note();
          block.steps.set(lastWrite[written], Step.NOTHING);
        }
        lastWrite[written] = i;
      }
    }
    if (!block.isLeaf()) {
      forget(lastWrite, Atoms.reads(block.branch, block.operand));
    }
    for (int atom = 0; atom < Atoms.COUNT; atom++) {
      if (lastWrite[atom] >= 0 && (block.usedLater & Atoms.bit(atom)) == 0) {
        block.steps.set(lastWrite[atom], Step.NOTHING);
        note();
      }
    }
  }

  private static void forget(final int[] lastWrite, final int atoms) {
    for (int atom = 0; atom < Atoms.COUNT; atom++) {
      if ((atoms & Atoms.bit(atom)) != 0) {
        lastWrite[atom] = -1;
      }
    }
  }
}
