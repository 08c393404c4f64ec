package dev.weir.line;

import dev.weir.capture.LinkType;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.ReadAhead;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Some packets in a row, copied from the capture, that one thread prints while others walk on. What
 * depends on the order of all packets is done before, while the block is filled: their numbers'
 * bases are looked up, and packets of any but the usual form are printed.
 */
final class PacketBlock {
  static final int MOST_PACKETS = 1024;
  private static final int MOST_BYTES = 1 << 18;
  private static final int ETHERNET_LENGTH = 14;
  private static final int TAGGED_LENGTH = 18;

  /** Places from here down tell where a line that has been printed ends. */
  private static final int PRINTED = -1;

  final int[] offsets = new int[MOST_PACKETS];
  final int[] captured = new int[MOST_PACKETS];
  final int[] lengths = new int[MOST_PACKETS];
  final int[] linkTypes = new int[MOST_PACKETS];
  final long[] seconds = new long[MOST_PACKETS];
  final long[] nanos = new long[MOST_PACKETS];
  final long[] numbers = new long[MOST_PACKETS];
  final boolean[] relative = new boolean[MOST_PACKETS];
  final int[] sequenceBases = new int[MOST_PACKETS];
  final int[] acknowledgementBases = new int[MOST_PACKETS];

  /** What times that are relative count from. */
  final long[] referenceSeconds = new long[MOST_PACKETS];

  final long[] referenceUnits = new long[MOST_PACKETS];

  /** The keys of IPv4 packets: see {@link Ipv4Slots}. */
  private final long[] lowerSides = new long[MOST_PACKETS];

  private final long[] higherSides = new long[MOST_PACKETS];

  /** Their hashes in 31 bits; the highest bit says that the source is the higher side. */
  private final int[] hashes = new int[MOST_PACKETS];

  /** The slots that will be looked at, one for each usual packet. */
  private final ReadAhead slots = new ReadAhead(Long.BYTES);

  /** Where the IP header of a usual packet begins; else where its line ends in {@link #text}. */
  private final int[] places = new int[MOST_PACKETS];

  final byte[] bytes = new byte[MOST_BYTES + PacketCursor.MAX_CAPTURED_LENGTH];
  final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
  private byte[] text = new byte[1 << 12];
  private int count;
  private int used;
  private int textLength;

  int count() {
    return count;
  }

  void clear() {
    count = 0;
    used = 0;
    textLength = 0;
  }

  /** Whether another packet goes in. */
  boolean hasRoom(final int most) {
    return count < most && used < MOST_BYTES;
  }

  /** Copies the cursor's packet. */
  void add(final PacketCursor cursor, final long number) {
    final int index = count++;
    final int length = cursor.capturedLength();
    cursor.packet().getBytes(0, bytes, used, length);
    offsets[index] = used;
    captured[index] = length;
    lengths[index] = cursor.originalLength();
    linkTypes[index] = cursor.linkType();
    seconds[index] = cursor.timestampSeconds();
    nanos[index] = cursor.timestampFraction();
    numbers[index] = number;
    used += length;
  }

  /**
   * Does what has to be done in order.
   *
   * @param printer has the table, and prints what is not usual.
   * @return packets that have no TCP in them.
   */
  int number(final LinePrinter printer) {
    final SequenceTable table = printer.numbers();
    for (int i = 0; i < count; i++) {
      places[i] = usual(i);
      if (places[i] > 0) {
        slots.add(slot(table, i, places[i]));
      }
    }
    slots.read();
    final TimestampPrinter times = printer.timestamps();
    int without = 0;
    for (int i = 0; i < count; i++) {
      if (places[i] > 0) {
        lookup(table, i, places[i]);
        referenceSeconds[i] = times.referenceSeconds();
        referenceUnits[i] = times.referenceUnits();
        times.printed(seconds[i], nanos[i]);
      } else if (!print(printer, i)) {
        without++;
      }
    }
    return without;
  }

  private int u32(final int at) {
    return buffer.getInt(at, ByteOrder.BIG_ENDIAN);
  }

  private int u16(final int at) {
    return buffer.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
  }

