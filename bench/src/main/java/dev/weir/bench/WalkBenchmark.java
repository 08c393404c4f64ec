package dev.weir.bench;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From record to record: where each packet is, its lengths and its time. Nothing of the packets is
 * read. The file is opened anew at its end, so that the page faults of a fresh mapping are in the
 * figure, as they are in a run of the program.
 *
 * <pre>bench/run WalkBenchmark</pre>
 */
public class WalkBenchmark extends PacketBenchmark {
  /** Packets of the capture, and of one call. */
  static final int PACKETS = 1 << 20;

  private static final int CONCURRENT = 10_000;

  /** Ready to walk; a benchmark method has only its own, so that calls have one receiver type. */
  @State(Scope.Thread)
  public abstract static class Walk {
    private final String extension;
    private final boolean mapped;
    private Capture capture;

    Walk(final String extension, final boolean mapped) {
      this.extension = extension;
      this.mapped = mapped;
    }

    /** Opens the capture. */
    @Setup
    public void open() throws IOException, CaptureException {
      final Path file = GeneratedCapture.of(TrafficShape.MIX, PACKETS, CONCURRENT, extension);
      capture = Capture.open(List.of(file), new CaptureOptions(mapped));
    }

    /** Closes it. */
    @TearDown
    public void close() {
      capture.close();
    }

    final long walk() throws CaptureException {
      long sum = 0;
      try (PacketCursor cursor = capture.cursor()) {
        while (cursor.next()) {
          sum += cursor.capturedLength() + cursor.originalLength() ^ cursor.timestampNanos();
        }
        if (cursor.packetNumber() != PACKETS) {
          throw new IllegalStateException("walked only " + cursor.packetNumber() + " packets");
        }
      }
      return sum;
    }
  }

  /** A mapped pcap file. */
  public static class MappedPcap extends Walk {
    /** Made by JMH. */
    public MappedPcap() {
      super("pcap", true);
    }
  }

  /** A pcap file that is read into a window. */
  public static class ReadPcap extends Walk {
    /** Made by JMH. */
    public ReadPcap() {
      super("pcap", false);
    }
  }

  /** A mapped pcapng file. */
  public static class MappedPcapng extends Walk {
    /** Made by JMH. */
    public MappedPcapng() {
      super("pcapng", true);
    }
  }

  /** The way of every run of the program. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pcapMapped(final MappedPcap walk) throws CaptureException {
    return walk.walk();
  }

  /** With {@code --no-mmap}, and for pipes. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pcapRead(final ReadPcap walk) throws CaptureException {
    return walk.walk();
  }

  /** Blocks instead of records. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long pcapngMapped(final MappedPcapng walk) throws CaptureException {
    return walk.walk();
  }

  /** The file of the loop below. */
  @State(Scope.Thread)
  public static class File {
    private Path path;

    /** Finds the capture. */
    @Setup
    public void find() throws IOException {
      path = GeneratedCapture.of(TrafficShape.MIX, PACKETS, CONCURRENT, "pcap");
    }
  }

  /** The baseline: a loop for this one format, without a thought for damage. */
  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long byHand(final File file) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file.path)) {
      return walk(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    }
  }

  private static final ValueLayout.OfInt FIELD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static long walk(final MemorySegment file) {
    final long end = file.byteSize();
    long sum = 0;
    for (long record = 24; record + 16 <= end; ) {
      final long nanos =
          (file.get(FIELD, record) & 0xFFFF_FFFFL) * 1_000_000_000
              + file.get(FIELD, record + 4) * 1_000L;
      final int captured = file.get(FIELD, record + 8);
      sum += captured + file.get(FIELD, record + 12) ^ nanos;
      record += 16 + captured;
    }
    return sum;
  }
}
