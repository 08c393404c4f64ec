package dev.weir.link;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of the header of a BSD loopback interface (LINKTYPE_NULL and LINKTYPE_LOOP).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |      Address Family, in the byte order of the writer          |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>LINKTYPE_LOOP is big-endian, LINKTYPE_NULL has the order of the machine that captured, which
 * need not be that of the file. Families are small numbers, so that the order shows in the value.
 */
public final class LoopbackFlyweight {
  /** Offset of the address family. */
  public static final int FAMILY_OFFSET = 0;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = FAMILY_OFFSET + 4;

  private static final int AF_INET = 2;
  private static final int AF_INET6_LINUX = 10;
  private static final int AF_INET6_BSD = 24;
  private static final int AF_INET6_FREEBSD = 28;
  private static final int AF_INET6_DARWIN = 30;

  private UnsafeBuffer buffer;
  private int offset;
  private int length;

  /** Makes a view that lies over nothing yet. */
  public LoopbackFlyweight() {}

  /**
   * Lays this view over a header. Nothing is read.
   *
   * @param buffer the bytes of the packet.
   * @param offset index of the header's first byte.
   * @param length bytes that may be read from there.
   * @return this.
   */
  public LoopbackFlyweight wrap(final UnsafeBuffer buffer, final int offset, final int length) {
    if (this.buffer != buffer) {
      this.buffer = buffer;
    }
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * Checks the header. Where the answer is {@link LinkFault#NONE}, all accessors are in bounds.
   *
   * @return the first fault found.
   */
  public LinkFault check() {
    return length < HEADER_LENGTH ? LinkFault.CUT : LinkFault.NONE;
  }

  /**
   * The address family.
   *
   * @return as written by a machine of either byte order; a number of the system that captured.
   */
  public int family() {
    final int family = buffer.getInt(offset + FAMILY_OFFSET, BIG_ENDIAN);
    return family >>> Short.SIZE == 0 ? family : Integer.reverseBytes(family);
  }

  /**
   * What the family means.
   *
   * @return {@link EtherType#IPV4}, {@link EtherType#IPV6} by the number of any system, or 0.
   */
  public int etherType() {
    return switch (family()) {
      case AF_INET -> EtherType.IPV4;
      case AF_INET6_LINUX, AF_INET6_BSD, AF_INET6_FREEBSD, AF_INET6_DARWIN -> EtherType.IPV6;
      default -> 0;
    };
  }
}
