package dev.weir.cli;

/** How the program ends; README and {@code --help} promise these numbers. */
final class ExitStatus {
  /** All was done. */
  static final int DONE = 0;

  /** The capture is damaged or cut short; what precedes the damage has been reported. */
  static final int DAMAGED = 1;

  /** Wrong usage, an unreadable file, a refused filter. */
  static final int REFUSED = 2;

  /** {@code weir compare}: something got worse. */
  static final int WORSE = 3;

  /** A mistake in Weir itself, or too little memory (EX_SOFTWARE of sysexits.h). */
  static final int FAILED = 70;

  private ExitStatus() {}
}
