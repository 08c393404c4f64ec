package dev.weir.capture;

/**
 * How captures are opened.
 *
 * @param mapped whether files are mapped into memory; false reads them through a window.
 * @param repeatable whether streams, too, must be readable more than once: they are copied into a
 *     file of {@code java.io.tmpdir} first, which is deleted when the capture is closed.
 * @param firstInterfaceOnly whether a file is read no further than to an interface with another
 *     link type or snapshot length than its first one, as libpcap 1.10.3 does it.
 */
public record CaptureOptions(boolean mapped, boolean repeatable, boolean firstInterfaceOnly) {
  /** Files are mapped and read to their ends, streams are read once. */
  public static final CaptureOptions DEFAULT = new CaptureOptions(true);

  /**
   * Options to read files to their ends.
   *
   * @param mapped whether files are mapped into memory.
   * @param repeatable whether streams, too, must be readable more than once.
   */
  public CaptureOptions(final boolean mapped, final boolean repeatable) {
    this(mapped, repeatable, false);
  }

  /**
   * Options to read files to their ends, and streams once.
   *
   * @param mapped whether files are mapped into memory.
   */
  public CaptureOptions(final boolean mapped) {
    this(mapped, false);
  }
}
