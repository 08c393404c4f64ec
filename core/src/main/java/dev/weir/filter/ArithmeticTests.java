package dev.weir.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons of numbers. Every number is computed into a memory word of its own; the optimiser
 * makes something better of that.
 */
final class ArithmeticTests {
  private final Layers layers;
  private final LinkTests link;
  private final TransportTests transport;

  ArithmeticTests(final Layers layers, final LinkTests link, final TransportTests transport) {
    this.layers = layers;
    this.link = link;
    this.transport = transport;
  }

  /**
   * A number that the steps compute.
   *
   * @param guard what has to hold for it to make sense, or null. Of two operands only the guard of
   *     the left one counts; that is libpcap's way.
   * @param register the memory word that holds it.
   */
  private record Value(List<Step> steps, Condition guard, int register) {}

  Condition comparison(final Expression.Comparison comparison) throws FilterException {
    final Value left = value(comparison.left());
    final Value right = value(comparison.right());
    final List<Step> steps = new ArrayList<>(left.steps());
    steps.addAll(right.steps());
    steps.add(new Step(Operation.LOAD_X_MEMORY, right.register()));
    steps.add(new Step(Operation.LOAD_MEMORY, left.register()));
    final Condition test =
        switch (comparison.relation()) {
          case EQUAL -> difference(steps);
          case NOT_EQUAL -> difference(steps).not();
          case ABOVE -> new Condition.Test(steps, Operation.IF_ABOVE_X, 0);
          case BELOW_OR_EQUAL -> new Condition.Test(steps, Operation.IF_ABOVE_X, 0).not();
          case ABOVE_OR_EQUAL -> new Condition.Test(steps, Operation.IF_ABOVE_OR_EQUAL_X, 0);
          case BELOW -> new Condition.Test(steps, Operation.IF_ABOVE_OR_EQUAL_X, 0).not();
        };
    layers.registers().free(left.register());
    layers.registers().free(right.register());
    if (left.guard() == null) {
      return Loads.guarded(right.guard(), test);
    }
    return right.guard() == null
        ? left.guard().and(test)
        : left.guard().and(right.guard()).and(test);
  }

  /** Equality as a difference of nothing, for which the optimiser knows short forms. */
  private static Condition difference(final List<Step> steps) {
    steps.add(new Step(Operation.SUBTRACT_X));
    return new Condition.Test(steps, Operation.IF_EQUAL, 0);
  }

  private Value value(final Arithmetic arithmetic) throws FilterException {
    try {
      // Not a switch over the types: linking one takes longer than all else that is done here.
      if (arithmetic instanceof final Arithmetic.Constant constant) {
        return loaded(new Step(Operation.LOAD_CONSTANT, constant.value()));
      } else if (arithmetic instanceof final Arithmetic.Load load) {
        return load(load);
      } else if (arithmetic instanceof final Arithmetic.Binary binary) {
        return binary(binary);
      } else if (arithmetic instanceof final Arithmetic.Negation negation) {
        return negation(negation);
      }
      return loaded(new Step(Operation.LOAD_LENGTH));
    } catch (final FilterException e) {
      throw e.at(arithmetic.span());
    }
  }

  private Value loaded(final Step load) throws FilterException {
    final int register = layers.registers().take();
    return new Value(List.of(load, new Step(Operation.STORE, register)), null, register);
  }

  private Value negation(final Arithmetic.Negation negation) throws FilterException {
    final Value operand = value(negation.operand());
    final List<Step> steps = new ArrayList<>(operand.steps());
    steps.add(new Step(Operation.LOAD_MEMORY, operand.register()));
    steps.add(new Step(Operation.NEGATE));
    steps.add(new Step(Operation.STORE, operand.register()));
    return new Value(steps, operand.guard(), operand.register());
  }

  private Value binary(final Arithmetic.Binary binary) throws FilterException {
    final Value left = value(binary.left());
    final Value right = value(binary.right());
    refuseNonsense(binary.operator(), right.steps().get(0));
    final List<Step> steps = new ArrayList<>(left.steps());
    steps.addAll(right.steps());
    steps.add(new Step(Operation.LOAD_X_MEMORY, right.register()));
    steps.add(new Step(Operation.LOAD_MEMORY, left.register()));
    steps.add(new Step(operation(binary.operator())));
    layers.registers().free(left.register());
    layers.registers().free(right.register());
    final int register = layers.registers().take();
    steps.add(new Step(Operation.STORE, register));
    return new Value(steps, left.guard(), register);
  }

  /** Looks at the first step only, as libpcap does: that of a constant, or of what begins so. */
  private static void refuseNonsense(final Arithmetic.Operator operator, final Step right)
      throws FilterException {
    if (!right.is(Operation.LOAD_CONSTANT)) {
      return;
    }
    final boolean shift =
        operator == Arithmetic.Operator.SHIFT_LEFT || operator == Arithmetic.Operator.SHIFT_RIGHT;
    if (operator == Arithmetic.Operator.DIVIDE && right.operand() == 0) {
      throw new FilterException("division by zero");
    } else if (operator == Arithmetic.Operator.MODULO && right.operand() == 0) {
      throw new FilterException("modulus by zero");
    } else if (shift && Integer.compareUnsigned(right.operand(), 31) > 0) {
      throw new FilterException("shift by more than 31 bits");
    }
  }

  private static Operation operation(final Arithmetic.Operator operator) {
    return switch (operator) {
      case ADD -> Operation.ADD_X;
      case SUBTRACT -> Operation.SUBTRACT_X;
      case MULTIPLY -> Operation.MULTIPLY_X;
      case DIVIDE -> Operation.DIVIDE_X;
      case MODULO -> Operation.MODULO_X;
      case AND -> Operation.AND_X;
      case OR -> Operation.OR_X;
      case XOR -> Operation.XOR_X;
      case SHIFT_LEFT -> Operation.SHIFT_LEFT_X;
      case SHIFT_RIGHT -> Operation.SHIFT_RIGHT_X;
    };
  }

  private Value load(final Arithmetic.Load load) throws FilterException {
    final Value index = value(load.index());
    final int register = layers.registers().take();
    layers.registers().free(index.register());
    final int size = load.size();
    if (size != 1 && size != 2 && size != 4) {
      throw new FilterException("data size must be 1, 2, or 4");
    }
    final List<Step> steps = new ArrayList<>(index.steps());
    final Condition guard;
    switch (load.protocol()) {
      case LINK -> {
        steps.addAll(Loads.at(layers.linkHeader(), index.register(), size));
        guard = index.guard();
      }
      case IP, IP6, ARP, RARP -> {
        steps.addAll(Loads.at(layers.networkHeader(), index.register(), size));
        guard = Loads.guarded(index.guard(), link.carries(load.protocol()));
      }
      case ICMP6 -> {
        // Unlike below, the guard takes its memory words first: see Layers.
        guard = transport.guard(load.protocol(), index.guard());
        steps.addAll(transport.load(load.protocol(), index.register(), size));
      }
      case AH, ESP -> throw new FilterException("unsupported index operation");
      default -> {
        steps.addAll(transport.load(load.protocol(), index.register(), size));
        guard = transport.guard(load.protocol(), index.guard());
      }
    }
    steps.add(new Step(Operation.STORE, register));
    return new Value(steps, guard, register);
  }
}
