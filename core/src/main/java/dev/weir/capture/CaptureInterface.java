package dev.weir.capture;

/**
 * What a capture file says of the interface that packets were captured on. A classic pcap file has
 * exactly one.
 */
public final class CaptureInterface {
  private final String file;
  private final int index;
  private final int linkType;
  private final int linkTypeFlags;
  private final int declaredSnapLength;
  private final int snapLength;
  private final boolean byteSwapped;
  private final InterfaceClock clock;

  /** The interface's name (pcapng if_name), or empty. */
  private String name = "";

  /** Packets that the interface dropped (pcapng isb_ifdrop), or -1 where the file does not say. */
  private long dropsByInterface = -1;

  /** Packets that the system dropped (pcapng isb_osdrop), or -1 where the file does not say. */
  private long dropsBySystem = -1;

  /** Packets lost between records (pcapng epb_dropcount and the obsolete PB's drops), summed. */
  private long dropsBetweenRecords;

  /** The interface of a classic pcap file. */
  CaptureInterface(final String file, final PcapHeader header) {
    this.file = file;
    index = 0;
    linkType = header.linkType();
    linkTypeFlags = header.linkTypeFlags();
    declaredSnapLength = header.declaredSnapLength();
    snapLength = header.snapLength();
    byteSwapped = header.isSwapped();
    clock = header.nanoseconds() ? InterfaceClock.NANOSECONDS : InterfaceClock.MICROSECONDS;
  }

  /** An interface of a pcapng section. */
  CaptureInterface(
      final String file,
      final int index,
      final int linkType,
      final int declaredSnapLength,
      final boolean byteSwapped,
      final InterfaceClock clock) {
    this.file = file;
    this.index = index;
    this.linkType = linkType;
    this.linkTypeFlags = 0;
    this.declaredSnapLength = declaredSnapLength;
    this.snapLength =
        declaredSnapLength > 0 ? declaredSnapLength : PacketCursor.MAX_CAPTURED_LENGTH;
    this.byteSwapped = byteSwapped;
    this.clock = clock;
  }

  /**
   * The file that describes the interface.
   *
   * @return its name as the user gave it.
   */
  public String file() {
    return file;
  }

  /**
   * The number by which the packets of its file name the interface.
   *
   * @return from 0, anew in each section of a pcapng file.
   */
  public int index() {
    return index;
  }

  /**
   * The link type of its packets: see {@link LinkType}.
   *
   * @return the number without FCS bits, 0 to 65535.
   */
  public int linkType() {
    return linkType;
  }

  /**
   * What stands above the link type in a classic pcap header: the FCS length in 16-bit units in
   * bits 28 to 31, and in bit 26 whether it means anything.
   *
   * @return the word's bits 26 to 31, in place; 0 in pcapng.
   */
  public int linkTypeFlags() {
    return linkTypeFlags;
  }

  /**
   * The most bytes of a packet that were captured.
   *
   * @return bytes; 262144 where the file gives no limit.
   */
  public int snapLength() {
    return snapLength;
  }

  /**
   * The snapshot length as the file has it.
   *
   * @return an unsigned 32-bit number; 0 in pcapng means no limit.
   */
  public int declaredSnapLength() {
    return declaredSnapLength;
  }

  /**
   * Whether times are finer than a microsecond.
   *
   * @return true for nanosecond pcap and for pcapng resolutions above 10^-6 or 2^-6.
   */
  public boolean nanosecondPrecision() {
    return clock.isFinerThanMicroseconds();
  }

  /**
   * The unit of times in the file, as pcapng's if_tsresol gives it.
   *
   * @return v for 10^-v seconds; 128 + v for 2^-v. 6 or 9 in classic pcap.
   */
  public int resolution() {
    return clock.resolution();
  }

  /**
   * What the file adds to its times (pcapng if_tsoffset); times of packets have it added already.
   *
   * @return seconds.
   */
  public long offsetSeconds() {
    return clock.offsetSeconds();
  }

  /**
   * Whether the file was written with the other byte order than this machine's.
   *
   * @return true where host-order fields inside packets (DLT_NULL) are swapped too.
   */
  public boolean byteSwapped() {
    return byteSwapped;
  }

  /**
   * The interface's name.
   *
   * @return pcapng if_name, or empty.
   */
  public String name() {
    return name;
  }

  /**
   * Packets that the interface dropped.
   *
   * @return pcapng isb_ifdrop, or -1 where the file does not say.
   */
  public long dropsByInterface() {
    return dropsByInterface;
  }

  /**
   * Packets that the operating system dropped.
   *
   * @return pcapng isb_osdrop, or -1 where the file does not say.
   */
  public long dropsBySystem() {
    return dropsBySystem;
  }

  /**
   * Packets lost between records.
   *
   * @return the sum of pcapng epb_dropcount and of the obsolete packet block's drops.
   */
  public long dropsBetweenRecords() {
    return dropsBetweenRecords;
  }

  InterfaceClock clock() {
    return clock;
  }

  void name(final String value) {
    name = value;
  }

  void statistics(final long byInterface, final long bySystem) {
    if (byInterface >= 0) {
      dropsByInterface = byInterface;
    }
    if (bySystem >= 0) {
      dropsBySystem = bySystem;
    }
  }

  void addDropsBetweenRecords(final long drops) {
    dropsBetweenRecords += drops;
  }
}
