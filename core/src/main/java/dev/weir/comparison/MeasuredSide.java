package dev.weir.comparison;

import dev.weir.analysis.ConnectionSink;
import dev.weir.connection.ConnectionView;
import dev.weir.report.ConnectionColumn;
import dev.weir.statistics.RateMoments;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the connections of one side amount to, in every measure. Memory does not grow with them: a
 * distribution is a histogram of three digits, a rate its moments.
 */
public final class MeasuredSide implements ConnectionSink {
  private static final int DIGITS = 3;

  private final List<Gathered> gathered = new ArrayList<>();
  private long connections;

  /**
   * Nothing yet.
   *
   * @param measures what to measure.
   * @param columns what reads connections: {@link dev.weir.report.ConnectionColumns#ALL}, or {@link
   *     KeptConnections#columns}.
   */
  public MeasuredSide(final List<Measure> measures, final List<ConnectionColumn> columns) {
    for (final Measure measure : measures) {
      gathered.add(new Gathered(measure, columns));
    }
  }

  @Override
  public void accept(final ConnectionView connection) {
    connections++;
    for (final Gathered each : gathered) {
      each.add(connection);
    }
  }

  /**
   * Connections that were measured.
   *
   * @return how many.
   */
  public long connections() {
    return connections;
  }

  List<Gathered> gathered() {
    return gathered;
  }

  /** What was gathered of one measure. */
  static final class Gathered {
    private final Measure measure;
    private final MeasureReading reading;
    private final Histogram values;
    private final RateMoments moments;
    private long part;
    private long whole;

    private Gathered(final Measure measure, final List<ConnectionColumn> columns) {
      this.measure = measure;
      reading = new MeasureReading(measure, columns);
      values = measure.kind() == Measure.Kind.DISTRIBUTION ? new Histogram(DIGITS) : null;
      moments = measure.kind() == Measure.Kind.RATE ? new RateMoments() : null;
    }

    private void add(final ConnectionView connection) {
      if (!reading.counts(connection)) {
        return;
      }
      switch (measure.kind()) {
        case DISTRIBUTION -> {
          final long value = reading.value(connection);
          if (value >= 0) {
            values.recordValue(value);
          }
        }
        case SHARE -> {
          whole++;
          part += reading.holds(connection) ? 1 : 0;
        }
        default -> moments.add(reading.part(connection), reading.whole(connection));
      }
    }

    Measure measure() {
      return measure;
    }

    Histogram values() {
      return values;
    }

    RateMoments moments() {
      return moments;
    }

    long part() {
      return moments == null ? part : moments.part();
    }

    long whole() {
      return moments == null ? whole : moments.whole();
    }
  }
}
