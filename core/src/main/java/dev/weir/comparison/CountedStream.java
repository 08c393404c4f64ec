package dev.weir.comparison;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read, for whoever shows progress. */
final class CountedStream extends FilterInputStream {
  private volatile long count;

  CountedStream(final InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    final int read = in.read();
    add(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(final byte[] into, final int offset, final int length) throws IOException {
    final int read = in.read(into, offset, length);
    add(Math.max(0, read));
    return read;
  }

  /** Only one thread reads. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  private void add(final int read) {
    count += read;
  }
}
