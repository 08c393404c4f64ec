package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParallelListingTest {
  private static final Path CAPTURES = Path.of("../testdata/captures");

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
  }

  private static byte[] serial(final List<Path> files, final LineOptions options, final long most)
      throws IOException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Capture capture = Capture.open(files, CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor();
        LinePrinter printer = new LinePrinter(options, new TextBuffer(), 1)) {
      new LineListing(printer, packet -> true, most, false).run(cursor, out);
    } catch (final CaptureException e) {
      return null;
    }
    return out.toByteArray();
  }

  private static byte[] parallel(
      final List<Path> files,
      final LineOptions options,
      final long most,
      final int threads,
      final boolean mapped)
      throws IOException, CaptureException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Capture capture = Capture.open(files, new CaptureOptions(mapped));
        PacketCursor cursor = capture.cursor()) {
      new ParallelListing(options, 2, packet -> true, most, threads).run(cursor, out);
    }
    return out.toByteArray();
  }

  @Test
  void shouldPrintTheSameBytesAsOneThread() throws IOException, CaptureException {
    int compared = 0;
    for (final String words :
        List.of("-nn -tt", "-nn -S -#", "-nn -ttt", "-nn -v -e -#", "-nn -q -t -X")) {
      for (final Path capture : captures()) {
        final byte[] expected = serial(List.of(capture), PrintFiles.options(words), 1 << 20);
        if (expected == null) {
          continue; // files that are no captures are among them
        }
        for (int threads = 1; threads <= 3; threads++) {
          final byte[] printed =
              parallel(List.of(capture), PrintFiles.options(words), 1 << 20, threads, threads != 2);
          assertArrayEquals(expected, printed, capture + " " + words + " " + threads);
          compared += printed.length;
        }
      }
    }
    assertTrue(compared > 1_000_000, "bytes compared: " + compared);
  }

  @Test
  void shouldEndAfterTheMostPacketsThatAreWanted() throws IOException, CaptureException {
    final List<Path> seed = List.of(CAPTURES.resolve("seed/test1.pcap"));
    for (int most = 0; most <= 5; most++) {
      final byte[] printed = parallel(seed, PrintFiles.options("-nn"), most, 3, true);
      assertArrayEquals(serial(seed, PrintFiles.options("-nn"), most), printed);
      assertEquals(most, new String(printed).lines().count());
    }
  }

  @Test
  void shouldThrowWhatTheStreamThrows() {
    final IOException broken = new IOException("Broken pipe");
    final OutputStream out =
        new OutputStream() {
          @Override
          public void write(final int b) throws IOException {
            throw broken;
          }

          @Override
          public void write(final byte[] bytes, final int from, final int count)
              throws IOException {
            throw broken;
          }
        };
    final LineOptions options = PrintFiles.options("-nn");
    final IOException thrown =
        assertThrows(
            IOException.class,
            () -> {
              try (Capture capture =
                      Capture.open(
                          List.of(CAPTURES.resolve("seed/test1.pcap")), CaptureOptions.DEFAULT);
                  PacketCursor cursor = capture.cursor()) {
                new ParallelListing(options, 1, packet -> true, 1 << 20, 3).run(cursor, out);
              }
            });
    assertEquals(broken, thrown);
  }
}
