package dev.weir.line;

/**
 * Leaves every printer at once where a packet ends before a field that is needed, as tcpdump's
 * longjmp does. One object without a stack trace: throwing it allocates nothing, and the path that
 * whole packets take never does.
 */
final class Truncated extends RuntimeException {
  static final Truncated INSTANCE = new Truncated();
  private static final long serialVersionUID = 1L;

  private Truncated() {
    super("the packet ends here", null, false, false);
  }
}
