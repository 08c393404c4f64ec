package dev.weir.report;

import dev.weir.analysis.ConnectionSink;
import java.io.IOException;

/** Writes connections somewhere as they come. */
public interface ConnectionReport extends ConnectionSink {
  /**
   * Writes what is held back. Called once, after the last connection.
   *
   * @throws IOException where it cannot be written.
   */
  void finish() throws IOException;
}
