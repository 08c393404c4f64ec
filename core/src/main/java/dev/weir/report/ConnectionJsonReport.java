package dev.weir.report;

import dev.weir.connection.ConnectionView;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;

/** Connections as JSON lines: an object each, with the columns as its members. */
public final class ConnectionJsonReport implements ConnectionReport {
  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(ConnectionCsvReport.BLOCK * 2);
  private final ConnectionColumn[] columns = ConnectionColumns.ALL.toArray(ConnectionColumn[]::new);

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionJsonReport(final OutputStream out) {
    this.out = out;
  }

  @Override
  public void accept(final ConnectionView connection) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      text.ascii(i == 0 ? "{\"" : ",\"").ascii(columns[i].name()).ascii("\":");
      value(columns[i], connection);
    }
    text.ascii("}\n");
    if (text.length() >= ConnectionCsvReport.BLOCK) {
      flush();
    }
  }

  private void value(final ConnectionColumn column, final ConnectionView connection) {
    if (column.kind() == ConnectionColumn.Kind.TEXT) {
      text.append('"');
      column.writer().write(connection, text);
      text.append('"');
      return;
    }
    final int before = text.length();
    column.writer().write(connection, text);
    if (text.length() == before) {
      text.ascii("null");
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
