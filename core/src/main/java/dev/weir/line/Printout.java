package dev.weir.line;

import dev.weir.text.TextBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The packet that is being printed and the text that it becomes: what all printers share. Positions
 * are bytes from the packet's first. Every field is read through {@link #u8} and its like, which
 * end the line where the packet ends, as tcpdump's do.
 */
final class Printout {
  final LineOptions options;
  final TextBuffer text;
  final boolean verbose;
  final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

  /** How many headers in headers are followed: captures may be made to exhaust the stack. */
  private static final int MOST_NESTED = 256;

  /** Half of the hardware address of all stations. */
  private static final int BROADCAST = 0xFFFFFF;

  private int nested;

  /** The end of what may be read now: of the capture, or of the innermost header's payload. */
  int end;

  /** What is named in the mark of a packet cut short. */
  String protocol;

  /** Bytes before the network header, where the link printer has returned; else 0. */
  int linkHeaderLength;

  /** Whether a TCP header was come to. */
  boolean tcp;

  /** Where in the text the innermost TCP header's part begins, -1 where there is none. */
  int segment;

  /** Whether something was come to that is certainly not TCP. */
  boolean other;

  /** Whether another thread has looked the numbers' bases up already; they are below then. */
  boolean numbered;

  boolean relative;
  int sequenceBase;
  int acknowledgementBase;

  Printout(final LineOptions options, final TextBuffer text) {
    this.options = options;
    this.text = text;
    this.verbose = options.verbosity > 0;
  }

  void begin(final UnsafeBuffer packet) {
    bytes.wrap(packet);
    end = packet.capacity();
    protocol = "";
    linkHeaderLength = 0;
    tcp = false;
    segment = -1;
    other = false;
    nested = 0;
  }

  /** Goes into another packet inside of this one; false where that has been done too often. */
  boolean goDeeper() {
    other |= nested == MOST_NESTED;
    return nested++ < MOST_NESTED;
  }

  /** Whether bytes may be read; the length is unsigned, so that a negative one is too much. */
  boolean has(final int at, final int length) {
    return length >= 0 && at >= 0 && at <= end - length;
  }

  /** Ends the line where bytes may not be read. */
  void need(final int at, final int length) {
    if (!has(at, length)) {
      throw Truncated.INSTANCE;
    }
  }

  int u8(final int at) {
    if (at < 0 || at >= end) {
      throw Truncated.INSTANCE;
    }
    return bytes.getByte(at) & 0xFF;
  }

  int u16(final int at) {
    if (at < 0 || at > end - 2) {
      throw Truncated.INSTANCE;
    }
    return bytes.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
  }

  int u24(final int at) {
    need(at, 3);
    return u8(at) << 16 | u16(at + 1);
  }

  int u32(final int at) {
    if (at < 0 || at > end - 4) {
      throw Truncated.INSTANCE;
    }
    return bytes.getInt(at, ByteOrder.BIG_ENDIAN);
  }

  long u64(final int at) {
    if (at < 0 || at > end - 8) {
      throw Truncated.INSTANCE;
    }
    return bytes.getLong(at, ByteOrder.BIG_ENDIAN);
  }

  /** The bytes from a position to the end. */
  int available(final int at) {
    return end - at;
  }

  /** Moves the end nearer, where it is not nearer already; returns the end before. */
  int limit(final int at, final int length) {
    final int before = end;
    if (length >= 0 && at <= end - length) {
      end = at + length;
    }
    return before;
  }

  Printout ascii(final String words) {
    text.ascii(words);
    return this;
  }

  Printout unsigned(final int number) {
    text.unsignedDecimal(number);
    return this;
  }

  Printout hex(final int number) {
    text.hex(number & 0xFFFF_FFFFL);
    return this;
  }

  Printout hexFixed(final int number, final int width) {
    text.hexFixed(number, width);
    return this;
  }

  /** The mark of a packet that ends too early. */
  void truncated() {
    text.ascii(" [|").ascii(protocol).append(']');
  }

  void invalid() {
    text.ascii(" (invalid)");
  }

  /** The protocol's name in capitals. */
  void protocolCapitals() {
    for (int i = 0; i < protocol.length(); i++) {
      final char c = protocol.charAt(i);
      text.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
  }

  /** The IPv4 address at a position, or its name. */
  void ipv4At(final int at) {
    final int address = u32(at);
    if (!options.hosts.isEmpty()) {
      final byte[] name = options.hosts.name(address);
      if (name != null) {
        name(name);
        return;
      }
    }
    text.ipv4(address);
  }

  /** The IPv6 address at a position, or its name. */
  void ipv6At(final int at) {
    need(at, 16);
    final long high = u64(at);
    final long low = u64(at + 8);
    if (!options.hosts.isEmpty()) {
      final byte[] name = options.hosts.name(high, low);
      if (name != null) {
        name(name);
        return;
      }
    }
    text.ipv6(high, low);
  }

  private void name(final byte[] name) {
    int length = name.length;
    if (options.shortNames) {
      for (int i = 0; i < name.length && length == name.length; i++) {
        if (name[i] == '.') {
          length = i;
        }
      }
    }
    text.bytes(name, 0, length);
  }

  /** A TCP port, or its name. */
  void port(final int number) {
    final byte[] name = options.numeric > 0 ? null : options.services.port(number);
    if (name == null) {
      text.unsignedDecimal(number);
    } else {
      text.bytes(name);
    }
  }

  /** A hardware address of six bytes; where names are wanted, that of all stations has one. */
  void macAt(final int at) {
    need(at, 6);
    if (options.numeric == 0 && u24(at) == BROADCAST && u24(at + 3) == BROADCAST) {
      text.ascii("Broadcast");
      return;
    }
    for (int i = 0; i < 6; i++) {
      if (i > 0) {
        text.append(':');
      }
      text.hexFixed(u8(at + i), 2);
    }
    if (options.numeric == 0) {
      text.ascii(" (oui ").ascii(LinkNames.organisation(u24(at))).append(')');
    }
  }

  /**
   * A byte as tcpdump shows text that it did not choose: ^X for controls, M- for the upper half.
   */
  void visible(final int value) {
    int c = value;
    if (c >= 0x80) {
      text.ascii("M-");
      c &= 0x7F;
    }
    if (c < 0x20 || c == 0x7F) {
      text.append('^');
      c ^= 0x40;
    }
    text.append((byte) c);
  }

  /** Bytes as text; returns false where the end came first. */
  boolean visible(final int at, final int length) {
    for (int i = 0; i < length; i++) {
      if (at + i >= end) {
        return false;
      }
      visible(u8(at + i));
    }
    return true;
  }

  /** Bytes in hexadecimal. */
  void hexBytes(final int at, final int length) {
    for (int i = 0; i < length; i++) {
      text.hexFixed(u8(at + i), 2);
    }
  }
}
