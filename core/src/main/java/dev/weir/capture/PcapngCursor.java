package dev.weir.capture;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the packets of a pcapng file. Source: draft-ietf-opsawg-pcapng. Every section may have its
 * own byte order, and every interface its own link type, snapshot length and unit of time. Name
 * resolution, secrets, custom, journal and unknown blocks are stepped over, comments too.
 *
 * <p>Blocks are judged as libpcap 1.10.3 does, with three differences: sections and interfaces need
 * not be alike, a packet longer than its interface's snapshot length is delivered whole, and a
 * section without interfaces is merely empty.
 */
final class PcapngCursor extends FileCursor {
  static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;

  private static final int LENGTH_OFFSET = 4;
  private static final int BODY_OFFSET = LENGTH_OFFSET + 4;
  private static final int TRAILER_LENGTH = 4;
  private static final int MIN_BLOCK_LENGTH = BODY_OFFSET + TRAILER_LENGTH;

  /** Of a packet block, in the enhanced and in the obsolete layout. */
  private static final int INTERFACE_OFFSET = BODY_OFFSET;

  private static final int OBSOLETE_DROPS_OFFSET = INTERFACE_OFFSET + 2;
  private static final int TIME_HIGH_OFFSET = INTERFACE_OFFSET + 4;
  private static final int TIME_LOW_OFFSET = TIME_HIGH_OFFSET + 4;
  private static final int CAPTURED_LENGTH_OFFSET = TIME_LOW_OFFSET + 4;
  private static final int ORIGINAL_LENGTH_OFFSET = CAPTURED_LENGTH_OFFSET + 4;
  private static final int PACKET_OFFSET = ORIGINAL_LENGTH_OFFSET + 4;

  /** Of a simple packet block. */
  private static final int SIMPLE_LENGTH_OFFSET = BODY_OFFSET;

  private static final int SIMPLE_PACKET_OFFSET = SIMPLE_LENGTH_OFFSET + 4;

  /** Of a section header block. */
  static final int BYTE_ORDER_OFFSET = BODY_OFFSET;

  private static final int MAJOR_OFFSET = BYTE_ORDER_OFFSET + 4;
  private static final int MINOR_OFFSET = MAJOR_OFFSET + 2;
  private static final int SECTION_OPTIONS_OFFSET = MINOR_OFFSET + 2 + 8;
  private static final int MIN_SECTION_LENGTH = SECTION_OPTIONS_OFFSET + TRAILER_LENGTH;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

  /** Of an interface description block. */
  private static final int LINK_TYPE_OFFSET = BODY_OFFSET;

  private static final int SNAP_LENGTH_OFFSET = LINK_TYPE_OFFSET + 4;
  private static final int INTERFACE_OPTIONS_OFFSET = SNAP_LENGTH_OFFSET + 4;

  /** Of an interface statistics block. */
  private static final int STATISTICS_OPTIONS_OFFSET = TIME_LOW_OFFSET + 4;

  private static final int UNKNOWN_DROPS = 0xFFFF;

  /** As libpcap has it: no writer needs more, and a length beyond it is no length. */
  private static final int MAX_BLOCK_LENGTH = 16 << 20;

  /** A block up to this length is brought into memory whole, a longer one piece by piece. */
  private static final int WHOLE_BLOCK_LENGTH = MAX_CAPTURED_LENGTH + 64;

  /** A file may describe an interface in 20 bytes: so many of them are an attack, not a capture. */
  private static final int MAX_INTERFACES = 65_536;

  private final PcapngOptions options;
  private final ByteOrder firstOrder;
  private final String firstVersion;
  private ByteOrder order;

  /** Header fields; wrapped anew for each block. */
  private final UnsafeBuffer header = new UnsafeBuffer(0, 0);

  private boolean swapped;
  private CaptureInterface[] section = new CaptureInterface[4];
  private int sectionSize;

  /** Index of the section's first interface in the list of all. */
  private int sectionBase;

