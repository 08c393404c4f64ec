package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.HexBytes;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.LinkType;
import dev.weir.decode.ChecksumVerdict;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies and checksums, on packets of literal bytes. */
class PacketSampleTest {
  /** 10.0.0.1.40000 to 10.0.0.2.9000, identification 0x1234, "hello\n"; valid checksums. */
  private static final String DATA =
      "4500003a 12344000 40061488 0a000001 0a000002"
          + "9c402328 000003e9 00001389 8018ffff 472d0000 0101080a 00000064 00000065 68656c6c6f0a";

  /** The same with a TTL of 63, as a router hands it on. */
  private static final String ROUTED = DATA.replace("40061488", "3f061588");

  /** The same with another identification: sent again. */
  private static final String SENT_AGAIN = DATA.replace("12344000 40061488", "12354000 40061487");

  /** An ACK without payload and without identification, as it may repeat at any time. */
  private static final String ACK =
      "45000028 00004000 400626ce 0a000001 0a000002 9c402328 000003e9 00001389 5010ffff c0a90000";

  private static final long MILLI = 1_000_000;

  @TempDir Path folder;

  /** The sample of packets that come at some distance from each other. */
  private PacketSample sample(final long distanceNanos, final String... packets) throws Exception {
    final Path file = folder.resolve("packets.pcap");
    try (PcapFileWriter writer =
        PcapFileWriter.create(file, new PcapFormat().linkType(LinkType.RAW))) {
      for (int i = 0; i < packets.length; i++) {
        final byte[] bytes = HexBytes.bytes(packets[i]);
        writer.packet(1_000_000_000L + i * distanceNanos, bytes, bytes.length, bytes.length);
      }
    }
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT)) {
      final CaptureTotals totals = new CaptureTotals();
      new CaptureAnalyzer(capture, AnalyzerOptions.defaults().withThreads(2), totals)
          .run(connection -> {});
      return totals.sample();
    }
  }

  @Test
  void shouldSeeCopiesAlsoBehindARouter() throws Exception {
    assertEquals(1, sample(MILLI, DATA, DATA).copies());
    assertEquals(1, sample(MILLI, DATA, ROUTED).copies());
    assertEquals(2, sample(MILLI, DATA, ACK, DATA, SENT_AGAIN, ACK, SENT_AGAIN).copies());
  }

  @Test
  void shouldNotTakeWhatIsSentAgainForACopy() throws Exception {
    assertEquals(0, sample(MILLI, DATA, SENT_AGAIN).copies());
    assertEquals(0, sample(11 * MILLI, DATA, DATA).copies());
    final PacketSample acks = sample(MILLI, ACK, ACK, ACK, ACK);
    assertEquals(0, acks.copies());
    assertEquals(0, acks.comparedPackets());
  }

  @Test
  void shouldTellChecksumsLeftToTheCardFromWrongOnes() throws Exception {
    // The pseudo header: 0a00 + 0001 + 0a00 + 0002 + 0006 + 0026 (38 bytes of TCP) = 142f.
    final PacketSample sample =
        sample(
            MILLI,
            DATA,
            DATA.replace("472d0000", "142f0000"),
            DATA.replace("472d0000", "14090000"),
            DATA.replace("472d0000", "00000000"),
            DATA.replace("472d0000", "472e0000"),
            DATA.substring(0, DATA.length() - 2));
    assertEquals(1, sample.checksums(ChecksumVerdict.VALID));
    assertEquals(4, sample.checksums(ChecksumVerdict.INVALID));
    assertEquals(3, sample.leftToTheCard());
    assertEquals(1, sample.checksums(ChecksumVerdict.UNVERIFIABLE));
  }

  @Test
  void shouldLookAtTheFirstPacketsAndThenAtAPart() {
    int taken = 0;
    for (long place = 1; place <= 1 << 20; place++) {
      taken += PacketSample.takes(place) ? 1 : 0;
    }
    assertTrue(PacketSample.takes(1) && PacketSample.takes(PacketSample.ALL_OF_THE_FIRST));
    assertFalse(PacketSample.takes(PacketSample.ALL_OF_THE_FIRST + 1_000));
    assertEquals(PacketSample.ALL_OF_THE_FIRST + (1024 - 8) * 32, taken);
  }
}
