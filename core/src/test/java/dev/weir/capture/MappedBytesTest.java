package dev.weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedBytesTest {
  private static final int RECORD = 16 + PacketCursor.MAX_CAPTURED_LENGTH;

  @TempDir Path folder;

  /** Records as long as can be, nearly all of it holes. */
  private Path sparse(final int records) throws IOException {
    final Path path = folder.resolve("sparse.pcap");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(FileImage.little().pcap(FileImage.MICROSECONDS, 0).bytes());
      for (int i = 0; i < records; i++) {
        file.seek(24 + (long) i * RECORD);
        file.write(FileImage.little().u32(i, 0, RECORD - 16, RECORD - 16).bytes());
      }
      file.setLength(24 + (long) records * RECORD);
    }
    return path;
  }

  @Test
  void shouldWalkAFileOfFiveGibibytes() throws Exception {
    final int records = 20_500;
    final Path file = sparse(records);
    try (RandomAccessFile last = new RandomAccessFile(file.toFile(), "rw")) {
      last.seek(last.length() - 1);
      last.write(0xEE);
    }
    assertTrue(Files.size(file) > 5L << 30);
    for (final boolean mapped : new boolean[] {true, false}) {
      try (Capture capture = Capture.open(List.of(file), new CaptureOptions(mapped));
          PacketCursor cursor = capture.cursor()) {
        int count = 0;
        // Reading all 5 GiB proves nothing more than the first half of it does.
        while (count < (mapped ? records : 10) && cursor.next()) {
          assertEquals(count++, cursor.timestampSeconds());
        }
        if (mapped) {
          assertEquals(0xEE, cursor.packet().getByte(RECORD - 17) & 0xFF);
          assertFalse(cursor.next());
          assertEquals(records, count);
          assertEquals(Files.size(file), cursor.bytesRead());
        }
        assertEquals(List.of(), cursor.damages());
      }
    }
  }

  @Test
  void shouldReadEverythingThatWasThereWhenTheFileGrows() throws Exception {
    final FileImage image = FileImage.little().pcap(FileImage.MICROSECONDS, 0).record(1, 0, 9);
    final Path file = image.u32(2, 0, 100, 100).data(0, 50).writeTo(folder.resolve("f"));
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      Files.write(file, new byte[60], StandardOpenOption.APPEND);
      final Walk walk = Walk.of(cursor);
      assertEquals(1, walk.count());
      assertEquals("", walk.damage());
      assertEquals(
          List.of(file + ": grew while it was read; what it held at the start has been read"),
          walk.notices());
    }
  }

  @Test
  void shouldEndInDamageWhereTheFileBecameShorterBeforeTheNextLook() throws Exception {
    final Path file = sparse(300);
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      assertTrue(cursor.next());
      final long cut = 24 + 200L * RECORD + 5;
      try (RandomAccessFile shrink = new RandomAccessFile(file.toFile(), "rw")) {
        shrink.setLength(cut);
      }
      int count = 1;
      while (cursor.next()) {
        count++;
      }
      assertEquals(200, count);
      assertEquals(
          file
              + ": damaged at byte "
              + (cut - 5)
              + ": the file became shorter while it was read (from "
              + (24 + 300L * RECORD)
              + " to "
              + cut
              + " bytes) (200 packets before it kept)",
          cursor.damages().getFirst().message());
    }
  }

  @Test
  void shouldEndInDamageWhereARecordHeaderIsGone() throws Exception {
    final Path file = sparse(100);
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      for (int i = 0; i < 10; i++) {
        assertTrue(cursor.next());
      }
      try (RandomAccessFile shrink = new RandomAccessFile(file.toFile(), "rw")) {
        shrink.setLength(20);
      }
      int count = 10;
      while (cursor.next()) {
        count++;
      }
      assertFalse(cursor.next());
      assertTrue(count < 100);
      assertEquals(1, cursor.damages().size());
      assertTrue(
          cursor.damages().getFirst().reason().startsWith("the file became shorter"),
          cursor.damages().getFirst()::message);
    }
  }

  @Test
  void shouldTellThatAFailedReadOfAPacketCameFromAFileThatBecameShorter() throws Exception {
    final Path file = sparse(100);
    try (Capture capture = Capture.open(List.of(file), CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      assertTrue(cursor.next());
      try (RandomAccessFile shrink = new RandomAccessFile(file.toFile(), "rw")) {
        shrink.setLength(24);
      }
      InternalError error = null;
      try {
        cursor.packet().getByte(100_000);
      } catch (final InternalError e) {
        error = e;
      }
      assertTrue(cursor.endedBy(error));
      assertEquals(24 + RECORD, cursor.damages().getFirst().offset());
      assertFalse(cursor.next());
    }
  }

  @Test
  void shouldSayThatAStreamIsNotTheCauseOfAnInternalError() throws Exception {
    final byte[] bytes = FileImage.little().pcap(FileImage.MICROSECONDS, 0).bytes();
    try (PacketCursor cursor = Walk.stream(bytes, 10)) {
      assertFalse(cursor.endedBy(new InternalError()));
      assertEquals(List.of(), cursor.damages());
    }
  }
}
