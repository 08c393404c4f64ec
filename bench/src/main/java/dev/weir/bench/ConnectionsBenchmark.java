package dev.weir.bench;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.CaptureAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * All of {@code connections} but the writing of rows, per packet: from the file to each finished
 * connection, whose figures are summed. Memory outside the heap is fresh in each call, as in a run
 * of the program.
 *
 * <pre>bench/run ConnectionsBenchmark -p concurrent=10000</pre>
 */
public class ConnectionsBenchmark extends PacketBenchmark {
  /** Packets of the capture: 210 MB. */
  static final int PACKETS = 1 << 21;

  /** Workers. */
  @Param({"1", "2"})
  public int threads;

  /** Connections that live at one time. */
  @Param({"1000", "10000", "100000"})
  public int concurrent;

  private Path file;

  /** Makes the capture. */
  @Setup
  public void prepare() throws Exception {
    file = GeneratedCapture.of(TrafficShape.MIX, PACKETS, concurrent, "pcap");
  }

  /** One run over the whole file. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long connections() throws Exception {
    return run(file, threads, PACKETS);
  }

  /**
   * Analyses a capture.
   *
   * @param file the capture
   * @param threads workers
   * @param packets how many it has, all of them TCP
   * @return a sum of each connection's figures
   */
  static long run(final Path file, final int threads, final int packets) throws Exception {
    final AnalyzerOptions options =
        AnalyzerOptions.defaults().withThreads(threads).withHashSeed(42);
    final long[] sums = new long[2];
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      new CaptureAnalyzer(capture, options).run(connection -> add(sums, connection));
    }
    if (sums[0] != packets) {
      throw new IllegalStateException(file + ": packets of all connections: " + sums[0]);
    }
    return sums[1];
  }

  private static void add(final long[] sums, final ConnectionView connection) {
    sums[0] += connection.packets(Endpoint.ORIGINATOR) + connection.packets(Endpoint.RESPONDER);
    sums[1] +=
        connection.payload(Endpoint.ORIGINATOR)
                + connection.payload(Endpoint.RESPONDER)
                + connection.startNanos()
            ^ connection.endNanos();
  }
}
