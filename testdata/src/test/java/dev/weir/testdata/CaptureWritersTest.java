package dev.weir.testdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of both formats, written out. */
class CaptureWritersTest {
  private static final byte[] FRAME = {1, 2, 3};

  private static byte[] classic(final PcapFormat format) {
    return CaseFile.pcap(format, w -> w.packet(0x65_0000_0001L * 1_000_000_000L / 256, FRAME, 2, 3))
        .bytes();
  }

  @Test
  void shouldWriteLittleEndianMicroseconds() {
    assertArrayEquals(
        Octets.hex(
            "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000"
                + "00000065 420f0000 02000000 03000000 0102"),
        CaseFile.pcap(
                new PcapFormat(),
                w -> w.packet(0x6500_0000L * 1_000_000_000L + 3_906_250, FRAME, 2, 3))
            .bytes());
  }

  @Test
  void shouldWriteBigEndianNanoseconds() {
    assertArrayEquals(
        Octets.hex(
            "a1b23c4d 0002 0004 00000000 00000000 00000060 00000071"
                + "65000000 003b9aca 00000002 00000003 0102"),
        CaseFile.pcap(
                new PcapFormat().nanoseconds().bigEndian().snaplen(96).linkType(113),
                w -> w.packet(0x6500_0000L * 1_000_000_000L + 3_906_250, FRAME, 2, 3))
            .bytes());
  }

  @Test
  void shouldWriteLongerRecordHeadersForTheModifiedFormat() {
    final byte[] file = classic(new PcapFormat().modified());
    assertEquals(24 + 24 + 2, file.length);
    assertArrayEquals(Octets.hex("34cdb2a1"), Octets.slice(file, 0, 4));
    assertArrayEquals(Octets.hex("02000000 0008 00 00 0102"), Octets.slice(file, 40, 50));
  }

  @Test
  void shouldSwapLengthsInOldVersions() {
    final byte[] old = classic(new PcapFormat().version(2, 2));
    assertArrayEquals(Octets.hex("03000000 02000000"), Octets.slice(old, 32, 40));
    final byte[] recent = classic(new PcapFormat().version(2, 3));
    assertArrayEquals(Octets.hex("02000000 03000000"), Octets.slice(recent, 32, 40));
  }

  @Test
  void shouldWriteBlocksInEitherByteOrder() {
    assertArrayEquals(
        Octets.hex(
            "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000"
                + "01000000 20000000 0100 0000 60000000 0900 0100 09000000 00000000 20000000"
                + "06000000 24000000 00000000 05000000 07000000 03000000 04000000 01020300"
                + "24000000"),
        CaseFile.pcapng(
                "1",
                false,
                w -> {
                  w.section(false);
                  w.describe(1, 96, PcapngOption.resolution(9));
                  w.enhanced(0, 0x5_0000_0007L, FRAME, 4);
                })
            .bytes());
    assertArrayEquals(
        Octets.hex(
            "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c"
                + "00000001 00000024 0065 0000 00000000 000e 0008 fffffffffffffffb 00000000"
                + "00000024"
                + "00000003 00000014 00000004 01020300 00000014"),
        CaseFile.pcapng(
                "101",
                true,
                w -> {
                  w.section(true);
                  w.describe(101, 0, PcapngOption.offset(-5));
                  w.simple(FRAME, 4);
                })
            .bytes());
  }

  @Test
  void shouldCountUnitsOfAnyResolution() {
    assertEquals(1_500, PcapngCases.units(3, 1_500_000_000L, 0));
    assertEquals(1_536, PcapngCases.units(0x8a, 1_500_000_000L, 0));
    assertEquals(2_500, PcapngCases.units(3, 1_500_000_000L, -1));
    assertEquals(1_500_000_000_000L, PcapngCases.units(12, 1_500_000_000L, 0));
  }

  @Test
  void shouldPutTheSamePacketsIntoBothFormats(@TempDir final Path folder) throws Exception {
    final TrafficSettings settings = new TrafficSettings().connections(50).snaplen(97);
    final ByteArrayOutputStream classic = new ByteArrayOutputStream();
    try (PcapFileWriter writer = new PcapFileWriter(classic, new PcapFormat())) {
      new TrafficMix(settings).generate(writer, null);
    }
    final Path file = folder.resolve("traffic.pcapng");
    try (PcapngFileWriter writer = PcapngFileWriter.create(file, 97, false)) {
      new TrafficMix(settings).generate(writer, null);
    }
    final ByteBuffer one = little(classic.toByteArray());
    final ByteBuffer other = little(Files.readAllBytes(file));
    int at = 24;
    int block = 28 + 20;
    while (at < one.limit()) {
      final int captured = one.getInt(at + 8);
      assertEquals(captured, other.getInt(block + 20));
      assertEquals(one.getInt(at + 12), other.getInt(block + 24));
      final long micros = one.getInt(at) * 1_000_000L + one.getInt(at + 4);
      final long high = other.getInt(block + 12) & 0xffffffffL;
      assertEquals(micros, high << 32 | other.getInt(block + 16) & 0xffffffffL);
      assertEquals(one.slice(at + 16, captured), other.slice(block + 28, captured));
      at += 16 + captured;
      block += other.getInt(block + 4);
    }
    assertEquals(other.limit(), block);
  }

  private static ByteBuffer little(final byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void shouldRepeatAStreamsBytesWherever() {
    final PayloadText text = new PayloadText();
    final byte[] all = new byte[5_000];
    text.copy(65_000, all, 0, all.length);
    for (final int[] each :
        List.of(new int[] {0, 1}, new int[] {37, 1_448}, new int[] {700, 999})) {
      final byte[] part = new byte[each[1]];
      text.copy(65_000 + each[0], part, 0, part.length);
      assertArrayEquals(Octets.slice(all, each[0], each[0] + each[1]), part);
      long sum = 0;
      for (int i = 0; i < part.length; i++) {
        sum += (part[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
      }
      assertEquals(sum, text.sum(65_000 + each[0], part.length));
    }
  }
}
