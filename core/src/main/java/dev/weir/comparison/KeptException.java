package dev.weir.comparison;

/** A kept result that cannot be used at all. */
public final class KeptException extends Exception {
  private static final long serialVersionUID = 1;

  KeptException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
