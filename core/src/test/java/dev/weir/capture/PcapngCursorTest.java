package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class PcapngCursorTest {
  @TempDir Path folder;

  private Walk walk(final byte[] bytes) throws Exception {
    final Walk mapped = Walk.mapped(Files.write(folder.resolve("f.pcapng"), bytes));
    for (final int chunk : new int[] {1, 4096}) {
      final Walk streamed = Walk.streamed(bytes, chunk);
      assertEquals(mapped.packets(), streamed.packets());
      assertEquals(mapped.damage(), streamed.damage());
      assertEquals(mapped.interfaces(), streamed.interfaces());
    }
    return mapped;
  }

  private Walk walk(final FileImage image) throws Exception {
    return walk(image.bytes());
  }

  private static FileImage of(final String order) {
    return FileImage.of(order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void shouldReadAnEnhancedPacketByteForByte() throws Exception {
    final Walk walk =
        walk(
            HexFormat.of()
                .parseHex(
                    "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000"
                        + "010000001400000001000000ffff000014000000"
                        + "0600000024000000000000000100000002000000"
                        + "0300000009000000aabbcc0024000000"));
    assertEquals(
        List.of(new Walk.Packet(4294, 967_298_000, 4294_967_298_000L, 3, 9, 1, 0, "aabbcc")),
        walk.packets());
    assertEquals("", walk.damage());
    final CaptureFile file = walk.files().getFirst();
    assertEquals("pcapng", file.container());
    assertEquals(ByteOrder.LITTLE_ENDIAN, file.byteOrder());
    assertEquals("1.0", file.version());
    assertEquals(List.of(1), file.linkTypes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"little", "big"})
  void shouldReadEveryKindOfBlock(final String order) throws Exception {
    final Walk walk = walk(everyBlock(of(order)));
    assertEquals("", walk.damage());
    assertEquals(
        List.of("010203", "05060708090a", "0405", "07"),
        walk.packets().stream().map(p -> p.bytes()).toList());
    assertEquals(
        List.of(0, 1, 0, 1), walk.packets().stream().map(p -> p.interfaceIndex()).toList());
    assertEquals(List.of(1, 113, 1, 113), walk.packets().stream().map(p -> p.linkType()).toList());
    assertEquals(0, walk.packet(2).seconds());
    assertEquals(7, walk.packet(1).seconds());
    assertEquals(250_000_000, walk.packet(1).fraction());
    final boolean swapped = order.equals("big");
    assertEquals(
        List.of(
            "index=0 link=1 snap=262144 resolution=6 offset=0 swapped="
                + swapped
                + " name=eth0 drops=11 12/42",
            "index=1 link=113 snap=96 resolution=138 offset=5 swapped="
                + swapped
                + " name= drops=-1 -1/3"),
        walk.interfaces());
  }

  /** A section with all block types, four packets and all options that matter. */
  private static FileImage everyBlock(final FileImage image) {
    image
        .u32(0x0a0d0d0a, 44, 0x1a2b3c4d)
        .u16(1, 0)
        .u64(16)
        .u16(1, 5)
        .data('a', 5)
        .zeros(3)
        .u16(0, 0)
        .u32(44);
    // Custom, unknown, secrets and names, before there is any interface.
    image.u32(0xbad, 20, 1, 2, 20).u32(0x77, 12, 12).u32(10, 20, 0x544c534b, 0, 20);
    image.u32(4, 32).u16(1, 8).u32(0x0a000001).u32(0x61000000).u16(0, 0).u32(0, 32);
    image
        .u32(1, 36)
        .u16(1, 0)
        .u32(0)
        .u16(2, 4)
        .data(0, 0)
        .u8('e', 't', 'h', '0')
        .u16(1, 3)
        .u8('x', 'y', 'z', 0)
        .u32(36);
    image
        .u32(1, 44)
        .u16(113, 0)
        .u32(96)
        .u16(9, 1)
        .u8(0x8a, 0, 0, 0)
        .u16(14, 8)
        .u64(5)
        .u16(0, 0)
        .u32(44);
    // An enhanced packet with a comment and a drop count.
    image.u32(6, 32 + 4 + 8 + 12 + 4, 0, 0, 1_000_000, 3, 60).data(1, 3).zeros(1);
    image.u16(1, 2).u8('h', 'i', 0, 0).u16(4, 8).u64(42).u16(0, 0).u32(60);
    // The obsolete packet: 3 dropped; 2 seconds and a quarter in units of 2^-10.
    image.u32(2, 40).u16(1, 3).u32(0, 2304, 6, 6).data(5, 6).zeros(2).u32(40);
    image.u32(5, 52, 0, 0, 0).u16(5, 8).u64(11).u16(7, 8).u64(12).u16(0, 0).u32(52);
    image.u32(3, 20, 2).data(4, 2).zeros(2).u32(20);
    image.u32(2, 36).u16(1, 0xFFFF).u32(0, 0, 1, 1).data(7, 1).zeros(3).u32(36);
    return image.u32(9, 16, 0x20202020, 16).u32(5, 24, 99, 0, 0, 24);
  }

  @Test
  void shouldReadSectionsOfDifferentByteOrderAndInterfaces() throws Exception {
    final FileImage image =
        FileImage.little()
            .section()
            .description(1, 96)
            .enhanced(0, 1_000_000, 4, 4)
            .order(ByteOrder.BIG_ENDIAN)
            .section()
            .description(228, 0, 9)
            .description(0, 65535, 0)
            .enhanced(1, 2, 5, 5)
            .enhanced(0, 3_000_000_001L, 6, 6);
    final Walk walk = walk(image);
    assertEquals("", walk.damage());
    assertEquals(List.of(1, 0, 228), walk.packets().stream().map(p -> p.linkType()).toList());
    assertEquals(List.of(0, 2, 1), walk.packets().stream().map(p -> p.interfaceIndex()).toList());
    assertEquals(
        List.of(1_000_000_000L, 2_000_000_000L, 3_000_000_001L),
        walk.packets().stream().map(p -> p.nanos()).toList());
    assertEquals(List.of(1, 228, 0), walk.files().getFirst().linkTypes());
  }

  @Test
  void shouldForgetInterfacesOfTheSectionBefore() throws Exception {
    final FileImage image =
        FileImage.little().section().description(1, 0).section().enhanced(0, 1, 4, 4);
    assertEquals(
        "76: a packet of interface 0, which the section does not have", walk(image).damage());
  }

  @Test
  void shouldTakeAPacketLongerThanItsInterfacesSnapshotLengthWhole() throws Exception {
    final Walk walk =
        walk(
            FileImage.big()
                .section()
                .description(1, 20)
                .enhanced(0, 1, 59, 59)
                .enhanced(0, 2, 5, 5));
    assertEquals(59, walk.packet(0).captured());
    assertEquals(5, walk.packet(1).captured());
  }

  @Test
  void shouldCutASimplePacketToTheSnapshotLengthAndItsBlock() throws Exception {
    final FileImage image = FileImage.little().section().description(1, 6);
    image.u32(3, 24, 100).data(1, 8).u32(24).u32(3, 20, 100).data(1, 4).u32(20).u32(3, 16, 0, 16);
    final Walk walk = walk(image);
    assertEquals(List.of(6, 4, 0), walk.packets().stream().map(p -> p.captured()).toList());
    assertEquals(100, walk.packet(0).original());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldSaturateTimesThatNanosecondsCannotHold() throws Exception {
    final FileImage image = FileImage.little().section().description(1, 0, 0);
    image.u32(1, 36).u16(1, 0).u32(0).u16(14, 8).u64(-9_300_000_000L).u16(0, 0).u32(36);
    image.enhanced(0, 9_300_000_000L, 1, 1).enhanced(0, -1, 1, 1).enhanced(1, 0, 1, 1);
    final Walk walk = walk(image);
    assertEquals(9_300_000_000L, walk.packet(0).seconds());
    assertEquals(Long.MAX_VALUE, walk.packet(0).nanos());
    assertEquals(Long.MAX_VALUE, walk.packet(1).nanos());
    assertEquals(Long.MIN_VALUE, walk.packet(2).nanos());
  }

  @Test
  void shouldReadTimesBeyondTheSignBit() throws Exception {
    // 2^63 + 1 microseconds: a signed division would give the year -290308.
    final Walk walk =
        walk(FileImage.little().section().description(1, 0).enhanced(0, Long.MIN_VALUE + 1, 1, 1));
    assertEquals(9223372036854L, walk.packet(0).seconds());
    assertEquals(775_809_000, walk.packet(0).fraction());
  }

  @Test
  void shouldFindNoPacketsInASectionWithoutInterfaces() throws Exception {
    final Walk walk = walk(FileImage.little().section());
    assertEquals(0, walk.count());
    assertEquals("", walk.damage());
  }

  @ParameterizedTest
  @CsvSource({"0,9", "1,1", "1,3", "2,0", "256,0"})
  void shouldRefuseOtherVersions(final int major, final int minor) throws Exception {
    final byte[] bytes =
        FileImage.little()
            .u32(0x0a0d0d0a, 28, 0x1a2b3c4d)
            .u16(major, minor)
            .u64(-1)
            .u32(28)
            .bytes();
    final Path file = Files.write(folder.resolve("v"), bytes);
    final CaptureException e = assertThrows(CaptureException.class, () -> Walk.mapped(file));
    assertEquals(
        file + ": pcapng version " + major + "." + minor + " is not supported (1.0 and 1.2 are)",
        e.getMessage());
  }

  @Test
  void shouldRefuseASectionHeaderWithoutAByteOrder() throws Exception {
    final byte[] bytes = FileImage.little().section().bytes();
    bytes[8] ^= 1;
    final Path file = Files.write(folder.resolve("v"), bytes);
    final CaptureException e = assertThrows(CaptureException.class, () -> Walk.mapped(file));
    assertEquals(file + ": not a capture: its format is unknown", e.getMessage());
    for (int length = 4; length < 28; length++) {
      final Path cut = Files.write(folder.resolve("c"), Arrays.copyOf(bytes, length));
      assertThrows(CaptureException.class, () -> Walk.mapped(cut));
    }
  }

  /** Blocks that end a walk after one good packet, and the reason that is given. */
  @Test
  void shouldEndAtEachKindOfBadBlock() throws Exception {
    end("a block of 8 bytes: too short for its kind", image().u32(7, 8));
    end("a block of 13 bytes: not a multiple of 4", image().u32(7, 13, 0, 0, 0));
    end(
        "a block of 16777220 bytes: no more than 16 MiB are possible",
        image().u32(7, 16777220).zeros(40));
    end(
        "a block of 4294967292 bytes: no more than 16 MiB are possible",
        image().u32(6, 0xFFFFFFFCL).zeros(40));
    end("the block's two lengths differ: 16 and 20", image().u32(7, 16, 0, 20));
    end("the block's two lengths differ: 36 and 0", image().u32(6, 36, 0, 0, 0, 0, 0, 0, 0));
    end("a block of 28 bytes: too short for its kind", image().u32(6, 28, 0, 0, 0, 0, 28));
    end("a block of 28 bytes: too short for its kind", image().u32(2, 28, 0, 0, 0, 0, 28));
    end("a block of 12 bytes: too short for its kind", image().u32(3, 12, 12));
    end("a block of 16 bytes: too short for its kind", image().u32(1, 16, 0, 16));
    end("a block of 20 bytes: too short for its kind", image().u32(5, 20, 0, 0, 20));
    end(
        "a packet of interface 1, which the section does not have",
        image().u32(6, 32, 1, 0, 0, 0, 0, 32));
    end(
        "a packet of interface 4294967295, which the section does not have",
        image().u32(6, 32, -1, 0, 0, 0, 0, 32));
    end(
        "a packet of interface 1, which the section does not have",
        image().u32(2, 32).u16(1, 0).u32(0, 0, 0, 0, 32));
    end(
        "a packet of 5 captured bytes in a block with room for 4",
        image().u32(6, 36, 0, 0, 0, 5, 5, 0, 36));
    end(
        "a packet of 4294967295 captured bytes in a block with room for 4",
        image().u32(2, 36, 0, 0, 0, -1, 5, 0, 36));
    end(
        "a packet of 262145 captured bytes: no more than 262144 are possible",
        image().u32(6, 32 + 262148, 0, 0, 0, 262145, 5).zeros(262148).u32(32 + 262148));
    end(
        "a packet of 262145 captured bytes: no more than 262144 are possible",
        image().u32(3, 16 + 262148, 262145).zeros(262148).u32(16 + 262148));
    end(
        "an interface whose if_tsresol has 2 bytes, not 1",
        image().u32(1, 28).u16(1, 0).u32(0).u16(9, 2).u32(6, 28));
    end(
        "an interface whose if_tsoffset has 4 bytes, not 8",
        image().u32(1, 28).u16(1, 0).u32(0).u16(14, 4).u32(6, 28));
    end(
        "a section of pcapng version 2.0, not supported",
        image().u32(0x0a0d0d0a, 28, 0x1a2b3c4d).u16(2, 0).u64(-1).u32(28));
    end(
        "a section header without a byte-order magic number",
        image().u32(0x0a0d0d0a, 28, 0x1a2b3c4e).zeros(12).u32(28));
    end(
        "a block of 24 bytes: too short for its kind",
        image().u32(0x0a0d0d0a, 24, 0x1a2b3c4d).u16(1, 0).u64(-1).u32(24));
    end("the file ends inside a block header", image().u32(6).u16(1));
    end("the file ends inside a block", image().u32(6, 32, 0, 0, 0));
    end("the file ends inside a section header", image().u32(0x0a0d0d0a, 28, 0x1a2b3c4d));
  }

  private static FileImage image() {
    return FileImage.little().section().description(1, 300_000).enhanced(0, 1, 4, 4);
  }

  private void end(final String reason, final FileImage image) throws Exception {
    final Walk walk = walk(image);
    assertEquals((28 + 20 + 36) + ": " + reason, walk.damage());
    assertEquals(1, walk.count());
    assertEquals(1, walk.damages().getFirst().packets());
  }

  @Test
  void shouldReadOptionsUpToTheFirstThatDoesNotFit() throws Exception {
    final FileImage image = FileImage.little().section();
    image.u32(1, 36).u16(1, 0).u32(0).u16(2, 2).u8('e', 'n', 0, 0).u16(9, 400).u32(9, 36);
    image.u32(6, 44, 0, 0, 1, 0, 0).u16(4, 0xFFFF).u64(9).u32(44);
    final Walk walk = walk(image);
    assertEquals(1, walk.count());
    assertEquals("", walk.damage());
    assertTrue(walk.interfaces().getFirst().contains("resolution=6"));
    assertTrue(walk.interfaces().getFirst().contains("name=en drops=-1 -1/0"));
  }

  @Test
  void shouldKeepControlCharactersOutOfNames() throws Exception {
    final FileImage image = FileImage.little().section();
    image.u32(1, 32).u16(1, 0).u32(0).u16(2, 6).u8('e', 27, '[', '1', 'm', 0, 0, 0).u32(32);
    assertTrue(walk(image).interfaces().getFirst().contains("name=e?[1m "));
  }

  @Test
  void shouldDeliverAPacketWhoseBlockIsFullOfOptions() throws Exception {
    final FileImage image = FileImage.little().section().description(1, 0);
    final int options = 10 * (4 + 65532);
    image.u32(6, 36 + options, 0, 0, 7, 3, 3).data(1, 3).zeros(1);
    for (int i = 0; i < 10; i++) {
      image.u16(1, 65532).data(i, 65532);
    }
    image.u32(36 + options).enhanced(0, 8, 5, 5);
    final Walk walk = walk(image);
    assertEquals(
        List.of("010203", "0506070809"), walk.packets().stream().map(p -> p.bytes()).toList());
    assertEquals("", walk.damage());
  }

  @Test
  void shouldEndAFileThatDescribesInterfacesWithoutEnd() throws Exception {
    final byte[] start = FileImage.little().section().bytes();
    final byte[] one = FileImage.little().description(1, 0).bytes();
    final byte[] bytes = Arrays.copyOf(start, start.length + 65_537 * one.length);
    for (int at = start.length; at < bytes.length; at += one.length) {
      System.arraycopy(one, 0, bytes, at, one.length);
    }
    final Walk walk = Walk.streamed(bytes, 1 << 16);
    assertEquals((28 + 65_536 * 20) + ": more than 65536 interfaces", walk.damage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"little", "big"})
  void shouldDeliverAllPacketsBeforeACutAtEveryLength(final String order) throws Exception {
    final byte[] all = everyBlock(of(order)).bytes();
    final Walk whole = walk(all);
    int packets = 0;
    for (int length = 28; length < all.length; length++) {
      final Walk cut = walk(Arrays.copyOf(all, length));
      assertTrue(cut.count() == packets || cut.count() == packets + 1);
      packets = cut.count();
      assertEquals(whole.packets().subList(0, packets), cut.packets());
      if (!cut.damage().isEmpty()) {
        assertTrue(cut.damage().contains(": the file ends inside a "), cut.damage());
      }
    }
    assertEquals(whole.count(), packets);
  }
}
