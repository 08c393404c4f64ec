package dev.weir.report;

import dev.weir.http.HttpRow;
import java.io.IOException;

/** Writes HTTP transactions somewhere as they come. */
public interface HttpReport {
  /**
   * Writes a transaction.
   *
   * @param row the transaction and its connection.
   * @throws IOException where it cannot be written.
   */
  void accept(HttpRow row) throws IOException;

  /**
   * Writes what is held back. Called once, after the last transaction.
   *
   * @throws IOException where it cannot be written.
   */
  void finish() throws IOException;
}
