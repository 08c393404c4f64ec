package dev.weir.report;

import dev.weir.connection.ConnectionView;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;

/** Connections as CSV (RFC 4180, lines ended by LF): a line of column names, then a line each. */
public final class ConnectionCsvReport implements ConnectionReport {
  static final int BLOCK = 1 << 16;

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(BLOCK * 2);
  private final ConnectionColumn[] columns = ConnectionColumns.ALL.toArray(ConnectionColumn[]::new);

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionCsvReport(final OutputStream out) {
    this.out = out;
    for (int i = 0; i < columns.length; i++) {
      text.ascii(i == 0 ? "" : ",").ascii(columns[i].name());
    }
    text.append('\n');
  }

  @Override
  public void accept(final ConnectionView connection) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      columns[i].writer().write(connection, text);
    }
    text.append('\n');
    if (text.length() >= BLOCK) {
      flush();
    }
  }

  private void flush() throws IOException {
    text.writeTo(out);
    text.clear();
  }

  @Override
  public void finish() throws IOException {
    flush();
  }
}
