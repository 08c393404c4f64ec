package dev.weir.capture;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The header of a classic pcap file, {@value #LENGTH} bytes. Source: draft-ietf-opsawg-pcap; what
 * is odd in it is taken as libpcap 1.10.3 does.
 *
 * <pre>
 *  0  magic number
 *  4  major version (16 bits), minor version (16 bits)
 *  8  time zone and accuracy, both ignored
 * 16  snapshot length
 * 20  FCS length (4 bits), flags (2), reserved (10), link type (16)
 * </pre>
 *
 * @param order the byte order of all header fields.
 * @param nanoseconds whether fractions of a second are nanoseconds.
 * @param modified whether records have Alexey Kuznetzov's longer header.
 * @param major major version.
 * @param minor minor version.
 * @param declaredSnapLength the snapshot length as the file has it, unsigned.
 * @param linkTypeWord the last field as the file has it.
 */
record PcapHeader(
    ByteOrder order,
    boolean nanoseconds,
    boolean modified,
    int major,
    int minor,
    int declaredSnapLength,
    int linkTypeWord) {
  static final int LENGTH = 24;

  private static final int MAJOR_OFFSET = 4;
  private static final int MINOR_OFFSET = MAJOR_OFFSET + 2;
  private static final int SNAP_LENGTH_OFFSET = 16;
  private static final int LINK_TYPE_OFFSET = SNAP_LENGTH_OFFSET + 4;

  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int MODIFIED = 0xa1b2cd34;

  private static final int LINK_TYPE_MASK = 0x0000_FFFF;
  private static final int RESERVED_MASK = 0x03FF_0000;
  private static final int FLAGS_MASK = 0xFC00_0000;

  private static final int CURRENT_MAJOR = 2;
  private static final int CURRENT_MINOR = 4;
  private static final int DG_UX_MAJOR = 543;

  /**
   * What a "cooked" capture of modified pcap may have put before the packet: an Ethernet header.
   */
  private static final int COOKED_EXTRA = 14;

  /** Whether a file that begins with this number, read little-endian, is classic pcap. */
  static boolean isMagic(final int littleEndian) {
    return isKnown(littleEndian) || isKnown(Integer.reverseBytes(littleEndian));
  }

  private static boolean isKnown(final int magic) {
    return magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED;
  }

  /**
   * Reads a header.
   *
   * @param bytes the file's first {@value #LENGTH} bytes; the magic is known to be one of ours.
   * @param file the file's name, for messages.
   */
  static PcapHeader read(final DirectBuffer bytes, final String file) throws CaptureException {
    final ByteOrder order =
        isKnown(bytes.getInt(0, ByteOrder.LITTLE_ENDIAN))
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    final int magic = bytes.getInt(0, order);
    final PcapHeader header =
        new PcapHeader(
            order,
            magic == NANOSECONDS,
            magic == MODIFIED,
            bytes.getShort(MAJOR_OFFSET, order) & 0xFFFF,
            bytes.getShort(MINOR_OFFSET, order) & 0xFFFF,
            bytes.getInt(SNAP_LENGTH_OFFSET, order),
            bytes.getInt(LINK_TYPE_OFFSET, order));
    header.check(file);
    return header;
  }

  private void check(final String file) throws CaptureException {
    final boolean known =
        major == CURRENT_MAJOR && minor <= CURRENT_MINOR || major == DG_UX_MAJOR && minor == 0;
    if (!known) {
      throw new CaptureException(
          file + ": pcap version " + version() + " is not supported (2.0 to 2.4 are)");
    }
    if ((linkTypeWord & RESERVED_MASK) != 0) {
      throw new CaptureException(
          String.format(
              "%s: reserved bits of the link type are set (0x%08x): not a pcap file that can be"
                  + " read",
              file, linkTypeWord));
    }
  }

  String version() {
    return major + "." + minor;
  }

  int linkType() {
    return linkTypeWord & LINK_TYPE_MASK;
  }

  int linkTypeFlags() {
    return linkTypeWord & FLAGS_MASK;
  }

  boolean isSwapped() {
    return order != ByteOrder.nativeOrder();
  }

  /** The snapshot length that records are cut to: none or an absurd one is libpcap's limit. */
  int snapLength() {
    final int length =
        declaredSnapLength > 0 ? declaredSnapLength : PacketCursor.MAX_CAPTURED_LENGTH;
    // A modified capture may be a cooked one, in which packets are longer than what was asked for.
    final boolean cooked = modified && linkType() == LinkType.ETHERNET;
    return cooked ? (int) Math.min(Integer.MAX_VALUE, (long) length + COOKED_EXTRA) : length;
  }

  /** Whether records of this file have the original length before the captured one. */
  boolean hasSwappedLengths() {
    return major == DG_UX_MAJOR || minor < 3;
  }

  /** Whether records may have their lengths in either order: version 2.3 was written both ways. */
  boolean mayHaveSwappedLengths() {
    return major == CURRENT_MAJOR && minor == 3;
  }

  /** The name of the container. */
  String container() {
    if (modified) {
      return "pcap-modified";
    }
    return nanoseconds ? "pcap-ns" : "pcap";
  }
}
