package dev.weir.report;

import dev.weir.connection.ConnectionView;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Connections as CSV (RFC 4180, lines ended by LF): a line of column names, then a line each. */
public final class ConnectionCsvReport implements ConnectionReport {
  static final int BLOCK = 1 << 16;

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(BLOCK * 2);
  private final CsvRow row = new CsvRow();

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionCsvReport(final OutputStream out) {
    this.out = out;
    final List<ConnectionColumn> columns = ConnectionColumns.ALL;
    for (int i = 0; i < columns.size(); i++) {
      text.ascii(i == 0 ? "" : ",").ascii(columns.get(i).name());
    }
    text.append('\n');
  }

  @Override
  public void accept(final ConnectionView connection) throws IOException {
    row.write(connection, text);
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
