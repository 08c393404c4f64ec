package dev.weir.line;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads addresses from text, without asking anybody for a name. */
final class AddressText {
  private AddressText() {}

  /** The 4 or 16 bytes of an address literal; null where the text is none. */
  static byte[] parse(final String text) {
    final boolean ipv6 = text.indexOf(':') >= 0;
    if (!ipv6 && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return null;
    }
    if (ipv6 && !text.matches("[0-9a-fA-F:.]+")) {
      return null;
    }
    try {
      final byte[] bytes = InetAddress.getByName(text).getAddress();
      return ipv6 && bytes.length == 4 ? mapped(bytes) : bytes;
    } catch (final UnknownHostException e) {
      return null;
    }
  }

  /** InetAddress folds ::ffff:a.b.c.d to IPv4; on the wire it is IPv6. */
  private static byte[] mapped(final byte[] ipv4) {
    final byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xFF;
    bytes[11] = (byte) 0xFF;
    System.arraycopy(ipv4, 0, bytes, 12, 4);
    return bytes;
  }

  /** The big-endian number at an offset. */
  static long number(final byte[] bytes, final int offset, final int length) {
    long number = 0;
    for (int i = offset; i < offset + length; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    return number;
  }
}
