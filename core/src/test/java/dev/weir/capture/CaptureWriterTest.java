package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureWriterTest {
  @TempDir Path folder;

  /** Writes all packets; without a format in the one that the capture needs. */
  private byte[] rewrite(final CaptureFormat format, final Path... files) throws Exception {
    try (Capture capture = Capture.open(List.of(files), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      final ByteArrayOutputStream out = new ByteArrayOutputStream();
      final CaptureFormat used = format == null ? capture.neededFormat() : format;
      try (CaptureWriter writer = new CaptureWriter(cursor, Channels.newChannel(out), used)) {
        while (cursor.next()) {
          writer.write();
        }
        assertEquals(cursor.packetNumber(), writer.packets());
      }
      return out.toByteArray();
    }
  }

  private Path file(final FileImage image) throws IOException {
    return image.writeTo(Files.createTempFile(folder, "f", ""));
  }

  private byte[] rewrite(final FileImage image) throws Exception {
    return rewrite(null, file(image));
  }

  private static FileImage packets(final FileImage image) {
    return image
        .record(0xFFFFFFFFL, 999_999, 60)
        .u32(1, 0xFFFFFFFL, 3, 70_000)
        .data(9, 3)
        .u32(1, 2, 0, 0);
  }

  @Test
  void shouldRepeatALittleEndianFileByteForByte() throws Exception {
    final FileImage micros = packets(FileImage.little().pcap(FileImage.MICROSECONDS, 96));
    assertArrayEquals(micros.bytes(), rewrite(micros));
    final FileImage nanos =
        packets(FileImage.little().pcap(FileImage.NANOSECONDS, 2, 4, 300_000, 0xF4000071L));
    assertArrayEquals(nanos.bytes(), rewrite(nanos));
  }

  @Test
  void shouldWriteLittleEndianWhatWasBigEndian() throws Exception {
    assertArrayEquals(
        packets(FileImage.little().pcap(FileImage.MICROSECONDS, 262144)).bytes(),
        rewrite(packets(FileImage.big().pcap(FileImage.MICROSECONDS, 0))));
  }

  @Test
  void shouldWriteAHeaderWhereThereAreNoPackets() throws Exception {
    final FileImage empty = FileImage.little().pcap(FileImage.MICROSECONDS, 65535);
    assertArrayEquals(empty.bytes(), rewrite(empty));
    final byte[] nothing = rewrite(FileImage.little().section());
    assertEquals(
        "d4c3b2a1020004000000000000000000" + "0000040001000000", HexFormat.of().formatHex(nothing));
  }

  @ParameterizedTest
  @CsvSource({"11,100", "12,101", "15,102", "16,103", "19,106", "1,1", "14,14", "276,276"})
  void shouldWriteTheLinkTypeThatLibpcapWrites(final int read, final int written) throws Exception {
    assertArrayEquals(
        FileImage.little().pcap(FileImage.MICROSECONDS, 2, 4, 99, written).record(1, 2, 3).bytes(),
        rewrite(FileImage.little().pcap(FileImage.MICROSECONDS, 2, 4, 99, read).record(1, 2, 3)));
  }

  @Test
  void shouldCutRecordsToTheSnapshotLengthAsTheReaderDoes() throws Exception {
    final FileImage expected =
        FileImage.little().pcap(FileImage.MICROSECONDS, 20).u32(1, 2, 20, 59).data(59, 20);
    assertArrayEquals(
        expected.bytes(),
        rewrite(FileImage.little().pcap(FileImage.MICROSECONDS, 20).record(1, 2, 59)));
  }

  @Test
  void shouldWriteThePlainestFormatThatKeepsEveryPacket() throws Exception {
    final Path micros = file(FileImage.little().pcap(FileImage.MICROSECONDS, 9).record(1, 1, 1));
    final Path nanos = file(FileImage.big().pcap(FileImage.NANOSECONDS, 9).record(2, 1, 1));
    final Path raw =
        file(FileImage.big().pcap(FileImage.MICROSECONDS, 2, 4, 9, 101).record(3, 1, 1));
    final Path bsd =
        file(FileImage.big().pcap(FileImage.MICROSECONDS, 2, 4, 9, 12).record(4, 1, 1));
    final Path late =
        file(FileImage.big().section().description(1, 0).enhanced(0, 1, 1, 1).description(9, 0));
    assertEquals(CaptureFormat.PCAP, needed(micros));
    assertEquals(CaptureFormat.PCAP_NANOSECONDS, needed(micros, nanos));
    assertEquals(CaptureFormat.PCAPNG, needed(micros, raw));
    assertEquals(CaptureFormat.PCAP, needed(raw, bsd));
    assertEquals(CaptureFormat.PCAPNG, needed(late));
  }

  private static CaptureFormat needed(final Path... files) throws CaptureException {
    try (Capture capture = Capture.open(List.of(files), CaptureOptions.DEFAULT)) {
      return capture.neededFormat();
    }
  }

  @Test
  void shouldKeepPacketsOfUnlikeInterfacesInPcapng() throws Exception {
    final FileImage image =
        FileImage.big()
            .section()
            .description(1, 96)
            .description(113, 0, 9)
            .description(228, 64, 0)
            .description(229, 0, 0x8a)
            .enhanced(1, 1_234_567_890_123_456_789L, 5, 50)
            .enhanced(0, 1_234_567, 6, 60)
            .enhanced(2, 99_999_999_999L, 7, 70)
            .enhanced(3, 3 << 9, 8, 80)
            .enhanced(0, 7, 0, 90)
            // Longer than its interface allows: written under one without a limit.
            .enhanced(2, 100, 77, 77)
            .enhanced(2, 101, 7, 7);
    image.u32(1, 36).u16(9, 0).u32(0).u16(14, 8).u64(-77).u16(0, 0).u32(36).enhanced(4, 5, 3, 3);
    final Path before = file(image);
    final Path after = Files.write(folder.resolve("after"), rewrite(null, before));
    final Walk one = Walk.mapped(before);
    final Walk other = Walk.mapped(after);
    assertEquals("", other.damage());
    assertEquals(one.count(), other.count());
    for (int i = 0; i < one.count(); i++) {
      final Walk.Packet a = one.packet(i);
      final Walk.Packet b = other.packet(i);
      assertEquals(
          List.of(a.seconds(), a.fraction(), a.original(), a.linkType(), a.bytes()),
          List.of(b.seconds(), b.fraction(), b.original(), b.linkType(), b.bytes()));
    }
    assertEquals(6, other.interfaces().size());
  }

  @Test
  void shouldCarryFractionsBeyondASecondIntoPcapng() throws Exception {
    final Path odd =
        file(FileImage.little().pcap(FileImage.MICROSECONDS, 9).record(5, 0xFFFFFFFFL, 1));
    final byte[] written = rewrite(CaptureFormat.PCAPNG, odd);
    final Walk.Packet packet = Walk.streamed(written, 100).packet(0);
    assertEquals(5 + 4294, packet.seconds());
    assertEquals(967_295_000, packet.fraction());
  }

  @Test
  void shouldKeepFcsLengthsInPcapng() throws Exception {
    final byte[] written =
        rewrite(
            CaptureFormat.PCAPNG,
            file(
                FileImage.big()
                    .pcap(FileImage.MICROSECONDS, 2, 4, 9, 0x24000001L)
                    .record(1, 2, 3)));
    final byte[] expected =
        FileImage.little()
            .section()
            .u32(1, 40)
            .u16(1, 0)
            .u32(9)
            .u16(9, 1)
            .u32(6)
            .u16(13, 1)
            .u32(32)
            .u32(0, 40)
            .enhanced(0, 1_000_002, 3, 3)
            .bytes();
    assertArrayEquals(expected, written);
  }

  @Test
  void shouldRefuseTwoLinkTypesInAClassicFile() throws Exception {
    final Path file =
        file(
            FileImage.big()
                .section()
                .description(1, 0)
                .description(228, 0)
                .enhanced(0, 1, 1, 1)
                .enhanced(1, 1, 1, 1));
    final IOException e = assertThrows(IOException.class, () -> rewrite(CaptureFormat.PCAP, file));
    assertEquals(
        file
            + ": packets of link type IPV4 do not go into a pcap file of link type EN10MB: pcapng"
            + " can hold both",
        e.getMessage());
  }

  @Test
  void shouldWriteMoreThanItsBufferHolds() throws Exception {
    final FileImage image = FileImage.little().pcap(FileImage.MICROSECONDS, 262144);
    for (int i = 0; i < 3; i++) {
      image.u32(i, i, 262144, 262144).data(i, 262144);
    }
    final Path file = file(image);
    assertArrayEquals(image.bytes(), rewrite(null, file));
    // The same three times over, so that the buffer overflows in the middle of a file, too.
    final byte[] merged = rewrite(null, file, file, file);
    assertEquals(24 + 9 * (16 + 262144), merged.length);
    final Path again = Files.write(folder.resolve("again"), merged);
    assertEquals(9, Walk.mapped(again).count());
    final byte[] next = rewrite(CaptureFormat.PCAPNG, again);
    assertEquals(Walk.mapped(again).packets(), Walk.streamed(next, 1 << 20).packets());
  }
}
