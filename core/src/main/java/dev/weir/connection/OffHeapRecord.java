package dev.weir.connection;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.agrona.UnsafeApi;

/**
 * A view of one off-heap record: fields at constant offsets, native byte order. The offsets come
 * from layouts, never from a capture, and the address from a pool, so they are checked by
 * assertions only, which all tests run with: on the way of a packet there are a hundred of these
 * reads, and checked buffers cost half as much again, in time and in what the JIT has to compile.
 */
public final class OffHeapRecord {
  /** Checks are made where assertions are on. */
  private static final boolean CHECKED = OffHeapRecord.class.desiredAssertionStatus();

  private long address;
  private int length;

  /** Keeps the memory of a record of its own. */
  private MemorySegment memory;

  /** Makes a view of nothing. */
  public OffHeapRecord() {}

  /**
   * Makes a record of its own, all zero.
   *
   * @param length bytes.
   * @param arena where its memory comes from; one that is closed by the collector lives as long as
   *     the view and what is laid over it.
   * @return a view of it.
   */
  public static OffHeapRecord allocate(final int length, final Arena arena) {
    final MemorySegment segment = arena.allocate(length, Long.BYTES);
    final OffHeapRecord record = new OffHeapRecord().wrap(segment.address(), length);
    record.memory = segment;
    return record;
  }

  /**
   * Lays the view over a record.
   *
   * @param start its address.
   * @param size its bytes.
   * @return this.
   */
  public OffHeapRecord wrap(final long start, final int size) {
    address = start;
    length = size;
    return this;
  }

  /**
   * Lays the view over a part of another record.
   *
   * @param other the other.
   * @param offset where the part begins, in bytes.
   * @param size its bytes.
   * @return this.
   */
  public OffHeapRecord wrap(final OffHeapRecord other, final int offset, final int size) {
    if (CHECKED) {
      other.check(offset, size);
    }
    memory = other.memory;
    return wrap(other.address + offset, size);
  }

  /** Where it lies in memory. */
  long address() {
    return address;
  }

  private void check(final int offset, final int size) {
    if (offset < 0 || size < 0 || offset > length - size) {
      throw new AssertionError(size + " bytes at " + offset + " of " + length);
    }
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public int getInt(final int offset) {
    if (CHECKED) {
      check(offset, Integer.BYTES);
    }
    return UnsafeApi.getInt(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putInt(final int offset, final int value) {
    if (CHECKED) {
      check(offset, Integer.BYTES);
    }
    UnsafeApi.putInt(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public long getLong(final int offset) {
    if (CHECKED) {
      check(offset, Long.BYTES);
    }
    return UnsafeApi.getLong(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putLong(final int offset, final long value) {
    if (CHECKED) {
      check(offset, Long.BYTES);
    }
    UnsafeApi.putLong(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public short getShort(final int offset) {
    if (CHECKED) {
      check(offset, Short.BYTES);
    }
    return UnsafeApi.getShort(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putShort(final int offset, final short value) {
    if (CHECKED) {
      check(offset, Short.BYTES);
    }
    UnsafeApi.putShort(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public byte getByte(final int offset) {
    if (CHECKED) {
      check(offset, Byte.BYTES);
    }
    return UnsafeApi.getByte(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putByte(final int offset, final byte value) {
    if (CHECKED) {
      check(offset, Byte.BYTES);
    }
    UnsafeApi.putByte(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public double getDouble(final int offset) {
    return Double.longBitsToDouble(getLong(offset));
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putDouble(final int offset, final double value) {
    putLong(offset, Double.doubleToRawLongBits(value));
  }

  /**
   * Sets bytes.
   *
   * @param offset where they begin.
   * @param size how many.
   * @param value to what.
   */
  public void setMemory(final int offset, final int size, final byte value) {
    if (CHECKED) {
      check(offset, size);
    }
    UnsafeApi.setMemory(address + offset, size, value);
  }

  /**
   * Copies bytes from another record.
   *
   * @param offset where they go.
   * @param from the other record.
   * @param fromOffset where they begin there.
   * @param size how many.
   */
  public void putBytes(
      final int offset, final OffHeapRecord from, final int fromOffset, final int size) {
    if (CHECKED) {
      check(offset, size);
    }
    if (CHECKED) {
      from.check(fromOffset, size);
    }
    UnsafeApi.copyMemory(from.address + fromOffset, address + offset, size);
  }
}
