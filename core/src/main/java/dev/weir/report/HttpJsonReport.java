package dev.weir.report;

import dev.weir.http.HttpRow;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * HTTP transactions as JSON lines: an object each, with the columns as its members. Bytes of text
 * that are no ASCII become the characters of ISO 8859-1.
 */
public final class HttpJsonReport implements HttpReport {
  private static final String NOTHING = "null";

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(ConnectionCsvReport.BLOCK * 2);

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public HttpJsonReport(final OutputStream out) {
    this.out = out;
  }

  @Override
  public void accept(final HttpRow row) throws IOException {
    String before = "{\"";
    for (final HttpColumn column : HttpColumns.ALL) {
      text.ascii(before).ascii(column.name()).ascii("\":");
      before = ",\"";
      value(column, row);
    }
    text.ascii("}\n");
    if (text.length() >= ConnectionCsvReport.BLOCK) {
      finish();
    }
  }

  private void value(final HttpColumn column, final HttpRow row) {
    if (column.count() != null) {
      final long count = column.count().applyAsLong(row);
      if (count == HttpColumn.NONE) {
        text.ascii(NOTHING);
      } else {
        text.decimal(count);
      }
    } else if (column.nanos() != null) {
      final long nanos = column.nanos().applyAsLong(row);
      if (nanos == HttpColumn.NONE) {
        text.ascii(NOTHING);
      } else {
        text.seconds(nanos);
      }
    } else if (column.truth() != null) {
      text.ascii(String.valueOf(column.truth().apply(row)));
    } else if (column.text() != null) {
      final String value = column.text().apply(row);
      if (value == null) {
        text.ascii(NOTHING);
      } else {
        text.json(value);
      }
    } else {
      text.append('[');
      String comma = "";
      for (final String word : column.words().apply(row)) {
        text.ascii(comma).json(word);
        comma = ",";
      }
      text.append(']');
    }
  }

  @Override
  public void finish() throws IOException {
    text.writeTo(out);
    text.clear();
  }
}
