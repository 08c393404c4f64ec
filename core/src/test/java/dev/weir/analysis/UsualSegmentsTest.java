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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A usual segment is the one that the decoder finds, field by field; what it does not find is none.
 */
class UsualSegmentsTest {
  /** Ethernet, IPv4, TCP with timestamps, 6 bytes of payload. */
  private static final String PACKET =
      "020000000002020000000001080045000"
          + "03a0001400040060000c0a80001c0a80002"
          + "d43100500000000100000002801801f600000000"
          + "0101080a0000000100000002"
          + "686974686572";

  private static final int PACKETS = 200_000;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(7);

  /** Packets that are cut, and in which some bytes are other ones, mostly in the headers. */
  private Path mutants() throws IOException {
    final byte[] packet = HexFormat.of().parseHex(PACKET);
    final ByteBuffer file =
        ByteBuffer.allocate(24 + PACKETS * (16 + packet.length + 8)).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xA1B2_C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(262_144).putInt(1);
    for (int i = 0; i < PACKETS; i++) {
      final byte[] bytes = packet.clone();
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
        if (!usual.identify(cursor, hash, taken)) {
          continue;
        }
        usual.take(cursor, taken);
        final String where = "packet " + cursor.packetNumber();
        final DecodeOutcome outcome =
            decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
        assertEquals(DecodeOutcome.TCP, outcome, where);
        assertTrue(decoder.carriesTcp(), where);
        expected.identify(decoder, hash);
        expected.take(cursor, decoder);
        compare(expected, taken, where);
        found++;
      }
      assertEquals(PACKETS, cursor.packetNumber());
    }
    assertTrue(found > PACKETS / 4 && found < PACKETS, found + " found");
  }

  private static void compare(final Segment expected, final Segment taken, final String where)
      throws IllegalAccessException {
    assertEquals(expected.key.direction(), taken.key.direction(), where);
    for (final Field field : Segment.class.getDeclaredFields()) {
      if (field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        assertEquals(field.get(expected), field.get(taken), () -> where + ", " + field.getName());
      }
    }
  }
}
