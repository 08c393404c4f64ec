package dev.weir.report;

import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.capture.CaptureFile;
import dev.weir.capture.CaptureInterface;
import dev.weir.capture.Damage;
import java.util.List;

/**
 * All that a summary is made of.
 *
 * @param files the capture's files.
 * @param interfaces the interfaces that they describe.
 * @param totals what all packets amount to.
 * @param connections what all connections amount to, or the selected ones.
 * @param part which of the capture's connections were selected, or null where all were.
 * @param damages where files stopped being readable.
 */
public record CaptureSummary(
    List<CaptureFile> files,
    List<CaptureInterface> interfaces,
    CaptureTotals totals,
    ConnectionTotals connections,
    Part part,
    List<Damage> damages) {
  /**
   * That not all connections were added up.
   *
   * @param condition what the others do not fulfil, as the user wrote it.
   * @param of how many connections there are in all.
   */
  public record Part(String condition, long of) {
    /** The condition on one line. */
    String words() {
      return condition.strip().replaceAll("\\s+", " ");
    }
  }

  /** Services and hosts that are listed. */
  static final int TOP = 10;

  /**
   * Takes the results of a finished analysis.
   *
   * @param analyzer has run.
   * @param packets where it counted packets.
   * @param connections was its sink.
   * @param part which connections were selected, or null.
   * @return the summary.
   */
  public static CaptureSummary of(
      final CaptureAnalyzer analyzer,
      final CaptureTotals packets,
      final ConnectionTotals connections,
      final Part part) {
    return new CaptureSummary(
        List.copyOf(analyzer.files()),
        List.copyOf(analyzer.interfaces()),
        packets,
        connections,
        part,
        List.copyOf(analyzer.damages()));
  }

  /** From the earliest packet to the latest, in nanoseconds; 0 where there are not two. */
  long durationNanos() {
    return totals.packets() == 0 ? 0 : totals.lastNanos() - totals.firstNanos();
  }

  /** What packets or bytes amount to in a second; 0 where there is no time between them. */
  double perSecond(final long amount) {
    final long nanos = durationNanos();
    return nanos <= 0 ? 0 : amount * 1e9 / nanos;
  }

  /** Packets that the capture lost by its own account; -1 where no file says. */
  long drops() {
    long sum = -1;
    for (final CaptureInterface link : interfaces) {
      for (final long drops :
          new long[] {link.dropsByInterface(), link.dropsBySystem(), link.dropsBetweenRecords()}) {
        if (drops > 0 || drops == 0 && link.dropsByInterface() + link.dropsBySystem() > -2) {
          sum = Math.max(sum, 0) + drops;
        }
      }
    }
    return sum;
  }
}