  /**
   * Where the IP header begins of what nearly all packets are: Ethernet with at most one tag, IPv4
   * or IPv6 without anything before TCP, and the whole TCP header without its options there.
   *
   * @return its place in {@link #bytes}, 0 where the packet is anything else.
   */
  private int usual(final int index) {
    final int start = offsets[index];
    final int length = captured[index];
    if (linkTypes[index] != LinkType.ETHERNET
        || length < TAGGED_LENGTH
        || Integer.compareUnsigned(lengths[index], length) < 0
        || Integer.compareUnsigned(lengths[index], PacketCursor.MAX_CAPTURED_LENGTH) > 0) {
      return 0;
    }
    int type = u16(start + 12);
    int header = ETHERNET_LENGTH;
    if (type == LinkNames.VLAN) {
      type = u16(start + 16);
      header = TAGGED_LENGTH;
    }
    final int ip = start + header;
    if (type == LinkNames.IPV4) {
      final boolean good =
          length >= header + 40
              && bytes[ip] == 0x45
              && bytes[ip + 9] == TcpPrinter.PROTOCOL
              && (u16(ip + 6) & 0x1FFF) == 0
              && u16(ip + 2) >= 40
              && (bytes[ip + 32] & 0xF0) >= 0x50;
      return good ? ip : 0;
    }
    final boolean good =
        type == LinkNames.IPV6
            && length >= header + 60
            && (bytes[ip] & 0xF0) == 0x60
            && bytes[ip + 6] == TcpPrinter.PROTOCOL
            && u16(ip + 4) >= 20
            && (bytes[ip + 52] & 0xF0) >= 0x50;
    return good ? ip : 0;
  }

  /** The address of the slot where the search for a packet's conversation begins. */
  private long slot(final SequenceTable table, final int index, final int ip) {
    if (bytes[ip] == 0x45) {
      final long ends = buffer.getLong(ip + 12, ByteOrder.BIG_ENDIAN);
      final int ports = u32(ip + 20);
      final long from = Ipv4Slots.side((int) (ends >>> 32), ports >>> 16);
      final long to = Ipv4Slots.side((int) ends, ports & 0xFFFF);
      final long lower = Math.min(from, to);
      final long higher = Math.max(from, to);
      final int hash = table.four().hash(lower, higher) & Integer.MAX_VALUE;
      lowerSides[index] = lower;
      higherSides[index] = higher;
      hashes[index] = hash | (int) (to - from >> 32) & Integer.MIN_VALUE;
      return table.four().slot(hash);
    }
    addresses(table, ip);
    return table.slot6(u32(ip + 40));
  }

  private void addresses(final SequenceTable table, final int ip) {
    table.sourceHigh = buffer.getLong(ip + 8, ByteOrder.BIG_ENDIAN);
    table.sourceLow = buffer.getLong(ip + 16, ByteOrder.BIG_ENDIAN);
    table.destinationHigh = buffer.getLong(ip + 24, ByteOrder.BIG_ENDIAN);
    table.destinationLow = buffer.getLong(ip + 32, ByteOrder.BIG_ENDIAN);
  }

  private void lookup(final SequenceTable table, final int index, final int ip) {
    final boolean four = bytes[ip] == 0x45;
    final int tcp = ip + (four ? 20 : 40);
    final int flags = bytes[tcp + 13];
    if ((flags & TcpPrinter.ACK) == 0) {
      relative[index] = false;
      return;
    }
    final boolean syn = (flags & TcpPrinter.SYN) != 0;
    final long numbers = buffer.getLong(tcp + TcpPrinter.SEQUENCE, ByteOrder.BIG_ENDIAN);
    final int sequence = (int) (numbers >>> 32);
    final int acknowledgement = (int) numbers;
    if (four) {
      final int hash = hashes[index];
      table.lookup(
          hash & Integer.MAX_VALUE,
          lowerSides[index],
          higherSides[index],
          hash < 0,
          sequence,
          acknowledgement,
          syn);
    } else {
      addresses(table, ip);
      table.lookup6(u32(tcp), sequence, acknowledgement, syn);
    }
    relative[index] = table.relative;
    sequenceBases[index] = table.sequenceBase;
    acknowledgementBases[index] = table.acknowledgementBase;
  }

  private boolean print(final LinePrinter printer, final int index) {
    packet.wrap(bytes, offsets[index], captured[index]);
    final boolean printed =
        printer.print(
            packet, linkTypes[index], lengths[index], seconds[index], nanos[index], numbers[index]);
    final int length = printer.text().length();
    if (textLength + length > text.length) {
      text = Arrays.copyOf(text, Math.max(textLength + length, 2 * text.length));
    }
    System.arraycopy(printer.text().array(), 0, text, textLength, length);
    printer.text().clear();
    textLength += length;
    places[index] = PRINTED - textLength;
    return printed;
  }

  /** Prints all packets, those that have been printed before from memory. */
  void print(final LinePrinter printer) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (places[i] > 0) {
        printer.print(this, i, places[i]);
      } else {
        final int to = PRINTED - places[i];
        printer.text().bytes(text, from, to - from);
        from = to;
      }
    }
  }
}
