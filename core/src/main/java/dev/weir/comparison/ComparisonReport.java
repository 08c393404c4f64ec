package dev.weir.comparison;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a comparison. */
@FunctionalInterface
public interface ComparisonReport {
  /**
   * Writes it.
   *
   * @param before what was compared.
   * @param after with what.
   * @param comparison what came of it.
   * @param out where to; is not closed.
   * @throws IOException where it cannot be written.
   */
  void write(
      ComparedCapture before, ComparedCapture after, SideComparison comparison, OutputStream out)
      throws IOException;
}
