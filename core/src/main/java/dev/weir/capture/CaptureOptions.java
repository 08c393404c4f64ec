package dev.weir.capture;

/**
 * How captures are opened.
 *
 * @param mapped whether files are mapped into memory; false reads them through a window.
 * @param repeatable whether streams, too, must be readable more than once: they are copied into a
 *     file of {@code java.io.tmpdir} first, which is deleted when the capture is closed.
 */
public record CaptureOptions(boolean mapped, boolean repeatable) {
  /** Files are mapped, streams are read once. */
  public static final CaptureOptions DEFAULT = new CaptureOptions(true);

  /**
   * Options for a capture whose streams are read once.
   *
   * @param mapped whether files are mapped into memory.
   */
  public CaptureOptions(final boolean mapped) {
    this(mapped, false);
  }
}
