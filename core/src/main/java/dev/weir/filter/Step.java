package dev.weir.filter;

/**
 * One instruction of the filter machine.
 *
 * @param operation what it does.
 * @param operand its constant, as unsigned 32 bits; 0 where the operation needs none.
 * @param ifTrue of a branch inside a list of steps: how many steps to skip if it holds.
 * @param ifFalse of such a branch: how many steps to skip if it does not hold.
 */
record Step(Operation operation, int operand, int ifTrue, int ifFalse) {
  static final Step NOTHING = new Step(Operation.NOTHING, 0);

  Step(final Operation operation, final int operand) {
    this(operation, operand, 0, 0);
  }

  Step(final Operation operation) {
    this(operation, 0);
  }

  // Written out, since what the compiler generates for records is linked at run time, which costs
  // a short run more than its filter.
  @Override
  public boolean equals(final Object other) {
    return other instanceof final Step step
        && operation == step.operation
        && operand == step.operand
        && ifTrue == step.ifTrue
        && ifFalse == step.ifFalse;
  }

  @Override
  public int hashCode() {
    return ((operation.ordinal() * 31 + operand) * 31 + ifTrue) * 31 + ifFalse;
  }

  boolean is(final Operation other) {
    return operation == other;
  }
}
