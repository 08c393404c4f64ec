package dev.weir.filter;

import dev.weir.capture.LinkType;

/** The forms that a compiled expression can take, for measurements. */
public enum FilterForm {
  /** Instruction by instruction. */
  INTERPRETED,
  /** One object an instruction, each of which calls the next. */
  COMPOSED,
  /** A hidden class. */
  GENERATED,
  /** What users get: interpreted first, then generated. */
  ADAPTIVE;

  /**
   * Compiles for Ethernet.
   *
   * @param expression the text.
   * @return the filter in this form.
   * @throws FilterException where the expression is refused.
   */
  public PacketFilter of(final String expression) throws FilterException {
    final Program program =
        FilterCompiler.program(expression, LinkType.ETHERNET, FilterOptions.DEFAULT, true);
    return switch (this) {
      case INTERPRETED -> new Interpreter(program);
      case COMPOSED -> ComposedFilter.of(program);
      case GENERATED -> GeneratedCode.of(program);
      case ADAPTIVE -> new AdaptiveFilter(program);
    };
  }
}
