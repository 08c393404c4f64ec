package dev.weir.selection;

import dev.weir.analysis.ConnectionSink;
import dev.weir.connection.ConnectionView;
import java.io.IOException;

/** Hands on the connections that are wanted, and counts all. */
public final class SelectedConnections implements ConnectionSink {
  private final Selection selection;
  private final ConnectionSink target;
  private long seen;

  /**
   * Makes a sink.
   *
   * @param selection which are wanted.
   * @param target takes those.
   */
  public SelectedConnections(final Selection selection, final ConnectionSink target) {
    this.selection = selection;
    this.target = target;
  }

  @Override
  public void accept(final ConnectionView connection) throws IOException {
    seen++;
    if (selection.matches(connection)) {
      target.accept(connection);
    }
  }

  /**
   * All connections, wanted or not.
   *
   * @return how many.
   */
  public long seen() {
    return seen;
  }
}
