package dev.weir.selection;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.OffHeapRecord;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Connections of generated traffic, and their columns as reports print them. */
final class Rows {
  private final List<ConnectionView> connections = new ArrayList<>();
  private final List<Map<String, String>> values = new ArrayList<>();

  private Rows() {}

  /** Makes traffic of all kinds, some of it lost, in a file of a folder, and tracks it. */
  static Rows ofTraffic(final Path folder, final int count) throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    final TrafficSettings settings =
        new TrafficSettings()
            .seed(5)
            .connections(count)
            .concurrent(Math.min(count, 100))
            .captureLoss(0.01);
    write(file, settings);
    final Rows rows = new Rows();
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withHashSeed(1)).run(rows::keep);
    }
    return rows;
  }

  private static void write(final Path file, final TrafficSettings settings) throws IOException {
    try (TruthTable truth = new TruthTable(settings.connections());
        PcapFileWriter writer =
            PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
      new TrafficMix(settings).generate(writer, truth);
    }
  }

  private void keep(final ConnectionView connection) {
    final OffHeapRecord copy = OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
    connection.copyTo(copy, 0);
    final ConnectionView kept = new ConnectionView().wrap(copy, 0);
    connections.add(kept);
    final Map<String, String> row = new HashMap<>();
    final TextBuffer text = new TextBuffer();
    for (final ConnectionColumn column : ConnectionColumns.ALL) {
      text.clear();
      column.write(kept, text);
      row.put(column.name(), text.toString());
    }
    values.add(row);
  }

  /** The places of the connections that an expression selects. */
  List<Integer> selected(final String expression) throws SelectionException {
    final Selection selection = Selection.of(expression);
    final List<Integer> places = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      if (selection.matches(connections.get(i))) {
        places.add(i);
      }
    }
    return places;
  }

  /** The places of the rows that pass a test of what is printed. */
  List<Integer> printed(final Predicate<Map<String, String>> test) {
    final List<Integer> places = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (test.test(values.get(i))) {
        places.add(i);
      }
    }
    return places;
  }

  ConnectionView connection(final int place) {
    return connections.get(place);
  }

  int count() {
    return connections.size();
  }
}