  /**
   * Begins a walk and reads the first section header.
   *
   * @param bytes a file that begins with {@link #SECTION_HEADER}.
   */
  PcapngCursor(final String file, final CaptureBytes bytes) throws CaptureException {
    super(file, bytes);
    options = new PcapngOptions(bytes);
    final int length = MIN_SECTION_LENGTH;
    if (length > bytes.limit && !bytes.refill(0, length, 0)) {
      throw CaptureException.unknownFormat(
          file + ": not a capture: cut short inside its section header");
    }
    header.wrap(bytes.base, length);
    if (!isByteOrderMagic(header)) {
      throw CaptureException.unknownFormat(file + ": not a capture: its format is unknown");
    }
    readOrder();
    firstOrder = order;
    firstVersion = major() + "." + minor();
    if (major() != 1 || minor() != 0 && minor() != 2) {
      throw new CaptureException(
          file + ": pcapng version " + firstVersion + " is not supported (1.0 and 1.2 are)");
    }
  }

  static boolean isByteOrderMagic(final DirectBuffer block) {
    final int magic = block.getInt(BYTE_ORDER_OFFSET);
    return magic == BYTE_ORDER_MAGIC || Integer.reverseBytes(magic) == BYTE_ORDER_MAGIC;
  }

  @Override
  boolean advance() {
    while (true) {
      final long start = offset;
      final long body = start + BODY_OFFSET;
      if (body > bytes.limit && !bytes.refill(start, body, packetNumber)) {
        return end(start, "a block header");
      }
      header.wrap(bytes.base + start, BODY_OFFSET);
      final int type = (int) word(0);
      if (type == SECTION_HEADER && !section(start)) {
        return false;
      }
      final long length = word(LENGTH_OFFSET);
      if (length < MIN_BLOCK_LENGTH || length > MAX_BLOCK_LENGTH || (length & 3) != 0) {
        return lengthDamage(start, length);
      }
      final long end = start + length;
      if (end > bytes.limit
          && !bytes.refill(start, start + Math.min(length, WHOLE_BLOCK_LENGTH), packetNumber)) {
        return end(start, "a block");
      }
      header.wrap(bytes.base + start, (int) Math.min(length, PACKET_OFFSET));
      final boolean isPacket = type == ENHANCED_PACKET;
      if (!(isPacket ? enhancedPacket(start, length) : otherBlock(start, type, length))) {
        return false;
      }
      if (end > bytes.limit && !bytes.refill(end - TRAILER_LENGTH, end, packetNumber)) {
        return end(start, "a block");
      }
      header.wrap(bytes.base + end - TRAILER_LENGTH, TRAILER_LENGTH);
      if (word(0) != length) {
        return damage(start, "the block's two lengths differ: " + length + " and " + word(0));
      }
      offset = end;
      if (isPacket || type == SIMPLE_PACKET || type == OBSOLETE_PACKET) {
        packetNumber++;
        return true;
      }
    }
  }

  private boolean enhancedPacket(final long start, final long length) {
    if (length < PACKET_OFFSET + TRAILER_LENGTH) {
      return tooShort(start, length);
    }
    final long number = word(INTERFACE_OFFSET);
    if (number >= sectionSize) {
      return unknownInterface(start, number);
    }
    final CaptureInterface of = section[(int) number];
    final long captured = word(CAPTURED_LENGTH_OFFSET);
    final long room = length - PACKET_OFFSET - TRAILER_LENGTH;
    if (captured > room || captured > MAX_CAPTURED_LENGTH) {
      return packetTooLong(start, captured, room);
    }
    time(of.clock(), units());
    originalLength = (int) word(ORIGINAL_LENGTH_OFFSET);
    packet(start + PACKET_OFFSET, (int) captured, (int) number, of);
    final long padded = captured + 3 & ~3L;
    if (padded < room) {
      final long optionsStart = start + PACKET_OFFSET + padded;
      options.readPacket(optionsStart, start + length - TRAILER_LENGTH, swapped, packetNumber);
      of.addDropsBetweenRecords(options.drops());
    }
    return true;
  }

  /** Points the cursor at a packet whose bytes are in memory. */
  private void packet(
      final long at, final int captured, final int number, final CaptureInterface of) {
    packetAddress = bytes.base + at;
    capturedLength = captured;
    packet.wrap(packetAddress, captured);
    interfaceIndex = sectionBase + number;
    linkType = of.linkType();
  }

