package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
  @TempDir Path folder;

  private static FileImage image(final int... seconds) {
    final FileImage image = FileImage.little().pcap(FileImage.MICROSECONDS, 65535);
    for (final int second : seconds) {
      image.record(second, 0, 4 + second);
    }
    return image;
  }

  private Path file(final String name, final int... seconds) throws IOException {
    final Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return image(seconds).writeTo(file);
  }

  private static byte[] gzip(final byte[] bytes) throws IOException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String refusal(final Path... names) {
    final CaptureException e =
        assertThrows(
            CaptureException.class, () -> Capture.open(List.of(names), CaptureOptions.DEFAULT));
    return e.getMessage();
  }

  @Test
  void shouldRefuseWhatCannotBeRead() throws Exception {
    final Path gone = folder.resolve("gone.pcap");
    assertEquals(gone + ": no such file", refusal(gone));
    final Path text = Files.writeString(folder.resolve("notes.txt"), "no capture at all");
    assertEquals(text + ": not a capture: its format is unknown", refusal(file("a", 1), text));
    assertEquals("no capture was named", refusal());
  }

  @Test
  void shouldTakeAllCapturesBelowAFolderInNameOrder() throws Exception {
    file("in/b/2.pcap", 5);
    file("in/b/1.pcap", 5);
    file("in/a", 5);
    file("in/c.pcap", 5);
    Files.writeString(folder.resolve("in/README.md"), "not a capture");
    Files.createFile(folder.resolve("in/b/0.pcap"));
    Files.createSymbolicLink(folder.resolve("in/b/loop"), folder.resolve("in"));
    Files.write(folder.resolve("in/z.pcap"), Arrays.copyOf(image().bytes(), 10));
    try (Capture capture = Capture.open(List.of(folder.resolve("in")), CaptureOptions.DEFAULT)) {
      assertEquals(
          List.of("in/a", "in/b/1.pcap", "in/b/2.pcap", "in/c.pcap"),
          capture.names().stream().map(n -> folder.relativize(Path.of(n)).toString()).toList());
      assertEquals(
          List.of(
              folder.resolve("in/z.pcap")
                  + ": not a capture: cut short inside its header (10 bytes); passed over"),
          capture.notices());
      assertEquals(4 * (24 + 16 + 9), capture.size());
      assertTrue(capture.isRepeatable());
    }
  }

  @Test
  void shouldRefuseAFolderWithoutCaptures() throws Exception {
    final Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(empty + ": this folder holds no capture", refusal(empty));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldReadCompressedFiles(final boolean mapped) throws Exception {
    final byte[] whole = image(1, 2, 3).bytes();
    final byte[] zipped = gzip(whole);
    final Path file = Files.write(folder.resolve("f.pcap.gz"), zipped);
    try (Capture capture = Capture.open(List.of(file), new CaptureOptions(mapped));
        PacketCursor cursor = capture.cursor()) {
      final Walk walk = Walk.of(cursor);
      assertEquals(Walk.streamed(whole, 100).packets(), walk.packets());
      assertEquals("", walk.damage());
      assertEquals("pcap.gz", walk.files().getFirst().container());
      assertEquals(zipped.length, walk.files().getFirst().size());
      assertEquals(zipped.length, cursor.bytesRead());
      assertTrue(capture.isRepeatable());
    }
  }

  @Test
  void shouldReadCompressedStreamsOfSeveralMembersAByteAtATime() throws Exception {
    final byte[] whole = image(1, 2, 3).bytes();
    final byte[] first = gzip(Arrays.copyOf(whole, 50));
    final byte[] second = gzip(Arrays.copyOfRange(whole, 50, whole.length));
    final byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertEquals(Walk.streamed(whole, 1).packets(), Walk.streamed(both, 1).packets());
  }

  @Test
  void shouldKeepThePacketsBeforeTheEndOfCutOrBadCompression() throws Exception {
    final FileImage image = image();
    final java.util.Random random = new java.util.Random(3);
    for (int i = 0; i < 500; i++) {
      image.u32(i, 0, 100, 100);
      for (int j = 0; j < 100; j++) {
        image.u8(random.nextInt());
      }
    }
    final byte[] zipped = gzip(image.bytes());
    final Walk cut = Walk.streamed(Arrays.copyOf(zipped, zipped.length / 2), 1000);
    assertTrue(cut.count() > 100 && cut.count() < 400);
    assertTrue(cut.damage().endsWith(": the compressed data ends early"), cut.damage());
    zipped[zipped.length - 6] ^= 1;
    final Walk bad = Walk.streamed(zipped, 1000);
    assertEquals(500, bad.count());
    assertTrue(bad.damage().contains("the compressed data is damaged"), bad.damage());
  }

  @Test
  void shouldRefuseCompressedDataThatIsNoCapture() throws Exception {
    final Path file = Files.write(folder.resolve("f.gz"), gzip(new byte[100]));
    assertEquals(file + ": not a capture: its format is unknown", refusal(file));
    final Path bad = Files.write(folder.resolve("g.gz"), new byte[] {0x1f, (byte) 0x8b, 7, 7});
    assertTrue(refusal(bad).startsWith(bad + ": the compressed data "), refusal(bad));
  }

  @Test
  @Timeout(20)
  void shouldReadAPipeOnceInBoundedMemory() throws Exception {
    final Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    final byte[] bytes = image(1, 2, 3).bytes();
    final Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Files.write(pipe, bytes);
                  } catch (final IOException e) {
                    throw new AssertionError(e);
                  }
                });
    try (Capture capture = Capture.open(List.of(pipe), CaptureOptions.DEFAULT)) {
      assertFalse(capture.isRepeatable());
      assertEquals(-1, capture.size());
      try (PacketCursor cursor = capture.cursor()) {
        assertEquals(3, Walk.of(cursor).count());
        assertThrows(IllegalStateException.class, capture::cursor);
      }
    }
    writer.join();
  }

  @Test
  void shouldOpenAsManyCursorsOfAFileAsAreAskedFor() throws Exception {
    try (Capture capture = Capture.open(List.of(file("a", 1, 2)), CaptureOptions.DEFAULT);
        PacketCursor one = capture.cursor();
        PacketCursor other = capture.cursor()) {
      assertTrue(one.next());
      assertTrue(one.next());
      assertTrue(other.next());
      assertEquals(1, other.packetNumber());
      assertEquals(2, one.packetNumber());
    }
  }
}
