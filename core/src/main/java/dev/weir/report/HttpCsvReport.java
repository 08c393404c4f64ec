package dev.weir.report;

import dev.weir.http.HttpRow;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;

/** HTTP transactions as CSV (RFC 4180, lines ended by LF): column names, then a line each. */
public final class HttpCsvReport implements HttpReport {

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(ConnectionCsvReport.BLOCK * 2);

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public HttpCsvReport(final OutputStream out) {
    this.out = out;
    String comma = "";
    for (final HttpColumn column : HttpColumns.ALL) {
      text.ascii(comma).ascii(column.name());
      comma = ",";
    }
    text.append('\n');
  }

  @Override
  public void accept(final HttpRow row) throws IOException {
    String comma = "";
    for (final HttpColumn column : HttpColumns.ALL) {
      text.ascii(comma);
      comma = ",";
      value(column, row);
    }
    text.append('\n');
    if (text.length() >= ConnectionCsvReport.BLOCK) {
      finish();
    }
  }

  private void value(final HttpColumn column, final HttpRow row) {
    if (column.count() != null) {
      final long count = column.count().applyAsLong(row);
      if (count != HttpColumn.NONE) {
        text.decimal(count);
      }
    } else if (column.nanos() != null) {
      final long nanos = column.nanos().applyAsLong(row);
      if (nanos != HttpColumn.NONE) {
        text.seconds(nanos);
      }
    } else if (column.truth() != null) {
      final Boolean truth = column.truth().apply(row);
      text.ascii(truth == null ? "" : truth.toString());
    } else if (column.text() != null) {
      final String value = column.text().apply(row);
      text.csv(value == null ? "" : value);
    } else {
      text.ascii(String.join(" ", column.words().apply(row)));
    }
  }

  @Override
  public void finish() throws IOException {
    text.writeTo(out);
    text.clear();
  }
}
