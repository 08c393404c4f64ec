package dev.weir.capture;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the options at the end of pcapng blocks: code (16 bits), length (16 bits), value padded to
 * 4 bytes, until an option 0 or the end of the block. They are read one by one, so that a block of
 * any length needs little memory. What does not fit into its block ends the reading.
 */
final class PcapngOptions {
  private static final int END_OF_OPTIONS = 0;
  private static final int INTERFACE_NAME = 2;
  private static final int INTERFACE_RESOLUTION = 9;
  private static final int INTERFACE_TIME_OFFSET = 14;
  private static final int PACKET_DROPS = 4;
  private static final int STATISTICS_INTERFACE_DROPS = 5;
  private static final int STATISTICS_SYSTEM_DROPS = 7;

  private static final int OPTION_HEADER_LENGTH = 4;

  /** Names are for people; what is longer is cut. */
  private static final int MAX_NAME_LENGTH = 256;

  private final CaptureBytes bytes;
  private final UnsafeBuffer option = new UnsafeBuffer(0, 0);
  private long position;
  private long end;
  private boolean swapped;
  private long packets;

  private int code;
  private int length;

  private long drops;
  private long dropsByInterface;
  private long dropsBySystem;
  private int resolution;
  private long offsetSeconds;
  private String name;
  private String fault;

  PcapngOptions(final CaptureBytes bytes) {
    this.bytes = bytes;
  }

  /** Reads a packet's options: only epb_dropcount matters. */
  void readPacket(
      final long from, final long to, final boolean isSwapped, final long packetsDelivered) {
    drops = 0;
    begin(from, to, isSwapped, packetsDelivered);
    while (nextOption()) {
      if (code == PACKET_DROPS && length == Long.BYTES) {
        drops += Math.max(0, longValue());
      }
    }
  }

  /** Reads the options of an interface description. */
  void readInterface(
      final long from, final long to, final boolean isSwapped, final long packetsDelivered) {
    resolution = InterfaceClock.MICROSECONDS.resolution();
    offsetSeconds = 0;
    name = "";
    fault = null;
    begin(from, to, isSwapped, packetsDelivered);
    while (fault == null && nextOption()) {
      switch (code) {
        case INTERFACE_NAME ->
            name = new String(textValue(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        case INTERFACE_RESOLUTION -> {
          requireLength("if_tsresol", 1);
          resolution = fault == null ? option.getByte(OPTION_HEADER_LENGTH) & 0xFF : resolution;
        }
        case INTERFACE_TIME_OFFSET -> {
          requireLength("if_tsoffset", Long.BYTES);
          offsetSeconds = fault == null ? longValue() : offsetSeconds;
        }
        default -> {}
      }
    }
  }

  /** Reads the options of interface statistics. */
  void readStatistics(
      final long from, final long to, final boolean isSwapped, final long packetsDelivered) {
    dropsByInterface = -1;
    dropsBySystem = -1;
    begin(from, to, isSwapped, packetsDelivered);
    while (nextOption()) {
      if (code == STATISTICS_INTERFACE_DROPS && length == Long.BYTES) {
        dropsByInterface = longValue() & Long.MAX_VALUE;
      } else if (code == STATISTICS_SYSTEM_DROPS && length == Long.BYTES) {
        dropsBySystem = longValue() & Long.MAX_VALUE;
      }
    }
  }

  private void begin(
      final long from, final long to, final boolean isSwapped, final long packetsDelivered) {
    position = from;
    end = to;
    swapped = isSwapped;
    packets = packetsDelivered;
  }

  /** Moves to the next option and brings it into memory, header and value. */
  private boolean nextOption() {
    if (end - position < OPTION_HEADER_LENGTH || !bring(OPTION_HEADER_LENGTH)) {
      return false;
    }
    code = half(0);
    length = half(2);
    final int whole = OPTION_HEADER_LENGTH + length;
    if (code == END_OF_OPTIONS || whole > end - position || !bring(whole)) {
      return false;
    }
    position += whole + 3 & ~3;
    return true;
  }

  private boolean bring(final int count) {
    final long to = position + count;
    if (to > bytes.limit && !bytes.refill(position, to, packets)) {
      return false;
    }
    option.wrap(bytes.base + position, count);
    return true;
  }

  private void requireLength(final String what, final int required) {
    if (length != required) {
      fault = "an interface whose " + what + " has " + length + " bytes, not " + required;
    }
  }

  private byte[] textValue() {
    final byte[] text = new byte[Math.min(length, MAX_NAME_LENGTH)];
    option.getBytes(OPTION_HEADER_LENGTH, text);
    int used = 0;
    while (used < text.length && text[used] != 0) {
      used++;
    }
    return used == text.length ? text : java.util.Arrays.copyOf(text, used);
  }

  private int half(final int at) {
    final short value = option.getShort(at);
    return (swapped ? Short.reverseBytes(value) : value) & 0xFFFF;
  }

  private long longValue() {
    final long value = option.getLong(OPTION_HEADER_LENGTH);
    return swapped ? Long.reverseBytes(value) : value;
  }

  long drops() {
    return drops;
  }

  long dropsByInterface() {
    return dropsByInterface;
  }

  long dropsBySystem() {
    return dropsBySystem;
  }

  String name() {
    return name;
  }

  /** What makes the interface unusable, or null. */
  String fault() {
    return fault;
  }

  InterfaceClock clock() {
    return new InterfaceClock(resolution, offsetSeconds);
  }
}
