package dev.weir.cli;

/** The command line asks for something that cannot be done. Ends with status 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message one sentence without the program's name.
   */
  UsageException(final String message) {
    super(message);
  }
}
