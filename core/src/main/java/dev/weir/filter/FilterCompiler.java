package dev.weir.filter;

/** Compiles expressions of the pcap-filter language. */
public final class FilterCompiler {
  /** Above these, a capture file says how long the frame check sequences are. */
  private static final int LINK_TYPE_BITS = 0x03ff_ffff;

  private FilterCompiler() {}

  /**
   * Compiles an expression.
   *
   * @param expression the text; an empty one lets every packet pass.
   * @param linkType the number of the link type in the capture file; of no account where the
   *     options say that packets are innermost IP packets.
   * @param options what the expression means beyond its words.
   * @return the filter.
   * @throws FilterException where the expression is refused, with the reason and the place.
   */
  public static PacketFilter compile(
      final String expression, final int linkType, final FilterOptions options)
      throws FilterException {
    return new AdaptiveFilter(program(expression, linkType, options, true));
  }

  /** Compiles, but leaves the program as a list of instructions. */
  static Program program(
      final String expression,
      final int linkType,
      final FilterOptions options,
      final boolean optimize)
      throws FilterException {
    final Expression tree = Parser.parse(Lexer.tokens(expression));
    if (tree == null) {
      return Program.acceptAll();
    }
    final Checker.Checked checked = Checker.check(tree, linkType & LINK_TYPE_BITS, options);
    final Condition always = checked.always();
    final FlowGraph graph =
        FlowGraph.of(always == null ? checked.condition() : always.and(checked.condition()));
    final Block first = always == null ? graph.root() : graph.root().whenTrue.to;
    first.steps.addAll(0, checked.prologue());
    if (optimize && checked.optimisable()) {
      Optimizer.optimize(graph);
      final Program program = Program.of(graph);
      if (program.rejectsAll()) {
        throw new FilterException("expression rejects all packets");
      }
      return program;
    }
    return Program.of(graph);
  }
}
