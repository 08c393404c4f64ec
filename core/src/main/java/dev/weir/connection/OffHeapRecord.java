package dev.weir.connection;

import java.lang.foreign.Arena;
import org.agrona.UnsafeApi;

/**
 * A view of one off-heap record: fields at constant offsets, native byte order. The offsets come
 * from layouts, never from a capture, and the address from a pool, so they are checked by
 * assertions only, which all tests run with: on the way of a packet there are a hundred of these
 * reads, and checked buffers cost half as much again, in time and in what the JIT has to compile.
 */
public final class OffHeapRecord {
  private long address;
  private int length;

  /** Makes a view of nothing. */
  public OffHeapRecord() {}

  /**
   * Makes a record of its own, all zero, that lives as long as anything refers to it.
   *
   * @param length bytes.
   * @param arena where its memory comes from.
   * @return a view of it.
   */
  public static OffHeapRecord allocate(final int length, final Arena arena) {
    return new OffHeapRecord().wrap(arena.allocate(length, Long.BYTES).address(), length);
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
    assert other.isWithin(offset, size) : "at " + offset + " of " + other.length;
    return wrap(other.address + offset, size);
  }

  private boolean isWithin(final int offset, final int size) {
    return offset >= 0 && size >= 0 && offset <= length - size;
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public int getInt(final int offset) {
    assert isWithin(offset, Integer.BYTES) : "at " + offset + " of " + length;
    return UnsafeApi.getInt(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putInt(final int offset, final int value) {
    assert isWithin(offset, Integer.BYTES) : "at " + offset + " of " + length;
    UnsafeApi.putInt(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public long getLong(final int offset) {
    assert isWithin(offset, Long.BYTES) : "at " + offset + " of " + length;
    return UnsafeApi.getLong(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putLong(final int offset, final long value) {
    assert isWithin(offset, Long.BYTES) : "at " + offset + " of " + length;
    UnsafeApi.putLong(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public short getShort(final int offset) {
    assert isWithin(offset, Short.BYTES) : "at " + offset + " of " + length;
    return UnsafeApi.getShort(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putShort(final int offset, final short value) {
    assert isWithin(offset, Short.BYTES) : "at " + offset + " of " + length;
    UnsafeApi.putShort(address + offset, value);
  }

  /**
   * Reads a field.
   *
   * @param offset where it is, in bytes.
   * @return its value.
   */
  public byte getByte(final int offset) {
    assert isWithin(offset, Byte.BYTES) : "at " + offset + " of " + length;
    return UnsafeApi.getByte(address + offset);
  }

  /**
   * Writes a field.
   *
   * @param offset where it is, in bytes.
   * @param value its value.
   */
  public void putByte(final int offset, final byte value) {
    assert isWithin(offset, Byte.BYTES) : "at " + offset + " of " + length;
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
    assert isWithin(offset, size) : "at " + offset + " of " + length;
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
    assert isWithin(offset, size) : "at " + offset + " of " + length;
    assert from.isWithin(fromOffset, size) : "at " + fromOffset + " of " + from.length;
    UnsafeApi.copyMemory(from.address + fromOffset, address + offset, size);
  }
}
