package dev.weir.cli;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  /**
   * Runs Weir.
   *
   * @param arguments the command line.
   */
  public static void main(final String[] arguments) {
    System.out.println("weir");
  }
}
