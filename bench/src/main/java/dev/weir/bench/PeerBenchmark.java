package dev.weir.bench;

import dev.weir.capture.CaptureException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Other Java libraries on the packets of {@link DecodeBenchmark}: they must read the same fields,
 * which is checked before anything is measured; then the same with a map of connections, which is
 * the least of what {@link ConnectionsBenchmark} does.
 *
 * <p>pkts.io reads the capture from a stream of bytes in memory, records and all: it has no door
 * for single packets. pcap4j gets each packet as an array of its own.
 *
 * <pre>bench/run PeerBenchmark</pre>
 */
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PeerBenchmark extends PacketBenchmark {
  private static final int PACKETS = DecodeBenchmark.PACKETS;

  /** Headers of the packets; pkts.io does not decode tags. */
  @Param({"IPV4", "IPV6"})
  public TrafficShape shape;

  private byte[] capture;
  private byte[][] packets;

  /** Reads the packets into memory and lets both libraries prove that they can read them. */
  @Setup
  public void read() throws IOException, CaptureException {
    final Path file = GeneratedCapture.of(shape, PACKETS, DecodeBenchmark.CONCURRENT, "pcap");
    capture = Files.readAllBytes(file);
    try (CapturedPackets captured = new CapturedPackets(file, PACKETS)) {
      packets = captured.onHeap();
      final long expected = TcpFields.expected(captured);
      if (pcap4jDecode() != expected) {
        throw new IllegalStateException("pcap4j reads other fields than are there");
      }
      if (pktsDecode() != expected) {
        throw new IllegalStateException("pkts.io reads other fields than are there");
      }
    }
    final TupleCounts counts = new TupleCounts();
    Pcap4jPeer.decode(packets, counts);
    if (counts.packets() != PACKETS || counts.size() < DecodeBenchmark.CONCURRENT) {
      throw new IllegalStateException("tuples: " + counts.size());
    }
  }

  /** pcap4j: decode. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pcap4jDecode() {
    return Pcap4jPeer.decode(packets, SegmentTaker.SUM);
  }

  /** pkts.io: walk and decode. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pktsDecode() throws IOException {
    return PktsPeer.decode(stream(), SegmentTaker.SUM);
  }

  private BufferedInputStream stream() {
    return new BufferedInputStream(new ByteArrayInputStream(capture));
  }

  /** pcap4j and a map of connections. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pcap4jConnections() {
    final TupleCounts counts = new TupleCounts();
    return Pcap4jPeer.decode(packets, counts) + counts.size();
  }

  /** pkts.io and a map of connections. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pktsConnections() throws IOException {
    final TupleCounts counts = new TupleCounts();
    return PktsPeer.decode(stream(), counts) + counts.size();
  }
}
