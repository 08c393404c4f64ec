package dev.weir.story;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The connections of a capture file, traced. */
public final class TracedCapture {
  private TracedCapture() {}

  /** All connections of a file. */
  public static List<ConnectionTrace> all(final Path file) throws Exception {
    return picked(file, (number, packet, verdict) -> true, TraceLimits.DEFAULT);
  }

  /** Some connections of a file. */
  public static List<ConnectionTrace> picked(
      final Path file, final ConnectionPick pick, final TraceLimits limits) throws Exception {
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final List<ConnectionTrace> traces = new ArrayList<>();
      new ConnectionTracer(
              AnalyzerOptions.defaults().withHashSeed(1),
              pick,
              limits,
              AddressNames.NONE,
              traces::add,
              null)
          .run(cursor);
      traces.sort(Comparator.comparingLong(ConnectionTrace::number));
      return traces;
    }
  }
}
