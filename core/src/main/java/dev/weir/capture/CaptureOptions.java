package dev.weir.capture;

/**
 * How captures are opened.
 *
 * @param mapped whether files are mapped into memory; false reads them through a window.
 */
public record CaptureOptions(boolean mapped) {
  /** Files are mapped. */
  public static final CaptureOptions DEFAULT = new CaptureOptions(true);
}
