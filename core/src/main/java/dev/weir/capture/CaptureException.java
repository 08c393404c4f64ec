package dev.weir.capture;

/**
 * A capture that cannot be read at all: a missing file, a format that is none of ours.
 *
 * <p>Damage that comes after readable packets is no exception but a {@link Damage}: the packets
 * before it count.
 */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message one sentence, naming the file.
   */
  public CaptureException(final String message) {
    super(message);
  }

  /**
   * Makes an exception.
   *
   * @param message one sentence, naming the file.
   * @param cause what the system said.
   */
  public CaptureException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
