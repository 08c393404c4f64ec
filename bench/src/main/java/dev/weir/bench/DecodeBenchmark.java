package dev.weir.bench;

import dev.weir.capture.CaptureException;
import dev.weir.capture.LinkType;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the bytes of a frame to its TCP segment: addresses, ports, sequence numbers, flags and
 * payload length of each packet are read and summed. Packets lie one behind the other in memory.
 *
 * <pre>bench/run DecodeBenchmark -p shape=IPV4</pre>
 */
public class DecodeBenchmark extends PacketBenchmark {
  /** Packets of one call: 12 MB of headers, more than a core's own caches hold. */
  static final int PACKETS = 1 << 17;

  static final int CONCURRENT = 1_000;

  /** Headers of the packets. */
  @Param public TrafficShape shape;

  private final PacketDecoder decoder = new PacketDecoder();
  private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
  private CapturedPackets packets;

  /** Reads the packets into memory. */
  @Setup
  public void read() throws IOException, CaptureException {
    packets = new CapturedPackets(GeneratedCapture.of(shape, PACKETS, CONCURRENT, "pcap"), PACKETS);
    if (sum() != TcpFields.expected(packets)) {
      throw new IllegalStateException("the decoder reads other fields than are there");
    }
  }

  /** Lets go of them. */
  @TearDown
  public void close() {
    packets.close();
  }

  /** As users run it: bounds checks on. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long weir() {
    return sum();
  }

  /** What the bounds checks of the buffers cost: nobody should run without them. */
  @Benchmark
  @Fork(jvmArgsPrepend = NO_BOUNDS_CHECKS)
  @OperationsPerInvocation(PACKETS)
  public long weirUnchecked() {
    return sum();
  }

  private long sum() {
    long sum = 0;
    for (int i = 0; i < PACKETS; i++) {
      packet.wrap(packets.addresses[i], packets.lengths[i]);
      final DecodeOutcome outcome =
          decoder.decode(packet, LinkType.ETHERNET, packets.originalLengths[i]);
      if (outcome == DecodeOutcome.TCP) {
        sum += fields();
      }
    }
    return sum;
  }

  private long fields() {
    return TcpFields.sum(
        decoder.sourceLow(),
        decoder.destinationLow(),
        decoder.sourcePort(),
        decoder.destinationPort(),
        decoder.tcp().sequence(),
        decoder.tcp().acknowledgment(),
        decoder.tcp().flags(),
        decoder.payloadLength());
  }

  /** The baseline: reads where the fields of these packets are, trusting every length in them. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long byHand() {
    return TcpFields.expected(packets);
  }
}
