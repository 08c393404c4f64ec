package dev.weir.comparison;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.analysis.ConnectionSink;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.report.ConnectionColumns;
import dev.weir.report.ConnectionJsonReport;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Generated captures, measured. */
final class Traffic {
  static final MeasureTest.Levels LEVELS = new MeasureTest.Levels(0.01, 0.05);

  private final Path folder;

  Traffic(final Path folder) {
    this.folder = folder;
  }

  static TrafficSettings settings(final long seed, final int connections) {
    return new TrafficSettings()
        .seed(seed)
        .connections(connections)
        .concurrent(Math.min(100, connections))
        .snaplen(96);
  }

  Path capture(final TrafficSettings settings) throws Exception {
    final Path file = Files.createTempFile(folder, "traffic", ".pcap");
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat().snaplen(96))) {
      new TrafficMix(settings).generate(writer, null);
    }
    return file;
  }

  static void analyse(final Path file, final ConnectionSink sink) throws Exception {
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(1)).run(sink);
    }
  }

  MeasuredSide measured(final TrafficSettings settings) throws Exception {
    final Path file = capture(settings);
    final MeasuredSide side = new MeasuredSide(Measures.ALL, ConnectionColumns.ALL);
    analyse(file, side);
    Files.delete(file);
    return side;
  }

  static MeasuredSide measured(final KeptConnections kept) throws Exception {
    final MeasuredSide side = new MeasuredSide(Measures.ALL, kept.columns());
    kept.run(kept.needed(Measures.ALL, null), side);
    return side;
  }

  static String json(final Path capture) throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ConnectionJsonReport report = new ConnectionJsonReport(out);
    analyse(capture, report);
    report.finish();
    return out.toString(StandardCharsets.US_ASCII);
  }

  KeptConnections kept(final String lines) throws Exception {
    final Path file = Files.createTempFile(folder, "kept", ".json");
    Files.writeString(file, lines);
    return new KeptConnections(file);
  }

  static String written(
      final MeasuredSide before, final MeasuredSide after, final ComparisonReport report)
      throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.write(
        new ComparedCapture("b", before.connections(), before.connections(), false),
        new ComparedCapture("a", after.connections(), after.connections(), true),
        SideComparison.of(before, after, LEVELS),
        out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