  /**
   * The time of a packet block: the upper 32 bits, then the lower ones. They are read in one piece,
   * because the JVM would read the upper half with its sign to shift it; see {@link #word}.
   */
  private long units() {
    final long halves = header.getLong(TIME_HIGH_OFFSET, order);
    return order == ByteOrder.BIG_ENDIAN ? halves : Long.rotateLeft(halves, Integer.SIZE);
  }

  private void time(final InterfaceClock clock, final long units) {
    // Two divisions by constants cost a fraction of one by a variable; nearly all files are these.
    if (units >= 0 && clock.resolution() == 6) {
      final long seconds = units / 1_000_000;
      timestampFraction = (units - seconds * 1_000_000) * 1000;
      timestampSeconds = clock.plusOffset(seconds);
    } else if (units >= 0 && clock.resolution() == 9) {
      final long seconds = units / 1_000_000_000;
      timestampFraction = units - seconds * 1_000_000_000;
      timestampSeconds = clock.plusOffset(seconds);
    } else {
      timestampFraction = clock.nanos(units);
      timestampSeconds = clock.seconds(units);
    }
  }

  /** Handles a block that is no enhanced packet; its beginning is in memory. */
  private boolean otherBlock(final long start, final int type, final long length) {
    return switch (type) {
      case SIMPLE_PACKET -> simplePacket(start, length);
      case OBSOLETE_PACKET -> obsoletePacket(start, length);
      case INTERFACE_DESCRIPTION -> description(start, length);
      case INTERFACE_STATISTICS -> statistics(start, length);
      default -> true;
    };
  }

  private boolean simplePacket(final long start, final long length) {
    if (length < SIMPLE_PACKET_OFFSET + TRAILER_LENGTH) {
      return tooShort(start, length);
    }
    if (sectionSize == 0) {
      return unknownInterface(start, 0);
    }
    final CaptureInterface of = section[0];
    final long original = word(SIMPLE_LENGTH_OFFSET);
    final long room = length - SIMPLE_PACKET_OFFSET - TRAILER_LENGTH;
    final long captured = Math.min(Math.min(original, of.snapLength()), room);
    if (captured > MAX_CAPTURED_LENGTH) {
      return packetTooLong(start, captured, room);
    }
    time(of.clock(), 0);
    originalLength = (int) original;
    packet(start + SIMPLE_PACKET_OFFSET, (int) captured, 0, of);
    return true;
  }

  private boolean obsoletePacket(final long start, final long length) {
    if (length < PACKET_OFFSET + TRAILER_LENGTH) {
      return tooShort(start, length);
    }
    final int number = half(INTERFACE_OFFSET);
    if (number >= sectionSize) {
      return unknownInterface(start, number);
    }
    final CaptureInterface of = section[number];
    final long captured = word(CAPTURED_LENGTH_OFFSET);
    final long room = length - PACKET_OFFSET - TRAILER_LENGTH;
    if (captured > room || captured > MAX_CAPTURED_LENGTH) {
      return packetTooLong(start, captured, room);
    }
    time(of.clock(), units());
    originalLength = (int) word(ORIGINAL_LENGTH_OFFSET);
    packet(start + PACKET_OFFSET, (int) captured, number, of);
    final int drops = half(OBSOLETE_DROPS_OFFSET);
    if (drops != UNKNOWN_DROPS) {
      of.addDropsBetweenRecords(drops);
    }
    return true;
  }

  private boolean section(final long start) {
    final long end = start + MIN_SECTION_LENGTH;
    if (end > bytes.limit && !bytes.refill(start, end, packetNumber)) {
      return end(start, "a section header");
    }
    header.wrap(bytes.base + start, MIN_SECTION_LENGTH);
    if (!isByteOrderMagic(header)) {
      return damage(start, "a section header without a byte-order magic number");
    }
    readOrder();
    if (word(LENGTH_OFFSET) < MIN_SECTION_LENGTH) {
      return tooShort(start, word(LENGTH_OFFSET));
    }
    if (major() != 1) {
      return damage(
          start, "a section of pcapng version " + major() + "." + minor() + ", not supported");
    }
    sectionBase = interfaces.size();
    Arrays.fill(section, 0, sectionSize, null);
    sectionSize = 0;
    return true;
  }

  private void readOrder() {
    order =
        header.getInt(BYTE_ORDER_OFFSET, ByteOrder.BIG_ENDIAN) == BYTE_ORDER_MAGIC
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN;
    swapped = order != ByteOrder.nativeOrder();
  }

