package dev.weir.analysis;

import dev.weir.connection.ConnectionView;
import java.io.IOException;

/** Takes connections as they end, in an order that does not depend on the number of threads. */
@FunctionalInterface
public interface ConnectionSink {
  /**
   * Takes one connection.
   *
   * @param connection a view that is valid during the call only.
   * @throws IOException where it cannot be written; the analysis ends.
   */
  void accept(ConnectionView connection) throws IOException;
}
