package dev.weir.cli;

import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import dev.weir.testdata.TruthTable;
import java.io.IOException;
import java.nio.file.Path;

/** A capture of generated traffic for tests. */
final class TrafficFile {
  private TrafficFile() {}

  /** Writes connections of all kinds; how many packets they have is up to the generator. */
  static Path write(final Path file, final int connections) throws IOException {
    final TrafficSettings settings = new TrafficSettings().seed(11).connections(connections);
    try (TruthTable truth = new TruthTable(connections);
        PcapFileWriter writer =
            PcapFileWriter.create(file, new PcapFormat().snaplen(settings.snaplen()))) {
      new TrafficMix(settings.concurrent(Math.min(connections, 100))).generate(writer, truth);
    }
    return file;
  }
}