  private boolean description(final long start, final long length) {
    if (length < INTERFACE_OPTIONS_OFFSET + TRAILER_LENGTH) {
      return tooShort(start, length);
    }
    if (interfaces.size() == MAX_INTERFACES) {
      return damage(start, "more than " + MAX_INTERFACES + " interfaces");
    }
    final int link = half(LINK_TYPE_OFFSET);
    final int snapLength = (int) word(SNAP_LENGTH_OFFSET);
    options.readInterface(
        start + INTERFACE_OPTIONS_OFFSET, start + length - TRAILER_LENGTH, swapped, packetNumber);
    if (options.fault() != null) {
      return damage(start, options.fault());
    }
    final CaptureInterface added =
        new CaptureInterface(file, sectionSize, link, snapLength, swapped, options.clock());
    added.name(options.name());
    if (firstInterfaceOnly && !interfaces.isEmpty() && !isLikeTheFirst(start, added)) {
      return false;
    }
    if (sectionSize == section.length) {
      section = Arrays.copyOf(section, sectionSize * 2);
    }
    section[sectionSize++] = added;
    interfaces.add(added);
    return true;
  }

  /** Whether libpcap reads on behind an interface; where not, this ends the walk. */
  private boolean isLikeTheFirst(final long start, final CaptureInterface added) {
    final CaptureInterface first = interfaces.getFirst();
    final String interfaceNumber = "interface " + interfaces.size();
    if (added.linkType() != first.linkType()) {
      return stop(
          start,
          interfaceNumber
              + " has link type "
              + LinkType.nameOf(added.linkType())
              + ", the first one "
              + LinkType.nameOf(first.linkType()));
    }
    return added.snapLength() == first.snapLength()
        || stop(
            start,
            interfaceNumber
                + " has snapshot length "
                + added.snapLength()
                + ", the first one "
                + first.snapLength());
  }

  private boolean statistics(final long start, final long length) {
    if (length < STATISTICS_OPTIONS_OFFSET + TRAILER_LENGTH) {
      return tooShort(start, length);
    }
    final long number = word(INTERFACE_OFFSET);
    if (number < sectionSize) {
      options.readStatistics(
          start + STATISTICS_OPTIONS_OFFSET,
          start + length - TRAILER_LENGTH,
          swapped,
          packetNumber);
      section[(int) number].statistics(options.dropsByInterface(), options.dropsBySystem());
    }
    return true;
  }

  private boolean lengthDamage(final long start, final long length) {
    if (length > MAX_BLOCK_LENGTH) {
      return damage(start, "a block of " + length + " bytes: no more than 16 MiB are possible");
    }
    return length < MIN_BLOCK_LENGTH
        ? tooShort(start, length)
        : damage(start, "a block of " + length + " bytes: not a multiple of 4");
  }

  private boolean tooShort(final long start, final long length) {
    return damage(start, "a block of " + length + " bytes: too short for its kind");
  }

  private boolean packetTooLong(final long start, final long captured, final long room) {
    return damage(
        start,
        captured > room
            ? "a packet of " + captured + " captured bytes in a block with room for " + room
            : "a packet of "
                + captured
                + " captured bytes: no more than "
                + MAX_CAPTURED_LENGTH
                + " are possible");
  }

  private boolean unknownInterface(final long start, final long number) {
    return damage(start, "a packet of interface " + number + ", which the section does not have");
  }

  /** A 32-bit field of the block, unsigned; widened as {@link PcapCursor} says. */
  private long word(final int at) {
    final int value = header.getInt(at);
    return (swapped ? Integer.reverseBytes(value) : value) & 0xFFFF_FFFFL;
  }

  /** A 16-bit field of the block, unsigned. */
  private int half(final int at) {
    final short value = header.getShort(at);
    return (swapped ? Short.reverseBytes(value) : value) & 0xFFFF;
  }

  private int major() {
    return half(MAJOR_OFFSET);
  }

  private int minor() {
    return half(MINOR_OFFSET);
  }

  @Override
  String container() {
    return "pcapng";
  }

  @Override
  ByteOrder order() {
    return firstOrder;
  }

  @Override
  String version() {
    return firstVersion;
  }
}
