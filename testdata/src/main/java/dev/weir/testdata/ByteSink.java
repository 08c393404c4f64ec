package dev.weir.testdata;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Buffered bytes in either byte order on their way to a stream. */
final class ByteSink implements Closeable {
  private static final int CAPACITY = 1 << 20;
  private static final VarHandle INT_LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private final boolean bigEndian;
  private int used;

  ByteSink(final OutputStream out, final boolean bigEndian) {
    this.out = out;
    this.bigEndian = bigEndian;
  }

  void u8(final int value) throws IOException {
    reserve(1);
    buffer[used++] = (byte) value;
  }

  void u16(final int value) throws IOException {
    u8(bigEndian ? value >> 8 : value);
    u8(bigEndian ? value : value >> 8);
  }

  void u32(final int value) throws IOException {
    reserve(4);
    if (bigEndian) {
      INT_BIG.set(buffer, used, value);
    } else {
      INT_LITTLE.set(buffer, used, value);
    }
    used += 4;
  }

  void u64(final long value) throws IOException {
    final int high = (int) (value >>> 32);
    u32(bigEndian ? high : (int) value);
    u32(bigEndian ? (int) value : high);
  }

  void bytes(final byte[] source, final int from, final int count) throws IOException {
    if (count > CAPACITY) {
      flush();
      out.write(source, from, count);
      return;
    }
    reserve(count);
    System.arraycopy(source, from, buffer, used, count);
    used += count;
  }

  void zeros(final int count) throws IOException {
    for (int i = 0; i < count; i++) {
      u8(0);
    }
  }

  void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  private void reserve(final int count) throws IOException {
    if (count > CAPACITY - used) {
      flush();
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
