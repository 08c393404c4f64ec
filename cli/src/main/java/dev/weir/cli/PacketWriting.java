package dev.weir.cli;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureFormat;
import dev.weir.capture.CaptureWriter;
import dev.weir.capture.PacketCursor;
import dev.weir.line.PacketTest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** {@code weir packets -w}: the packets that pass, of any protocol, as they were captured. */
final class PacketWriting {
  private PacketWriting() {}

  /**
   * Writes packets.
   *
   * @param capture what to read.
   * @param choice which packets are written.
   * @param most how many at most.
   * @param name of the file, {@code -} for standard output.
   * @param errors where damage and notices go.
   * @return the exit status.
   */
  static int write(
      final Capture capture,
      final PacketChoice choice,
      final long most,
      final String name,
      final PrintStream errors)
      throws UsageException, CaptureException, IOException {
    final CaptureFormat format = capture.neededFormat();
    try (PacketCursor cursor = capture.cursor()) {
      if (!cursor.interfaces().isEmpty()) {
        // Before the output is made: a refused filter must leave an old file alone.
        choice.check(cursor);
      }
      try (FileOutputStream file = open(name);
          CaptureWriter writer = new CaptureWriter(cursor, file.getChannel(), format)) {
        copy(cursor, choice.test(), most, writer);
      }
      // An expression that no packet was tried on may be a refused one.
      choice.check(cursor);
      return choice.report(cursor, errors);
    }
  }

  private static void copy(
      final PacketCursor cursor, final PacketTest test, final long most, final CaptureWriter writer)
      throws IOException {
    long left = most;
    while (left > 0 && hasNext(cursor)) {
      if (test.passes(cursor)) {
        writer.write();
        left--;
      }
    }
  }

  private static boolean hasNext(final PacketCursor cursor) {
    try {
      return cursor.next();
    } catch (final InternalError e) {
      // A mapped file became shorter: damage, after which other files may go on.
      if (!cursor.endedBy(e)) {
        throw e;
      }
      return cursor.next();
    }
  }

  private static FileOutputStream open(final String name) throws UsageException {
    if (name.equals("-")) {
      return new FileOutputStream(FileDescriptor.out);
    }
    try {
      return new FileOutputStream(name);
    } catch (final IOException e) {
      throw new UsageException("-w " + e.getMessage());
    }
  }
}
