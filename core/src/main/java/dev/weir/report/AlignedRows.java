package dev.weir.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text in aligned columns. The first rows decide how wide the columns are, so that a long
 * table starts to appear at once.
 */
public final class AlignedRows {
  private static final int ROWS_THAT_DECIDE = 1000;

  private final OutputStream out;
  private final boolean[] isRight;
  private final int[] widths;
  private final StringBuilder block = new StringBuilder();
  private List<String[]> first = new ArrayList<>();

  /**
   * Makes a table.
   *
   * @param out takes large blocks of UTF-8.
   * @param headings the first row.
   * @param isRight which columns are aligned to the right.
   */
  public AlignedRows(final OutputStream out, final String[] headings, final boolean[] isRight) {
    this.out = out;
    this.isRight = isRight.clone();
    widths = new int[headings.length];
    first.add(headings);
  }

  /**
   * Adds a row.
   *
   * @param row as many texts as there are headings.
   * @throws IOException where it cannot be written.
   */
  public void add(final String... row) throws IOException {
    if (first == null) {
      write(row);
    } else {
      first.add(row);
      if (first.size() > ROWS_THAT_DECIDE) {
        writeFirst();
      }
    }
  }

  private void writeFirst() throws IOException {
    for (final String[] row : first) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (final String[] row : first) {
      write(row);
    }
    first = null;
  }

  private void write(final String[] row) throws IOException {
    final int last = row.length - 1;
    for (int i = 0; i < row.length; i++) {
      final String padding = " ".repeat(Math.max(0, widths[i] - row[i].length()));
      if (isRight[i]) {
        block.append(padding).append(row[i]);
      } else {
        block.append(row[i]).append(i == last ? "" : padding);
      }
      block.append(i == last ? "\n" : "  ");
    }
    if (block.length() >= ConnectionCsvReport.BLOCK) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(block.toString().getBytes(StandardCharsets.UTF_8));
    block.setLength(0);
  }

  /**
   * Writes what is not yet written.
   *
   * @throws IOException where it cannot be written.
   */
  public void finish() throws IOException {
    if (first != null) {
      writeFirst();
    }
    flush();
  }
}
