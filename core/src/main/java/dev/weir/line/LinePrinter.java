package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes tcpdump's line for a packet with a TCP segment in it, to the letter of version 4.99.3.
 *
 * <p>What is printed decides what later lines show: sequence numbers are relative to what the
 * printed packets of a conversation had, so packets are to be given in the capture's order and only
 * those that a filter let through. It belongs to one thread.
 */
public final class LinePrinter implements PacketLines {
  /** The most bytes that a packet may have had on the wire (libpcap's MAXIMUM_SNAPLEN). */
  private static final int MOST_BYTES = 262_144;

  private final LineOptions options;
  private final TextBuffer text;
  private final Printout out;
  private final TimestampPrinter timestamps;
  private final Ipv4Printer ipv4;
  private final Ipv6Printer ipv6;
  private final EthernetPrinter ethernet;
  private final PppPrinter ppp;
  private final TunnelPrinter tunnels;
  private final LinkPrinter link;
  private final SequenceTable numbers;
  private final UsualLinePrinter usual;
  private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);

  /**
   * Makes a printer.
   *
   * @param options what lines show.
   * @param text where they are written.
   * @param seed makes the table of conversations unguessable: captures may be hostile.
   */
  public LinePrinter(final LineOptions options, final TextBuffer text, final long seed) {
    this.options = options;
    this.text = text;
    out = new Printout(options, text);
    timestamps = new TimestampPrinter(options);
    numbers = new SequenceTable(seed);
    final ProtocolPrinter protocols = new ProtocolPrinter(out, this, numbers);
    ipv4 = new Ipv4Printer(out, protocols);
    ipv6 = new Ipv6Printer(out, protocols);
    ethernet = new EthernetPrinter(out, this);
    ppp = new PppPrinter(out, this);
    tunnels = protocols.tunnels();
    link = new LinkPrinter(out, this);
    usual =
        UsualLinePrinter.isPossible(options) ? new UsualLinePrinter(out, protocols.tcp()) : null;
  }

  /**
   * Whether packets of a link type can be printed.
   *
   * @param linkType the number from the capture.
   * @return false where no packet of the type will be.
   */
  public static boolean isSupported(final int linkType) {
    return LinkPrinter.isSupported(linkType);
  }

  /**
   * Writes a packet's line, and the lines that belong to it, each with its line feed.
   *
   * @param packet the captured bytes, from the link header on.
   * @param linkType the number from the capture.
   * @param length bytes on the wire as the capture claims, an unsigned number.
   * @param seconds whole seconds of its time since 1970.
   * @param nanos the rest of its time, as the capture has it.
   * @param number what {@code -#} shows, from 1.
   * @return false where the packet has certainly no TCP in it: then nothing has been written.
   */
  public boolean print(
      final UnsafeBuffer packet,
      final int linkType,
      final int length,
      final long seconds,
      final long nanos,
      final long number) {
    final int start = text.length();
    final int captured = packet.capacity();
    if (options.numbered) {
      text.blankPadded(number & 0xFFFF_FFFFL, 5).ascii("  ");
    }
    if (isInvalid(captured, length)) {
      out.segment = -1;
      invalidHeader(captured, length);
      return true;
    }
    timestamps.print(text, seconds, nanos);
    out.begin(packet);
    finish(start, linkType, length);
    if (text.length() == start) {
      return false;
    }
    timestamps.printed(seconds, nanos);
    return true;
  }

  private void finish(final int start, final int linkType, final int length) {
    try {
      link.print(linkType, length);
    } catch (final Truncated e) {
      out.truncated();
      out.linkHeaderLength = 0;
    }
    if (out.other && !out.tcp) {
      text.truncate(start);
      return;
    }
    dump(out.bytes.capacity());
    text.append('\n');
  }

  /** Where the innermost segment's text begins of the packet printed last, -1 without one. */
  int segment() {
    return out.segment;
  }

  /** The table, for those who look up what another thread prints. */
  SequenceTable numbers() {
    return numbers;
  }

  /** The times of its lines. */
  TimestampPrinter timestamps() {
    return timestamps;
  }

  /**
   * Prints a packet of a block, whose bases have been looked up.
   *
   * @param ip where in the block's bytes its IP header begins.
   */
  void print(final PacketBlock block, final int index, final int ip) {
    final int start = text.length();
    if (options.numbered) {
      text.blankPadded(block.numbers[index] & 0xFFFF_FFFFL, 5).ascii("  ");
    }
    timestamps.reference(block.referenceSeconds[index], block.referenceUnits[index]);
    timestamps.print(text, block.seconds[index], block.nanos[index]);
    if (usual != null && usual.print(block, index, ip)) {
      return;
    }
    packet.wrap(block.bytes, block.offsets[index], block.captured[index]);
    out.begin(packet);
    out.numbered = true;
    out.relative = block.relative[index];
    out.sequenceBase = block.sequenceBases[index];
    out.acknowledgementBase = block.acknowledgementBases[index];
    finish(start, block.linkTypes[index], block.lengths[index]);
  }

  @Override
  public TextBuffer text() {
    return text;
  }

  @Override
  public boolean print(final PacketCursor cursor, final long number) {
    return print(
        cursor.packet(),
        cursor.linkType(),
        cursor.originalLength(),
        cursor.timestampSeconds(),
        cursor.timestampFraction(),
        number);
  }

  private static boolean isInvalid(final int captured, final int length) {
    return captured == 0
        || Integer.compareUnsigned(length, captured) < 0
        || Integer.compareUnsigned(length, MOST_BYTES) > 0;
  }

  private void invalidHeader(final int captured, final int length) {
    text.ascii("[Invalid header:");
    String comma = "";
    if (captured == 0) {
      text.ascii(" caplen==0");
      comma = ",";
    }
    if (length == 0) {
      text.ascii(comma).ascii(" len==0");
    } else if (Integer.compareUnsigned(length, captured) < 0) {
      text.ascii(" len(").unsignedDecimal(length).ascii(") < caplen(");
      text.unsignedDecimal(captured).append(')');
    } else if (Integer.compareUnsigned(length, MOST_BYTES) > 0) {
      text.ascii(comma).ascii(" len(").unsignedDecimal(length).ascii(") > ");
      text.unsignedDecimal(MOST_BYTES);
    }
    text.ascii("]\n");
  }

  private void dump(final int captured) {
    final int behindLink = out.linkHeaderLength;
    if (options.hexAndAscii > 0) {
      HexPrinter.hexAndAscii(text, out.bytes, options.hexAndAscii > 1 ? 0 : behindLink, captured);
    } else if (options.hex > 0) {
      HexPrinter.hex(text, out.bytes, options.hex > 1 ? 0 : behindLink, captured);
    } else if (options.ascii > 0) {
      final int from = options.ascii > 1 ? 0 : behindLink;
      if (captured > from) {
        HexPrinter.ascii(text, out.bytes, from, captured);
      }
    }
  }

  /** Gives the memory of the table back. */
  @Override
  public void close() {
    numbers.close();
  }

  Ipv4Printer ipv4() {
    return ipv4;
  }

  Ipv6Printer ipv6() {
    return ipv6;
  }

  EthernetPrinter ethernet() {
    return ethernet;
  }

  PppPrinter ppp() {
    return ppp;
  }

  TunnelPrinter tunnels() {
    return tunnels;
  }
}
