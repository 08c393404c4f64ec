package dev.weir;

import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/** Packets as literal bytes from the wire, in hexadecimal with blanks where they help. */
public final class HexBytes {
  private HexBytes() {}

  /**
   * Bytes of a packet.
   *
   * @param parts digits, joined.
   * @return the bytes.
   */
  public static byte[] bytes(final String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replaceAll("\\s", ""));
  }

  /**
   * A packet whose buffer ends where the bytes end.
   *
   * @param parts digits, joined.
   * @return the buffer.
   */
  public static UnsafeBuffer packet(final String... parts) {
    return new UnsafeBuffer(bytes(parts));
  }

  /**
   * The first bytes of a packet, in a buffer that ends there.
   *
   * @param bytes the packet.
   * @param length how many to keep.
   * @return the buffer.
   */
  public static UnsafeBuffer cut(final byte[] bytes, final int length) {
    return new UnsafeBuffer(Arrays.copyOf(bytes, length));
  }
}
