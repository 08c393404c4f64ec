package dev.weir.http;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** How one direction begins: its first bytes, until they have named a protocol or cannot. */
final class Opening {
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private StreamProtocol protocol = StreamProtocol.UNKNOWN;
  private String serverName;
  private boolean decided;
  private boolean noHttp;

  Opening() {}

  /**
   * Takes the next bytes of a direction that is not decided.
   *
   * @param isFromStart whether the first byte that came was the first of the direction; elsewhere
   *     only few protocols can be told.
   */
  void take(
      final DirectBuffer buffer, final int offset, final int captured, final boolean isFromStart) {
    final DirectBuffer all;
    int from = offset;
    int count = captured;
    if (bytes.length == 0) {
      all = buffer;
    } else {
      from = 0;
      count = Math.min(bytes.length + captured, FirstBytes.MOST);
      final int before = bytes.length;
      bytes = Arrays.copyOf(bytes, count);
      buffer.getBytes(offset, bytes, before, count - before);
      all = new UnsafeBuffer(bytes);
    }
    final FirstBytes first = new FirstBytes();
    protocol = first.protocol(all, from, count);
    if (protocol == StreamProtocol.TLS) {
      serverName = TlsHello.serverName(all, from, count);
    }
    if (!isFromStart && !protocol.isSureMidstream()) {
      protocol = StreamProtocol.UNKNOWN;
      return;
    }
    decided = protocol.isOther() || !first.needsMore();
    if (decided) {
      bytes = NOTHING;
    } else if (all == buffer) {
      bytes = new byte[count];
      buffer.getBytes(offset, bytes);
    }
  }

  /** It is HTTP: no more need be kept. */
  void isHttp() {
    decided = true;
    bytes = NOTHING;
  }

  /** It begins no HTTP message. */
  void isNoHttp() {
    noHttp = true;
  }

  /** Whether more bytes cannot name a protocol. */
  boolean isDecided() {
    return decided;
  }

  /** Whether it is neither HTTP nor anything that has a name. */
  boolean isUnknown() {
    return decided && noHttp && !protocol.isOther();
  }

  StreamProtocol protocol() {
    return protocol;
  }

  String serverName() {
    return serverName;
  }

  int memory() {
    return bytes.length;
  }
}
