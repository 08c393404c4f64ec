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
    final int headerLength = bytes.getByte(header + TcpPrinter.DATA_OFFSET) >>> 2 & 0x3C;
    final int length = total - (header - ip) - headerLength;
    final int flags = bytes.getByte(header + TcpPrinter.FLAGS) & 0xFF;
    final int start = block.offsets[index];
    if (block.lengths[index] - (ip - start) < total
        || length < 0
        || (flags & TcpPrinter.URG) != 0) {
      return false;
    }
    final int sourcePort = u16(bytes, header);
    final int destinationPort = u16(bytes, header + 2);
    text.ensure(ROOM);
    int at = endpoints(bytes, four, ip, sourcePort, destinationPort);
    at = TcpPrinter.flags(text.buffer(), at, flags);
    final boolean relative = block.relative[index] && !absolute;
    final int sequenceBase = relative ? block.sequenceBases[index] : 0;
    final int acknowledgementBase = relative ? block.acknowledgementBases[index] : 0;
    at = fields(bytes, at, header, flags, length, sequenceBase, acknowledgementBase);
    if (headerLength > TcpPrinter.HEADER_LENGTH) {
      if (headerLength != PADDED_TIMESTAMP_END
          || start + block.captured[index] - header < PADDED_TIMESTAMP_END
          || u32(bytes, header + 20) != TcpOptionsPrinter.PADDED_TIMESTAMP) {
        text.extendTo(at);
        final int edges =
            absolute || (flags & TcpPrinter.ACK) == 0 ? 0 : block.acknowledgementBases[index];
        rest(block, index, ip, header, total, headerLength, flags, edges);
        return true;
      }
      at = timestamps(bytes, at, header);
    }
    at = TcpPrinter.length(text.buffer(), at, length);
    text.extendTo(at);
    if (length != 0 && ApplicationPrinter.isKnown(sourcePort, destinationPort)) {
      payload(block, index, ip, header, total, headerLength, flags);
    } else {
      text.append('\n');
    }
    return true;
  }

  private int endpoints(
      final UnsafeBuffer bytes,
      final boolean four,
      final int ip,
      final int sourcePort,
      final int destinationPort) {
    final UnsafeBuffer to = text.buffer();
    int at = Ascii.word(to, text.length(), four ? IP : IP6, four ? 3 : 4);
    at =
        four
            ? Ascii.ipv4(to, at, u32(bytes, ip + Ipv4Printer.SOURCE))
            : ipv6(bytes, at, ip + Ipv6Printer.SOURCE);
    to.putByte(at++, (byte) '.');
    at = Ascii.decimal(to, at, sourcePort);
    at = Ascii.word(to, at, ARROW, 3);
    at =
        four
            ? Ascii.ipv4(to, at, u32(bytes, ip + Ipv4Printer.DESTINATION))
            : ipv6(bytes, at, ip + Ipv6Printer.DESTINATION);
    to.putByte(at++, (byte) '.');
    at = Ascii.decimal(to, at, destinationPort);
    return Ascii.word(to, at, COLON, 2);
  }

  private int ipv6(final UnsafeBuffer bytes, final int at, final int address) {
    text.extendTo(at);
    final long high = bytes.getLong(address, ByteOrder.BIG_ENDIAN);
    text.ipv6(high, bytes.getLong(address + 8, ByteOrder.BIG_ENDIAN));
    return text.length();
  }

  private int fields(
      final UnsafeBuffer bytes,
      final int from,
      final int header,
      final int flags,
      final int length,
      final int sequenceBase,
      final int acknowledgementBase) {
    final UnsafeBuffer to = text.buffer();
    int at = from;
    if (length != 0 || (flags & (TcpPrinter.SYN | TcpPrinter.FIN | TcpPrinter.RST)) != 0) {
      final int sequence = u32(bytes, header + TcpPrinter.SEQUENCE) - sequenceBase;
      at = Ascii.decimal(to, Ascii.word(to, at, TcpPrinter.SEQ, 6), sequence);
      if (length != 0) {
        to.putByte(at++, (byte) ':');
        at = Ascii.decimal(to, at, sequence + length);
      }
    }
    if ((flags & TcpPrinter.ACK) != 0) {
      final int acknowledgement = u32(bytes, header + TcpPrinter.ACKNOWLEDGEMENT);
      at = Ascii.word(to, at, TcpPrinter.ACK_WORD, 6);
      at = Ascii.decimal(to, at, acknowledgement - acknowledgementBase);
    }
    at = Ascii.word(to, at, TcpPrinter.WIN, 6);
    return Ascii.decimal(to, at, u16(bytes, header + TcpPrinter.WINDOW));
  }

  private int timestamps(final UnsafeBuffer bytes, final int from, final int header) {
    final UnsafeBuffer to = text.buffer();
    int at = TcpOptionsPrinter.paddedTimestamp(to, from);
    at = Ascii.decimal(to, at, u32(bytes, header + 24));
    at = Ascii.word(to, at, TcpOptionsPrinter.ECHO, 5);
    at = Ascii.decimal(to, at, u32(bytes, header + 28));
    to.putByte(at++, (byte) ']');
    return at;
  }

  private void rest(
      final PacketBlock block,
      final int index,
      final int ip,
      final int header,
      final int total,
      final int headerLength,
      final int flags,
      final int edges) {
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
}
