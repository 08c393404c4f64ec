package dev.weir.comparison;

import dev.weir.report.AlignedRows;
import dev.weir.report.Quantity;
import dev.weir.statistics.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A comparison for people: for each measure a line of BEFORE and below it one of AFTER. */
public final class ComparisonTable implements ComparisonReport {
  private static final double[] UPPER = {0.5, 0.9, 0.95, 0.99};
  private static final double[] LOWER = {0.5, 0.1, 0.05, 0.01};
  private static final boolean[] RIGHT = {
    false, false, true, true, true, true, true, false, true, true, false
  };
  private static final double PERCENT = 100;
  private static final double MANY_TIMES = 10;
  private static final double LEAST_SHOWN = 1e-9;
  private static final String NOTHING = "-";

  /** Makes a report. */
  public ComparisonTable() {}

  @Override
  public void write(
      final ComparedCapture before,
      final ComparedCapture after,
      final SideComparison comparison,
      final OutputStream out)
      throws IOException {
    text("BEFORE  " + line(before) + "AFTER   " + line(after), out);
    final List<MeasureResult> shown =
        comparison.results().stream().filter(result -> result.verdict() != Verdict.NONE).toList();
    distributions("TIMES", Measure.Unit.NANOSECONDS, UPPER, shown, out);
    distributions("THROUGHPUT", Measure.Unit.BYTES_PER_SECOND, LOWER, shown, out);
    distributions("PAYLOAD", Measure.Unit.BYTES, UPPER, shown, out);
    shares("SHARES of connections", Measure.Kind.SHARE, shown, out);
    shares("RATES", Measure.Kind.RATE, shown, out);
    text("\n" + conclusion(comparison), out);
  }

  private static String line(final ComparedCapture capture) {
    final String of =
        capture.connections() == capture.all()
            ? ""
            : String.format(Locale.ROOT, " of %,d", capture.all());
    return String.format(
        Locale.ROOT,
        "%s, %,d%s connections%s%n",
        capture.name(),
        capture.connections(),
        of,
        capture.damaged() ? " (damaged: what is before the damage)" : "");
  }

  private static void text(final String text, final OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void distributions(
      final String title,
      final Measure.Unit unit,
      final double[] quantiles,
      final List<MeasureResult> all,
      final OutputStream out)
      throws IOException {
    final List<MeasureResult> chosen = chosen(all, result -> result.measure().unit() == unit);
    if (chosen.isEmpty()) {
      return;
    }
    final String[] headings = {
      title, "", "CONNECTIONS", "", "", "", "", "TEST", "CHANGE", "P", "VERDICT"
    };
    for (int i = 0; i < quantiles.length; i++) {
      headings[3 + i] = Math.round(quantiles[i] * PERCENT) + " %";
    }
    text("\n", out);
    final AlignedRows rows = new AlignedRows(out, headings, RIGHT);
    for (final MeasureResult result : chosen) {
      rows.add(
          distribution(
              "  " + result.measure().name(), "before", result.before(), 0, result, quantiles));
      rows.add(distribution("", "after", result.after(), 1, result, quantiles));
    }
    rows.finish();
  }

  private static List<MeasureResult> chosen(
      final List<MeasureResult> all, final Predicate<MeasureResult> which) {
    return all.stream().filter(which).toList();
  }

  private static String[] distribution(
      final String name,
      final String who,
      final MeasureResult.Side side,
      final int test,
      final MeasureResult result,
      final double[] quantiles) {
    final String[] row = new String[RIGHT.length];
    row[0] = name;
    row[1] = who;
    row[2] = String.format(Locale.ROOT, "%,d", side.size());
    for (int i = 0; i < quantiles.length; i++) {
      row[3 + i] = quantile(side.values(), quantiles[i], result.measure().unit());
    }
    judgement(result.tests().get(test), row);
    return row;
  }

  private static String quantile(final Sample values, final double share, final Measure.Unit unit) {
    if (values.size() == 0) {
      return NOTHING;
    }
    final long value = values.quantile(share);
    return switch (unit) {
      case NANOSECONDS -> Quantity.duration(value);
      case BYTES_PER_SECOND -> Quantity.bytes(value) + "/s";
      default -> Quantity.bytes(value);
    };
  }

  private static void shares(
      final String title,
      final Measure.Kind kind,
      final List<MeasureResult> all,
      final OutputStream out)
      throws IOException {
    final List<MeasureResult> chosen = chosen(all, result -> result.measure().kind() == kind);
    if (chosen.isEmpty()) {
      return;
    }
    text("\n", out);
    final AlignedRows rows =
        new AlignedRows(
            out,
            new String[] {title, "BEFORE", "", "AFTER", "", "CHANGE", "P", "VERDICT"},
            new boolean[] {false, true, true, true, true, true, true, false});
    for (final MeasureResult result : chosen) {
      final String[] row = new String[8];
      row[0] = "  " + result.measure().name();
      share(result.before(), row, 1);
      share(result.after(), row, 3);
      judgement(result.tests().getFirst(), row);
      rows.add(row);
    }
    rows.finish();
  }

  private static void share(final MeasureResult.Side side, final String[] row, final int at) {
    row[at] = String.format(Locale.ROOT, "%,d of %,d", side.part(), side.whole());
    row[at + 1] = side.whole() == 0 ? NOTHING : Quantity.percent(side.part(), side.whole());
  }

  /** Fills the last columns. */
  private static void judgement(final MeasureTest test, final String[] row) {
    final int end = row.length;
    if (end == RIGHT.length) {
      row[end - 4] = test.name();
    }
    row[end - 3] = test.isMade() ? change(test.ratio()) : NOTHING;
    row[end - 2] = test.isMade() ? chance(test.adjusted()) : NOTHING;
    row[end - 1] = test.verdict().label().replace('_', ' ');
  }

  private static String change(final double ratio) {
    if (Double.isInfinite(ratio)) {
      return "from 0";
    }
    if (ratio > MANY_TIMES) {
      return ratio > 1e6 ? "> 1M times" : Quantity.count(Math.round(ratio)) + " times";
    }
    return String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * PERCENT).replace("-0.0", "+0.0");
  }

  private static String chance(final double p) {
    if (p < LEAST_SHOWN) {
      return "<1e-9";
    }
    return p < 0.001
        ? String.format(Locale.ROOT, "%.0e", p)
        : p > 0.995 ? "1" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }

  private static String conclusion(final SideComparison comparison) {
    final StringBuilder text = new StringBuilder();
    for (final Verdict verdict : new Verdict[] {Verdict.WORSE, Verdict.BETTER, Verdict.CHANGED}) {
      final String names =
          comparison.results(verdict).stream()
              .map(result -> result.measure().name())
              .collect(Collectors.joining(", "));
      text.append(
          String.format(
              "%-8s %s%n",
              verdict.label().toUpperCase(Locale.ROOT), names.isEmpty() ? NOTHING : names));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "by more than chance (P at most %s in all) and by more than %s %%%n",
                plain(comparison.levels().alpha()),
                plain(comparison.levels().margin() * PERCENT)))
        .toString();
  }

  private static String plain(final double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
  }
}
