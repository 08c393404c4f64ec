package dev.weir.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The page that a summary is written on: headings, rows, and how figures look. */
final class SummaryPage {
  private static final int BAR_WIDTH = 24;
  private static final int LABEL_WIDTH = 14;
  private static final int COUNTED_WIDTH = 26;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS XXX");

  private final boolean unicode;
  private final StringBuilder out = new StringBuilder();

  /** Begins a page; {@code unicode} says whether the reader can see block characters. */
  SummaryPage(final boolean unicode) {
    this.unicode = unicode;
  }

  boolean unicode() {
    return unicode;
  }

  /** What has been written. */
  String text() {
    return out.toString();
  }

  void heading(final String text) {
    out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
  }

  /** A short label and some words. */
  void row(final String label, final String text) {
    out.append("  ").append(left(label, LABEL_WIDTH)).append(text).append('\n');
  }

  /** A remark on the row above. */
  void note(final String text) {
    out.append("      ").append(text).append('\n');
  }

  /** A line as it is, indented. */
  void line(final String text) {
    out.append("  ").append(text.stripTrailing()).append('\n');
  }

  /** A count, its share of all, a bar. */
  void counted(final String label, final long count, final long all) {
    counted(label, count, all, "");
  }

  /** The same with a figure at the end. */
  void counted(final String label, final long count, final long all, final String more) {
    line(
        left(label, COUNTED_WIDTH)
            + right(grouped(count), 14)
            + right(Quantity.percent(count, all), 9)
            + "  "
            + left(bar(count, all), BAR_WIDTH)
            + right(more, 12));
  }

  private String bar(final long count, final long all) {
    final int length = all == 0 ? 0 : (int) Math.ceil((double) BAR_WIDTH * count / all);
    return (unicode ? "█" : "#").repeat(Math.min(length, BAR_WIDTH));
  }

  static String bits(final double bitsPerSecond) {
    return Quantity.bytes(Math.round(bitsPerSecond)).replace("B", "bit") + "/s";
  }

  static String time(final long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .atZone(ZoneId.systemDefault())
        .format(TIME);
  }

  static String grouped(final long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String left(final String text, final int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  static String right(final String text, final int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }
}
