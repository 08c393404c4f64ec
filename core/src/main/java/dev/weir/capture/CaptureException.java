package dev.weir.capture;

/**
 * A capture that cannot be read at all: a missing file, a format that is none of ours.
 *
 * <p>Damage that comes after readable packets is no exception but a {@link Damage}: the packets
 * before it count.
 */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether the file is of no format that anybody would take for a capture. */
  private final boolean unknownFormat;

  private CaptureException(final String message, final boolean unknownFormat) {
    super(message);
    this.unknownFormat = unknownFormat;
  }

  /**
   * Makes an exception.
   *
   * @param message one sentence, naming the file.
   */
  public CaptureException(final String message) {
    this(message, false);
  }

  /**
   * Makes an exception.
   *
   * @param message one sentence, naming the file.
   * @param cause what the system said.
   */
  public CaptureException(final String message, final Throwable cause) {
    super(message, cause);
    this.unknownFormat = false;
  }

  /** For a file that is something else altogether. */
  static CaptureException unknownFormat(final String message) {
    return new CaptureException(message, true);
  }

  boolean isUnknownFormat() {
    return unknownFormat;
  }
}
