package dev.weir.testdata;

/**
 * The header of a classic pcap file, and with it the layout of its records. Every odd value that
 * real files carry can be set; what is set is what is written. Source: draft-ietf-opsawg-pcap
 * section 4, and {@code sf-pcap.c} of libpcap for the modified header and the versions before 2.4.
 */
public final class PcapFormat {
  /** DLT_EN10MB. */
  public static final int ETHERNET = 1;

  private static final int MICROSECONDS_MAGIC = 0xa1b2c3d4;
  private static final int NANOSECONDS_MAGIC = 0xa1b23c4d;
  private static final int MODIFIED_MAGIC = 0xa1b2cd34;

  private boolean bigEndian;
  private boolean nanoseconds;
  private boolean modified;
  private int majorVersion = 2;
  private int minorVersion = 4;
  private int zone;
  private int accuracy;
  private int snaplen = 262_144;
  private int linkTypeWord = ETHERNET;

  /** A little-endian file of version 2.4 with microseconds, Ethernet, snaplen 262144. */
  public PcapFormat() {}

  /**
   * Writes headers big endian.
   *
   * @return this
   */
  public PcapFormat bigEndian() {
    bigEndian = true;
    return this;
  }

  /**
   * Counts fractions of a second in nanoseconds.
   *
   * @return this
   */
  public PcapFormat nanoseconds() {
    nanoseconds = true;
    return this;
  }

  /**
   * The header of Alexey Kuznetsov's patch: each record header has 8 more bytes; microseconds.
   *
   * @return this
   */
  public PcapFormat modified() {
    modified = true;
    return this;
  }

  /**
   * Another version. Before 2.3 the two lengths of a record are swapped.
   *
   * @param major 0 to 65535
   * @param minor 0 to 65535
   * @return this
   */
  public PcapFormat version(final int major, final int minor) {
    majorVersion = major;
    minorVersion = minor;
    return this;
  }

  /**
   * The two words that no reader uses.
   *
   * @param zoneSeconds thiszone, in seconds
   * @param figures sigfigs
   * @return this
   */
  public PcapFormat zoneAndAccuracy(final int zoneSeconds, final int figures) {
    zone = zoneSeconds;
    accuracy = figures;
    return this;
  }

  /**
   * The snapshot length that the header states. It cuts nothing: callers pass what was captured.
   *
   * @param bytes any value, unsigned
   * @return this
   */
  public PcapFormat snaplen(final int bytes) {
    snaplen = bytes;
    return this;
  }

  /**
   * The whole link-type word: type in bits 0 to 15, bit 26 set where bits 28 to 31 give the FCS
   * length in 16-bit units.
   *
   * @param word any value
   * @return this
   */
  public PcapFormat linkType(final int word) {
    linkTypeWord = word;
    return this;
  }

  boolean isBigEndian() {
    return bigEndian;
  }

  boolean isModified() {
    return modified;
  }

  long nanosPerUnit() {
    return nanoseconds ? 1 : 1_000;
  }

  boolean swapsLengths() {
    return majorVersion == 2 && minorVersion < 3 || majorVersion == 543;
  }

  int magic() {
    if (modified) {
      return MODIFIED_MAGIC;
    }
    return nanoseconds ? NANOSECONDS_MAGIC : MICROSECONDS_MAGIC;
  }

  int major() {
    return majorVersion;
  }

  int minor() {
    return minorVersion;
  }

  int zone() {
    return zone;
  }

  int accuracy() {
    return accuracy;
  }

  int snaplen() {
    return snaplen;
  }

  int linkTypeWord() {
    return linkTypeWord;
  }
}
