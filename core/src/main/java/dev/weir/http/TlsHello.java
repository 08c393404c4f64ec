package dev.weir.http;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Reads the server's name out of a TLS ClientHello (RFC 8446 section 4.1.2, RFC 6066 section 3).
 */
final class TlsHello {
  /** Record header, handshake header, version and random. */
  private static final int SESSION_ID_OFFSET = 5 + 4 + 2 + 32;

  private static final int CLIENT_HELLO = 1;
  private static final int HANDSHAKE_TYPE_OFFSET = 5;
  private static final int SERVER_NAME = 0;
  private static final int EXTENSION_HEADER = 4;

  /** Behind the header of the extension: length of the list, type of the name, its length. */
  private static final int NAME_OFFSET = 5;

  private static final int MOST_NAME = 255;

  private final DirectBuffer buffer;
  private final int end;

  private TlsHello(final DirectBuffer buffer, final int end) {
    this.buffer = buffer;
    this.end = end;
  }

  /** The name that the client asks for; null where there is none, or it is not all there. */
  static String serverName(final DirectBuffer buffer, final int offset, final int length) {
    final TlsHello hello = new TlsHello(buffer, offset + length);
    if (hello.octet(offset + HANDSHAKE_TYPE_OFFSET) != CLIENT_HELLO) {
      return null;
    }
    int at = offset + SESSION_ID_OFFSET;
    at += 1 + hello.octet(at);
    at += 2 + hello.number(at);
    at += 1 + hello.octet(at);
    at += 2;
    while (at + EXTENSION_HEADER <= hello.end) {
      final int size = hello.number(at + 2);
      if (hello.number(at) == SERVER_NAME) {
        return hello.name(at + EXTENSION_HEADER);
      }
      at += EXTENSION_HEADER + size;
    }
    return null;
  }

  private String name(final int at) {
    final int size = number(at + NAME_OFFSET - 2);
    final int begin = at + NAME_OFFSET;
    if (size == 0 || size > MOST_NAME || begin + size > end) {
      return null;
    }
    final byte[] bytes = new byte[size];
    buffer.getBytes(begin, bytes);
    for (final byte b : bytes) {
      if (b <= ' ' || b == 0x7F) {
        return null;
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private int octet(final int at) {
    return at < end ? buffer.getByte(at) & 0xFF : 0;
  }

  private int number(final int at) {
    return octet(at) << 8 | octet(at + 1);
  }
}
