package dev.weir.analysis;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * The captured bytes of a packet, for whoever compares their number with the end of what it reads
 * once instead of at each read. Network byte order. Checked by assertions, which all tests run
 * with.
 */
final class HeaderView {
  private static final boolean CHECKED = HeaderView.class.desiredAssertionStatus();
  private static final boolean SWAPPED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private long address;
  private int length;

  /**
   * Lays the view over a packet.
   *
   * @param start its address.
   * @param captured its bytes.
   */
  void wrap(final long start, final int captured) {
    address = start;
    length = captured;
  }

  /** Its bytes. */
  int length() {
    return length;
  }

  /** Bytes at an offset, all of which are captured, as a number. */
  long longAt(final int offset) {
    final long value = UnsafeApi.getLong(at(offset, Long.BYTES));
    return SWAPPED ? Long.reverseBytes(value) : value;
  }

  /** As {@link #longAt}. */
  int intAt(final int offset) {
    final int value = UnsafeApi.getInt(at(offset, Integer.BYTES));
    return SWAPPED ? Integer.reverseBytes(value) : value;
  }

  /** As {@link #longAt}, unsigned. */
  int shortAt(final int offset) {
    final int value = UnsafeApi.getShort(at(offset, Short.BYTES)) & 0xFFFF;
    return SWAPPED ? Integer.reverseBytes(value) >>> Short.SIZE : value;
  }

  /** As {@link #longAt}, unsigned. */
  int byteAt(final int offset) {
    return UnsafeApi.getByte(at(offset, Byte.BYTES)) & 0xFF;
  }

  private long at(final int offset, final int bytes) {
    if (CHECKED && (offset < 0 || offset > length - bytes)) {
      throw new AssertionError(bytes + " bytes at " + offset + " of " + length);
    }
    return address + offset;
  }
}
