package dev.weir.capture;

/**
 * What a capture file says of the interface that packets were captured on. A classic pcap file has
 * exactly one.
 */
public final class CaptureInterface {
  private final String file;
  private final int linkType;
  private final int snapLength;
  private final boolean nanosecondPrecision;
  private final boolean byteSwapped;

  /** The interface's name (pcapng if_name), or empty. */
  private String name = "";

  /** Packets that the interface dropped (pcapng isb_ifdrop), or -1 where the file does not say. */
  private long dropsByInterface = -1;

  /** Packets that the system dropped (pcapng isb_osdrop), or -1 where the file does not say. */
  private long dropsBySystem = -1;

  /** Packets lost between records (pcapng epb_dropcount and the obsolete PB's drops), summed. */
  private long dropsBetweenRecords;

  CaptureInterface(
      final String file,
      final int linkType,
      final int snapLength,
      final boolean nanosecondPrecision,
      final boolean byteSwapped) {
    this.file = file;
    this.linkType = linkType;
    this.snapLength = snapLength;
    this.nanosecondPrecision = nanosecondPrecision;
    this.byteSwapped = byteSwapped;
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
   * The link type of its packets: see {@link LinkType}.
   *
   * @return the number without FCS bits, 0 to 65535.
   */
  public int linkType() {
    return linkType;
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
   * Whether times are finer than a microsecond.
   *
   * @return true for nanosecond pcap and for pcapng resolutions above 10^-6.
   */
  public boolean nanosecondPrecision() {
    return nanosecondPrecision;
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
