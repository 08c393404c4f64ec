package dev.weir.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where results go: standard output, or the file of {@code -o}. Not {@code System.out}, which locks
 * and encodes at each call.
 *
 * <p>The file is written in place, so that pipes and /dev/null can be named.
 */
final class Results implements AutoCloseable {
  /** Writes to pipes and files cost least from about this size on. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final FileOutputStream file;
  private final OutputStream stream;
  private final boolean standard;

  private Results(final FileOutputStream file, final boolean standard) {
    this.file = file;
    this.standard = standard;
    stream = new BufferedOutputStream(file, BLOCK_BYTES);
  }

  /**
   * Opens the output.
   *
   * @param name of the file, or null for standard output.
   * @throws UsageException where the file cannot be made.
   */
  static Results open(final String name) throws UsageException {
    if (name == null) {
      return new Results(new FileOutputStream(FileDescriptor.out), true);
    }
    try {
      return new Results(new FileOutputStream(name), false);
    } catch (final IOException e) {
      // The system's message begins with the name.
      throw new UsageException("-o " + e.getMessage());
    }
  }

  /** A buffered stream for reports. */
  OutputStream stream() {
    return stream;
  }

  /** The file itself, for commands that write large blocks of their own. */
  FileOutputStream file() {
    return file;
  }

  /** Whether a person is reading: then each line should be written when it is complete. */
  boolean isTerminal() {
    return standard && Terminals.output();
  }

  @Override
  public void close() throws IOException {
    if (standard) {
      stream.flush();
    } else {
      stream.close();
    }
  }

  /** Whether a failed write means that the reader went away, as {@code head} does. */
  static boolean isReaderGone(final IOException failure) {
    if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
      return true;
    }
    try {
      // In other languages than English: a pipe has no other way to fail.
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (final IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
