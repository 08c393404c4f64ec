package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A usual segment is the one that the decoder finds, field by field; what it does not find is none.
 */
class UsualSegmentsTest {
  private static final String ETHERNET = "020000000002020000000001";

  private static final String IPV4_PORTS = "4500%04x0001400040060000c0a80001c0a80002d4310050";

  private static final String IPV6_PORTS =
      "60000000%04x0640fe800000000000000000000000000001fe800000000000000000000000000002d4310050";

  private static final String NUMBERS = "0000000100000002";

  /** Data offset and flags, window, checksum, urgent pointer; options; 6 bytes of payload. */
  private static final List<String> TCP =
      List.of(
          "501801f600000000" + "686974686572",
          "801801f600000000" + "0101080a0000000100000002" + "686974686572",
          "a00201f600000000" + "020405b40402080a000000010000000001030307",
          "801201f600000000" + "020405b40103030801010402",
          "b00201f600000000" + "020405b4010303060101080a000000010000000004020000",
          "b01001f600000000" + "0101080a00000001000000020101050a0000000100000009",
          "901001f600000000"
              + "0101010101010101010101010101010101"
              + "22020104020102"
              + "686974686572");

  private static List<byte[]> packets() {
    final List<byte[]> packets = new ArrayList<>();
    for (final String tcp : TCP) {
      final int length = 12 + tcp.length() / 2;
      final String ipv4 = "0800" + String.format(IPV4_PORTS, 20 + length);
      final String ipv6 = "86dd" + String.format(IPV6_PORTS, length);
      for (final String network : List.of(ipv4, ipv6, "81000007" + ipv4, "81000007" + ipv6)) {
        packets.add(HexFormat.of().parseHex(ETHERNET + network + NUMBERS + tcp));
      }
    }
    return packets;
  }

  private static final int PACKETS = 400_000;
  private static final int LONGEST = 128;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(7);

  /** Packets that are cut, and in which some bytes are other ones, mostly in the headers. */
  private Path mutants() throws IOException {
    final List<byte[]> packets = packets();
    final ByteBuffer file =
        ByteBuffer.allocate(24 + PACKETS * (16 + LONGEST)).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xA1B2_C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(262_144).putInt(1);
    for (int i = 0; i < PACKETS; i++) {
      final byte[] bytes = packets.get(random.nextInt(packets.size())).clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      final int captured = random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length;
      final int original = random.nextInt(9) == 0 ? random.nextInt(2_000) : bytes.length;
      file.putInt(i).putInt(i % 1_000_000).putInt(captured).putInt(original);
      file.put(bytes, 0, captured);
    }
    final Path path = folder.resolve("mutants.pcap");
    file.flip();
    try (var channel =
        Files.newByteChannel(
            path,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(file);
    }
    return path;
  }

  @Test
  void shouldSayWhatTheDecoderSays() throws Exception {
    final ConnectionHash hash = new ConnectionHash(1);
    final UsualSegments usual = new UsualSegments();
    final PacketDecoder decoder = new PacketDecoder();
    final Segment taken = new Segment();
    final Segment expected = new Segment();
    int found = 0;
    try (PacketCursor cursor = Capture.open(List.of(mutants()), CaptureOptions.DEFAULT).cursor()) {
      while (cursor.next()) {
        if (!usual.take(cursor, hash, taken)) {
          continue;
        }
        final String where = "packet " + cursor.packetNumber();
        final DecodeOutcome outcome =
            decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
        assertEquals(DecodeOutcome.TCP, outcome, where);
        assertTrue(decoder.carriesTcp(), where);
        expected.identify(decoder, hash);
        expected.take(cursor, decoder);
        SegmentFields.compare(expected, taken, where);
        found++;
      }
      assertEquals(PACKETS, cursor.packetNumber());
    }
    assertTrue(found > PACKETS / 4 && found < PACKETS, found + " found");
  }
}
