package dev.weir.line;

import dev.weir.text.Ascii;
import dev.weir.text.TextBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lines of what nearly all packets are, under the options that are given most: TCP right above IP,
 * nothing missing, no header shown in detail. It writes what the printers of the headers would, but
 * in one method that the JVM compiles early and whole: these lines are a third of what they cost
 * otherwise. Whatever is not usual it leaves to those.
 */
final class UsualLinePrinter {
  private static final int IPV4 = 0x45;
  private static final int PADDED_TIMESTAMP_END = 32;

  /** More than any line takes up to its options, addresses of both families included. */
  private static final int ROOM = 384;

  private static final long IP = TextBuffer.pack("IP ");
  private static final long IP6 = TextBuffer.pack("IP6 ");
  private static final long ARROW = TextBuffer.pack(" > ");
  private static final long COLON = TextBuffer.pack(": ");

  private final boolean absolute;
  private final Printout out;
  private final TextBuffer text;
  private final TcpPrinter tcp;
  private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);

  UsualLinePrinter(final Printout out, final TcpPrinter tcp) {
    this.absolute = out.options.absolute;
    this.out = out;
    this.text = out.text;
    this.tcp = tcp;
  }

  /** Whether lines with these options are of the usual kind. */
  static boolean isPossible(final LineOptions options) {
    return options.verbosity == 0
        && options.quiet == 0
        && !options.linkHeader
        && options.numeric > 0
        && options.hosts.isEmpty()
        && options.hex == 0
        && options.hexAndAscii == 0
        && options.ascii == 0;
  }

  /**
   * Prints what follows the time.
   *
   * @param ip where in the block's bytes the IP header begins; see {@link PacketBlock#usual}.
   * @return false where it is not of the usual kind: then nothing was written.
   */
  boolean print(final PacketBlock block, final int index, final int ip) {
    final UnsafeBuffer bytes = block.buffer;
    final boolean four = bytes.getByte(ip) == IPV4;
    final int header = ip + (four ? Ipv4Printer.HEADER_LENGTH : Ipv6Printer.HEADER_LENGTH);
    final int total = four ? u16(bytes, ip + 2) : header - ip + u16(bytes, ip + 4);
    final int fields = u32(bytes, header + TcpPrinter.DATA_OFFSET);
    final int headerLength = fields >>> 26 & 0x3C;
    final int flags = fields >>> 16 & 0xFF;
    final int length = total - (header - ip) - headerLength;
    final int start = block.offsets[index];
    if (block.lengths[index] - (ip - start) < total
        || length < 0
        || (flags & TcpPrinter.URG) != 0) {
      return false;
    }
    final int ports = u32(bytes, header);
    text.ensure(ROOM);
    final byte[] to = text.array();
    int at = four ? ipv4(to, bytes, ip, ports) : ipv6(to, bytes, ip, ports);
    at = TcpPrinter.flags(to, at, flags);
    at = numbers(to, at, block, index, header, flags, length);
    at = Ascii.word(to, at, TcpPrinter.WIN, 6);
    at = Ascii.decimal(to, at, fields & 0xFFFF);
    if (headerLength > TcpPrinter.HEADER_LENGTH) {
      if (headerLength != PADDED_TIMESTAMP_END
          || start + block.captured[index] - header < PADDED_TIMESTAMP_END
          || u32(bytes, header + 20) != TcpOptionsPrinter.PADDED_TIMESTAMP) {
        text.extendTo(at);
        rest(block, index, ip, header, total, headerLength, flags);
        return true;
      }
      at = timestamps(to, at, u64(bytes, header + 24));
    }
    at = TcpPrinter.length(to, at, length);
    if (length != 0 && ApplicationPrinter.isKnown(ports >>> 16, ports & 0xFFFF)) {
      text.extendTo(at);
      payload(block, index, ip, header, total, headerLength, flags);
    } else {
      to[at] = '\n';
      text.extendTo(at + 1);
    }
    return true;
  }

  private int ipv4(final byte[] to, final UnsafeBuffer bytes, final int ip, final int ports) {
    final long addresses = u64(bytes, ip + Ipv4Printer.SOURCE);
    int at = Ascii.word(to, text.length(), IP, 3);
    at = Ascii.ipv4(to, at, (int) (addresses >>> 32));
    at = port(to, at, ports >>> 16);
    at = Ascii.word(to, at, ARROW, 3);
    at = Ascii.ipv4(to, at, (int) addresses);
    at = port(to, at, ports & 0xFFFF);
    return Ascii.word(to, at, COLON, 2);
  }

  private int ipv6(final byte[] to, final UnsafeBuffer bytes, final int ip, final int ports) {
    int at = Ascii.word(to, text.length(), IP6, 4);
    at = ipv6(to, at, bytes, ip + Ipv6Printer.SOURCE);
    at = port(to, at, ports >>> 16);
    at = Ascii.word(to, at, ARROW, 3);
    at = ipv6(to, at, bytes, ip + Ipv6Printer.DESTINATION);
    at = port(to, at, ports & 0xFFFF);
    return Ascii.word(to, at, COLON, 2);
  }

  private static int ipv6(
      final byte[] to, final int at, final UnsafeBuffer bytes, final int address) {
    return Ascii.ipv6(to, at, u64(bytes, address), u64(bytes, address + 8));
  }

  private static int port(final byte[] to, final int at, final int port) {
    to[at] = '.';
    return Ascii.decimal(to, at + 1, port);
  }

  private int numbers(
      final byte[] to,
      final int from,
      final PacketBlock block,
      final int index,
      final int header,
      final int flags,
      final int length) {
    final boolean relative = block.relative[index] && !absolute;
    final long both = u64(block.buffer, header + TcpPrinter.SEQUENCE);
    int at = from;
    if (length != 0 || (flags & (TcpPrinter.SYN | TcpPrinter.FIN | TcpPrinter.RST)) != 0) {
      final int sequence = (int) (both >>> 32) - (relative ? block.sequenceBases[index] : 0);
      at = Ascii.decimal(to, Ascii.word(to, at, TcpPrinter.SEQ, 6), sequence);
      if (length != 0) {
        to[at++] = ':';
        at = Ascii.decimal(to, at, sequence + length);
      }
    }
    if ((flags & TcpPrinter.ACK) != 0) {
      final int base = relative ? block.acknowledgementBases[index] : 0;
      at = Ascii.decimal(to, Ascii.word(to, at, TcpPrinter.ACK_WORD, 6), (int) both - base);
    }
    return at;
  }

  private static int timestamps(final byte[] to, final int from, final long values) {
    int at = TcpOptionsPrinter.paddedTimestamp(to, from);
    at = Ascii.decimal(to, at, (int) (values >>> 32));
    at = Ascii.word(to, at, TcpOptionsPrinter.ECHO, 5);
    at = Ascii.decimal(to, at, (int) values);
    to[at] = ']';
    return at + 1;
  }

  private void rest(
      final PacketBlock block,
      final int index,
      final int ip,
      final int header,
      final int total,
      final int headerLength,
      final int flags) {
    final int edges =
        absolute || (flags & TcpPrinter.ACK) == 0 ? 0 : block.acknowledgementBases[index];
    final int start = begin(block, index, ip, total);
    try {
      tcp.rest(header - start, ip - start, headerLength, total - (header - ip), flags, edges);
    } catch (final Truncated e) {
      out.truncated();
    }
    text.append('\n');
  }

  private void payload(
      final PacketBlock block,
      final int index,
      final int ip,
      final int header,
      final int total,
      final int headerLength,
      final int flags) {
    final int start = begin(block, index, ip, total);
    try {
      tcp.payload(header - start, headerLength, total - (header - ip), flags);
    } catch (final Truncated e) {
      out.truncated();
    }
    text.append('\n');
  }

  /** Lets the other printers go on where this one ends; returns where the packet begins. */
  private int begin(final PacketBlock block, final int index, final int ip, final int total) {
    final int start = block.offsets[index];
    packet.wrap(block.bytes, start, block.captured[index]);
    out.begin(packet);
    out.protocol = "tcp";
    out.limit(ip - start, total);
    return start;
  }

  private static int u16(final UnsafeBuffer bytes, final int at) {
    return bytes.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
  }

  private static int u32(final UnsafeBuffer bytes, final int at) {
    return bytes.getInt(at, ByteOrder.BIG_ENDIAN);
  }

  private static long u64(final UnsafeBuffer bytes, final int at) {
    return bytes.getLong(at, ByteOrder.BIG_ENDIAN);
  }
}
