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

  /** What stands before the value of each column. */
  private final String[] labels = new String[columns.length];

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionJsonReport(final OutputStream out) {
    this.out = out;
    for (int i = 0; i < columns.length; i++) {
      labels[i] = (i == 0 ? "{\"" : ",\"") + columns[i].name() + "\":";
    }
  }

  @Override
  public void accept(final ConnectionView connection) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      text.ascii(labels[i]);
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
      column.write(connection, text);
      text.append('"');
      return;
    }
    final int before = text.length();
    column.write(connection, text);
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
