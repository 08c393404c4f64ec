package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, reading it ends, stays inside, and is the same mapped and streamed. */
class CaptureFuzzTest {
  private static final int[] TEMPTING = {
    0, 1, 2, 3, 4, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0x80000000, -1, -2, -4, 262144, 262145, 16 << 20
  };

  @TempDir Path folder;

  private static List<byte[]> seeds() {
    return List.of(
        pcap(FileImage.little(), FileImage.MICROSECONDS, 4),
        pcap(FileImage.big(), FileImage.NANOSECONDS, 4),
        pcap(FileImage.big(), FileImage.MICROSECONDS, 3),
        pcap(FileImage.little(), FileImage.MODIFIED, 4),
        pcapng(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN),
        pcapng(ByteOrder.BIG_ENDIAN, ByteOrder.BIG_ENDIAN));
  }

  private static byte[] pcap(final FileImage image, final int magic, final int minor) {
    image.pcap(magic, 2, minor, 50, 1);
    for (int i = 0; i < 8; i++) {
      image.u32(i, i, 9 * i, 9 * i);
      if (magic == FileImage.MODIFIED) {
        image.u64(0);
      }
      image.data(i, 9 * i);
    }
    return image.bytes();
  }

  private static byte[] pcapng(final ByteOrder first, final ByteOrder second) {
    final FileImage image = FileImage.of(first);
    for (final ByteOrder order : List.of(first, second)) {
      image.order(order).section().description(1, 60).description(101, 0, 9);
      image.u32(1, 44).u16(1, 0).u32(0).u16(2, 2).u8('e', 'n', 0, 0).u16(14, 8).u64(3).u16(0, 0);
      image.u32(44).enhanced(0, 5, 9, 9).enhanced(1, 6, 70, 70);
      image.u32(6, 52, 2, 0, 7, 2, 2).u16(1, 2).u16(4, 8).u64(1).u16(0, 0).u32(52);
      image.u32(5, 40, 0, 0, 0).u16(5, 8).u64(1).u16(0, 0).u32(40).u32(3, 20, 3, 1, 20);
      image.u32(2, 36).u16(1, 5).u32(0, 9, 4, 4, 1, 36).u32(0xbad, 24, 1, 2, 3, 24);
    }
    return image.bytes();
  }

  private static byte[] mutate(final byte[] seed, final Random random) {
    byte[] bytes = seed.clone();
    final int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      final int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 ->
            put(bytes, at & ~3, TEMPTING[random.nextInt(TEMPTING.length)], random.nextBoolean());
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        default -> {
          final int from = random.nextInt(bytes.length);
          final int count = Math.min(bytes.length - Math.max(from, at), random.nextInt(40));
          System.arraycopy(bytes.clone(), from, bytes, at, count);
        }
      }
    }
    return bytes;
  }

  private static void put(
      final byte[] bytes, final int at, final int value, final boolean bigEndian) {
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (bigEndian ? 24 - 8 * i : 8 * i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  @Timeout(120)
  void shouldReadAnyMutationToItsEndTheSameMappedAndStreamed(final int which) throws Exception {
    final Random random = new Random(which);
    final byte[] seed = seeds().get(which);
    final Path file = folder.resolve("f");
    int damaged = 0;
    for (int i = 0; i < 1000; i++) {
      final byte[] bytes = mutate(seed, random);
      final String what = "seed " + which + ", mutation " + i;
      Files.write(file, bytes);
      final Walk streamed = streamed(bytes, 1 + random.nextInt(200));
      final Walk mapped = mapped(file, bytes.length);
      if (mapped == null || streamed == null) {
        assertTrue(mapped == null && streamed == null, what);
        continue;
      }
      assertEquals(mapped.packets(), streamed.packets(), what);
      assertEquals(mapped.damage(), streamed.damage(), what);
      assertEquals(mapped.interfaces(), streamed.interfaces(), what);
      assertTrue(mapped.count() <= bytes.length / 16, what);
      damaged += mapped.damages().size();
    }
    assertTrue(damaged > 100, "mutations do hit");
  }

  private static Walk streamed(final byte[] bytes, final int chunk) {
    try {
      return Walk.streamed(bytes, chunk);
    } catch (final CaptureException e) {
      return null;
    }
  }

  private static Walk mapped(final Path file, final int length) {
    final MappedBytes bytes;
    try {
      bytes = new MappedBytes(file);
    } catch (final java.io.IOException e) {
      throw new AssertionError(e);
    }
    try (bytes) {
      final long start = bytes.base;
      try (FileCursor cursor = CaptureFormats.open("f", bytes)) {
        while (cursor.next()) {
          assertTrue(cursor.packetAddress() >= start);
          assertTrue(cursor.packetAddress() + cursor.capturedLength() <= start + length);
        }
      }
      return Walk.mapped(file);
    } catch (final CaptureException e) {
      return null;
    }
  }

  @Test
  @Timeout(60)
  void shouldReadNoiseBehindEveryMagicNumber() {
    final Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      final byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      final byte[] seed = seeds().get(random.nextInt(6));
      System.arraycopy(seed, 0, bytes, 0, Math.min(bytes.length, random.nextInt(60)));
      final Walk walk = streamed(bytes, 1000);
      assertTrue(walk == null || walk.damages().size() <= 1);
    }
  }
}
