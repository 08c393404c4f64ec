package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapCursorTest {
  @TempDir Path folder;

  private Walk walk(final byte[] bytes) throws Exception {
    final Walk mapped = Walk.mapped(Files.write(folder.resolve("f.pcap"), bytes));
    final Walk streamed = Walk.streamed(bytes, 1);
    assertEquals(mapped.packets(), streamed.packets());
    assertEquals(mapped.damage(), streamed.damage());
    assertEquals(mapped.interfaces(), streamed.interfaces());
    return mapped;
  }

  private Walk walk(final FileImage image) throws Exception {
    return walk(image.bytes());
  }

  private String refusal(final byte[] bytes) throws Exception {
    final Path file = Files.write(folder.resolve("f.pcap"), bytes);
    final CaptureException e = assertThrows(CaptureException.class, () -> Walk.mapped(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"));
    return e.getMessage().substring(file.toString().length() + 2);
  }

  @Test
  void shouldReadLittleEndianMicrosecondsByteForByte() throws Exception {
    final Walk walk =
        walk(
            HexFormat.of()
                .parseHex(
                    "d4c3b2a1020004000000000000000000ffff000001000000"
                        + "01000000020000000400000005000000deadbeef"));
    assertEquals(
        List.of(new Walk.Packet(1, 2000, 1_000_002_000L, 4, 5, 1, 0, "deadbeef")), walk.packets());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldReadBigEndianNanosecondsByteForByte() throws Exception {
    final Walk walk =
        walk(
            HexFormat.of()
                .parseHex(
                    "a1b23c4d00020004000000000000000000000060000000e4"
                        + "ffffffff3b9ac9ff0000000200000002cafe"));
    assertEquals(
        List.of(
            new Walk.Packet(4294967295L, 999_999_999, 4294967295_999999999L, 2, 2, 228, 0, "cafe")),
        walk.packets());
    assertEquals("", walk.damage());
    final CaptureFile file = walk.files().getFirst();
    assertEquals(42, file.size());
    assertEquals("pcap-ns", file.container());
    assertEquals(ByteOrder.BIG_ENDIAN, file.byteOrder());
    assertEquals("2.4", file.version());
    assertEquals(List.of(228), file.linkTypes());
    assertEquals(1, file.packets());
    assertTrue(walk.interfaces().getFirst().contains("snap=96 resolution=9"));
    assertTrue(walk.interfaces().getFirst().contains("swapped=true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void shouldStepOverTheLongerHeaderOfModifiedRecords(final String order) throws Exception {
    final FileImage image =
        FileImage.of(order.startsWith("L") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .pcap(FileImage.MODIFIED, 65535);
    for (int i = 1; i < 4; i++) {
      image.u32(i, 5, 3, 3, 7).u16(0x800).u8(0, 0).data(i, 3);
    }
    final Walk walk = walk(image);
    assertEquals(3, walk.count());
    assertEquals("030405", walk.packet(2).bytes());
    assertEquals("pcap-modified", walk.files().getFirst().container());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldAllowAnEthernetHeaderMoreInModifiedCaptures() throws Exception {
    final FileImage image =
        FileImage.little().pcap(FileImage.MODIFIED, 10).u32(1, 5, 30, 30, 0, 0).data(0, 30);
    assertEquals(24, walk(image).packet(0).captured());
    final FileImage raw =
        FileImage.little()
            .pcap(FileImage.MODIFIED, 2, 4, 10, 101)
            .u32(1, 5, 30, 30, 0, 0)
            .data(0, 30);
    assertEquals(10, walk(raw).packet(0).captured());
  }

  @ParameterizedTest
  @CsvSource({"2,0", "2,1", "2,2", "543,0"})
  void shouldReadSwappedLengthsOfOldVersions(final int major, final int minor) throws Exception {
    final FileImage image =
        FileImage.little()
            .pcap(FileImage.MICROSECONDS, major, minor, 100, 1)
            .u32(1, 2, 9, 4)
            .data(0, 4)
            .u32(1, 2, 4, 4)
            .data(0, 4);
    final Walk walk = walk(image);
    assertEquals(2, walk.count());
    assertEquals(4, walk.packet(0).captured());
    assertEquals(9, walk.packet(0).original());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldGuessTheOrderOfLengthsInVersion23() throws Exception {
    final FileImage image =
        FileImage.big()
            .pcap(FileImage.MICROSECONDS, 2, 3, 100, 1)
            .u32(1, 2, 9, 4)
            .data(0, 4)
            .u32(1, 2, 4, 9)
            .data(0, 4);
    final Walk walk = walk(image);
    assertEquals(2, walk.count());
    assertEquals(walk.packet(0), walk.packet(1));
    assertEquals(9, walk.packet(0).original());
  }

  @ParameterizedTest
  @CsvSource({"2,5", "3,0", "1,4", "0,0", "543,1", "542,0", "65535,65535"})
  void shouldRefuseOtherVersions(final int major, final int minor) throws Exception {
    final byte[] bytes =
        FileImage.little().pcap(FileImage.MICROSECONDS, major, minor, 100, 1).bytes();
    assertEquals(
        "pcap version " + major + "." + minor + " is not supported (2.0 to 2.4 are)",
        refusal(bytes));
  }

  @ParameterizedTest
  @ValueSource(longs = {0x30000001L, 0x34000001L, 0xFC000001L, 0x00000001L})
  void shouldSplitFcsBitsOffTheLinkType(final long word) throws Exception {
    final FileImage image =
        FileImage.little().pcap(FileImage.MICROSECONDS, 2, 4, 100, word).record(1, 2, 4);
    final Path file = image.writeTo(folder.resolve("f.pcap"));
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      assertTrue(cursor.next());
      assertEquals(1, cursor.linkType());
      assertEquals(4, cursor.capturedLength());
      assertEquals((int) word & 0xFC000000, cursor.interfaces().getFirst().linkTypeFlags());
    }
  }

  @Test
  void shouldRefuseEveryReservedBitOfTheLinkType() throws Exception {
    for (int bit = 16; bit < 26; bit++) {
      final byte[] bytes =
          FileImage.little().pcap(FileImage.MICROSECONDS, 2, 4, 100, 1 | 1L << bit).bytes();
      assertTrue(refusal(bytes).startsWith("reserved bits of the link type are set"));
    }
  }

  @Test
  void shouldDeliverPacketsOfAnUnknownLinkType() throws Exception {
    final Walk walk =
        walk(FileImage.big().pcap(FileImage.MICROSECONDS, 2, 4, 100, 65535).record(1, 2, 4));
    assertEquals(65535, walk.packet(0).linkType());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldCutRecordsToTheSnapshotLengthAndGoOn() throws Exception {
    final Walk walk =
        walk(FileImage.little().pcap(FileImage.MICROSECONDS, 20).record(1, 0, 59).record(2, 0, 9));
    assertEquals(20, walk.packet(0).captured());
    assertEquals(59, walk.packet(0).original());
    assertEquals(9, walk.packet(1).captured());
    assertEquals("", walk.damage());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0x80000000L, 0xFFFFFFFFL, 262144, 300000, 0x7FFFFFFF})
  void shouldTakeNoSnapshotLengthForTheLimit(final long snapLength) throws Exception {
    final FileImage image =
        FileImage.little()
            .pcap(FileImage.MICROSECONDS, snapLength)
            .u32(1, 0, 262144, 262144)
            .data(0, 262144)
            .u32(1, 0, 262145, 262145)
            .data(0, 262145);
    final Walk walk = Walk.streamed(image.bytes(), 1 << 20);
    assertEquals(1, walk.count());
    assertEquals(262144, walk.packet(0).captured());
    assertEquals(
        "262184: a packet of 262145 captured bytes: no more than 262144 are possible",
        walk.damage());
  }

  @Test
  void shouldKeepOddLengthsAsTheFileHasThem() throws Exception {
    final FileImage image =
        FileImage.little()
            .pcap(FileImage.MICROSECONDS, 65535)
            .u32(1, 0, 5, 2)
            .data(0, 5)
            .u32(1, 0, 0, 0)
            .u32(1, 0, 1, 0xFFFFFFFFL)
            .data(0, 1);
    final Walk walk = walk(image);
    assertEquals(5, walk.packet(0).captured());
    assertEquals(2, walk.packet(0).original());
    assertEquals("", walk.packet(1).bytes());
    assertEquals(-1, walk.packet(2).original());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldKeepOddTimesAsTheFileHasThem() throws Exception {
    final Walk walk =
        walk(
            FileImage.little()
                .pcap(FileImage.MICROSECONDS, 65535)
                .record(0xFFFFFFFFL, 0xFFFFFFFFL, 1)
                .record(5, 1_000_000, 1)
                .record(4, 0, 1));
    assertEquals(4294967295L, walk.packet(0).seconds());
    assertEquals(4294967295_000L, walk.packet(0).fraction());
    assertEquals(4294967295L * 1_000_000_000 + 4294967295_000L, walk.packet(0).nanos());
    assertEquals(6_000_000_000L, walk.packet(1).nanos());
    assertEquals(4_000_000_000L, walk.packet(2).nanos());
  }

  @Test
  void shouldFindNoPacketsAndNoDamageInAHeaderAlone() throws Exception {
    final Walk walk = walk(FileImage.little().pcap(FileImage.MICROSECONDS, 65535));
    assertEquals(0, walk.count());
    assertEquals("", walk.damage());
    assertEquals(1, walk.interfaces().size());
  }

  @Test
  void shouldRefuseWhatIsNoCapture() throws Exception {
    assertEquals("not a capture: it is empty", refusal(new byte[0]));
    assertEquals("not a capture: it has only 3 bytes", refusal(new byte[3]));
    assertEquals("not a capture: its format is unknown", refusal(new byte[100]));
    assertEquals(
        "compressed with zstd: decompress it first", refusal(bytes(0x28, 0xb5, 0x2f, 0xfd, 0)));
    assertEquals(
        "compressed with lz4: decompress it first", refusal(bytes(0x04, 0x22, 0x4d, 0x18)));
    assertEquals(
        "compressed with xz: decompress it first", refusal(bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a)));
    assertEquals("compressed with bzip2: decompress it first", refusal(bytes('B', 'Z', 'h', '9')));
    final byte[] header = FileImage.little().pcap(FileImage.MICROSECONDS, 65535).bytes();
    for (int length = 4; length < header.length; length++) {
      assertEquals(
          "not a capture: cut short inside its header (" + length + " bytes)",
          refusal(Arrays.copyOf(header, length)));
    }
  }

  private static byte[] bytes(final int... values) {
    return FileImage.little().u8(values).bytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {FileImage.MICROSECONDS, FileImage.MODIFIED})
  void shouldDeliverAllPacketsBeforeACutAtEveryLength(final int magic) throws Exception {
    final FileImage image = FileImage.little().pcap(magic, 65535);
    final int[] starts = new int[6];
    for (int i = 0; i < 5; i++) {
      starts[i] = image.length();
      image.u32(i, i, 7 * i, 100);
      if (magic == FileImage.MODIFIED) {
        image.u64(0);
      }
      image.data(i, 7 * i);
    }
    starts[5] = image.length();
    final int header = magic == FileImage.MODIFIED ? 24 : 16;
    final byte[] all = image.bytes();
    for (int length = 24; length <= all.length; length++) {
      int whole = 0;
      while (whole < 5 && starts[whole + 1] <= length) {
        whole++;
      }
      final Walk walk = walk(Arrays.copyOf(all, length));
      assertEquals(whole, walk.count());
      final int over = length - starts[whole];
      final String what = over < header ? "a record header" : "a packet";
      assertEquals(
          over == 0 ? "" : starts[whole] + ": the file ends inside " + what, walk.damage());
      if (over > 0) {
        assertEquals(whole, walk.damages().getFirst().packets());
      }
    }
  }

  @Test
  void shouldNameFileOffsetReasonAndWhatWasKept() throws Exception {
    final Path file =
        FileImage.little()
            .pcap(FileImage.MICROSECONDS, 65535)
            .record(1, 2, 4)
            .u32(1, 2, 0xFFFFFFFFL, 4)
            .writeTo(folder.resolve("bad.pcap"));
    assertEquals(
        file
            + ": damaged at byte 44: a packet of 4294967295 captured bytes: no more than 262144"
            + " are possible (1 packet before it kept)",
        Walk.mapped(file).damages().getFirst().message());
  }
}
