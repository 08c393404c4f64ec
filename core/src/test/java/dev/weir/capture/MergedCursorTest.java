package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedCursorTest {
  @TempDir Path folder;

  /** A file whose packets have the given times; the packets' lengths tell the file. */
  private Path file(final int number, final long... seconds) throws IOException {
    final FileImage image = FileImage.little().pcap(FileImage.MICROSECONDS, 65535);
    for (final long second : seconds) {
      image.record(second, 0, number);
    }
    return image.writeTo(folder.resolve("f" + number));
  }

  private static String order(final Walk walk) {
    final StringBuilder order = new StringBuilder();
    walk.packets()
        .forEach(p -> order.append(p.captured()).append('@').append(p.seconds()).append(' '));
    return order.toString().trim();
  }

  private static Walk walk(final Path... files) throws CaptureException {
    final Walk mapped = Walk.of(new CaptureOptions(true), files);
    assertEquals(mapped, Walk.of(new CaptureOptions(false), files));
    return mapped;
  }

  @Test
  void shouldInterleaveFilesByTime() throws Exception {
    final Walk walk = walk(file(1, 1, 4, 5), file(2, 2, 3, 6));
    assertEquals("1@1 2@2 2@3 1@4 1@5 2@6", order(walk));
    assertEquals(
        List.of(0, 1, 1, 0, 0, 1), walk.packets().stream().map(p -> p.interfaceIndex()).toList());
    assertEquals(List.of(3L, 3L), walk.files().stream().map(CaptureFile::packets).toList());
  }

  @Test
  void shouldTakeEquallyEarlyPacketsInFileOrder() throws Exception {
    assertEquals("1@5 1@5 2@5 2@5 3@5", order(walk(file(1, 5, 5), file(2, 5, 5), file(3, 5))));
    assertEquals("3@5 1@5 1@5 2@5 2@5", order(walk(file(3, 5), file(1, 5, 5), file(2, 5, 5))));
  }

  @Test
  void shouldNeverChangeTheOrderWithinAFile() throws Exception {
    assertEquals("2@3 1@9 1@1 1@2 2@12", order(walk(file(1, 9, 1, 2), file(2, 3, 12))));
  }

  @Test
  void shouldPutFilesThatFollowEachOtherInOrderOfTimeNotOfName() throws Exception {
    assertEquals(
        "3@1 3@2 2@2 2@3 1@4 1@5", order(walk(file(3, 1, 2), file(1, 4, 5), file(2, 2, 3))));
  }

  @Test
  void shouldPassOverFilesWithoutPackets() throws Exception {
    final Walk walk = walk(file(1), file(2, 7), file(3));
    assertEquals("2@7", order(walk));
    assertEquals(3, walk.files().size());
    assertEquals(3, walk.interfaces().size());
  }

  @Test
  void shouldEndOnlyTheFileThatIsDamaged() throws Exception {
    final Path bad = file(2, 1, 5);
    Files.write(bad, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
    final Walk walk = walk(file(1, 2, 9), bad);
    assertEquals("2@1 1@2 2@5 1@9", order(walk));
    assertEquals(1, walk.damages().size());
    assertEquals(bad.toString(), walk.damages().getFirst().file());
    assertEquals(2, walk.damages().getFirst().packets());
  }

  @Test
  void shouldTellWhereAFileIsGoneSinceItWasOpened() throws Exception {
    final Path first = file(1, 1);
    final Path second = file(2, 2);
    try (Capture capture = Capture.open(List.of(first, second), CaptureOptions.DEFAULT)) {
      Files.delete(second);
      try (PacketCursor cursor = capture.cursor()) {
        final Walk walk = Walk.of(cursor);
        assertEquals("1@1", order(walk));
        assertEquals(
            second + ": damaged at byte 0: no such file (0 packets before it kept)",
            walk.damages().getFirst().message());
      }
    }
  }

  @Test
  void shouldTellInterfacesOfSeveralSectionsAndFilesApart() throws Exception {
    final Path ng =
        FileImage.big()
            .section()
            .description(113, 0)
            .enhanced(0, 1_000_000, 7, 7)
            .section()
            .description(228, 0)
            .description(12, 0, 9)
            .enhanced(1, 3_000_000_000L, 7, 7)
            .enhanced(0, 5_000_000, 7, 7)
            .writeTo(folder.resolve("ng"));
    final Walk walk = walk(file(1, 2, 4), ng);
    assertEquals("7@1 1@2 7@3 1@4 7@5", order(walk));
    assertEquals(
        List.of(113, 1, 12, 1, 228), walk.packets().stream().map(p -> p.linkType()).toList());
    for (final Walk.Packet packet : walk.packets()) {
      assertTrue(
          walk.interfaces()
              .get(packet.interfaceIndex())
              .contains("link=" + packet.linkType() + " "));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldEqualAMergeByHand(final long seed) throws Exception {
    final Random random = new Random(seed);
    final List<Path> files = new ArrayList<>();
    final List<long[]> times = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      final long[] seconds = new long[random.nextInt(60)];
      long now = random.nextInt(500);
      for (int j = 0; j < seconds.length; j++) {
        // A few go backwards.
        now = Math.max(0, now + random.nextInt(12) - 2);
        seconds[j] = now;
      }
      files.add(file(100 + i, seconds));
      times.add(seconds);
    }
    assertEquals(mergeByHand(times), order(walk(files.toArray(new Path[0]))));
  }

  private static String mergeByHand(final List<long[]> times) {
    final int[] next = new int[times.size()];
    final StringBuilder order = new StringBuilder();
    final List<Integer> left = new ArrayList<>();
    while (true) {
      left.clear();
      for (int i = 0; i < next.length; i++) {
        if (next[i] < times.get(i).length) {
          left.add(i);
        }
      }
      if (left.isEmpty()) {
        return order.toString().trim();
      }
      final int first =
          left.stream()
              .min(
                  Comparator.comparingLong((Integer i) -> times.get(i)[next[i]])
                      .thenComparing(i -> i))
              .orElseThrow();
      order.append(100 + first).append('@').append(times.get(first)[next[first]++]).append(' ');
    }
  }

  @Test
  void shouldKeepOnlyAFewOfManyFilesThatFollowEachOtherOpen() throws Exception {
    final List<Path> files = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      files.add(file(1000 + i, i * 100L, i * 100L + 50));
    }
    try (Capture capture = Capture.open(files, CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      int packets = 0;
      long most = 0;
      while (cursor.next()) {
        packets++;
        final List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
        most = Math.max(most, maps.stream().filter(l -> l.contains(folder.toString())).count());
      }
      assertEquals(600, packets);
      assertTrue(most >= 1 && most <= 20, () -> "files mapped at once");
      assertEquals(capture.size(), cursor.bytesRead());
    }
    assertFalse(
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .anyMatch(l -> l.contains(folder.toString())),
        "a closed cursor leaves nothing mapped");
  }
}
