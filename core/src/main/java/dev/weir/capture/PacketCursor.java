package dev.weir.capture;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the packets of a capture, one at a time, without copying or allocating.
 *
 * <p>{@link #next()} moves to the next packet; the accessors then describe it. What they return is
 * valid until {@link #next()} has been called {@value #PACKETS_KEPT} times more, so that packets
 * may be handled in batches; {@link #packet()} is one view that is re-wrapped at each step, {@link
 * #packetAddress()} outlives it. A cursor belongs to one thread.
 */
public abstract class PacketCursor implements AutoCloseable {
  /** How many packets stay readable behind the newest: the most that a batch may hold. */
  public static final int PACKETS_KEPT = 32;

  /** The most bytes that a packet may have in a capture, as in libpcap (MAXIMUM_SNAPLEN). */
  public static final int MAX_CAPTURED_LENGTH = 262_144;

  /**
   * Seconds beyond which nanoseconds do not fit into 64 bits, whatever 32-bit fraction is added.
   */
  private static final long MAX_SECONDS = 9_223_367_000L;

  /** Where the current packet's bytes are; re-wrapped by {@link #next()}. */
  protected final UnsafeBuffer packet = new UnsafeBuffer(0, 0);

  /** The address of the current packet's first byte. */
  protected long packetAddress;

  /** Captured bytes of the current packet. */
  protected int capturedLength;

  /** The current packet's length on the wire, unsigned 32 bits. */
  protected int originalLength;

  /** Whole seconds of the current packet's time; 0 to 2^32 - 1 in pcap files. */
  protected long timestampSeconds;

  /** The rest of the time in nanoseconds, as the file has it: not always below a second. */
  protected long timestampFraction;

  /** Index of the current packet's interface in {@link #interfaces()}. */
  protected int interfaceIndex;

  /** The current packet's link type. */
  protected int linkType;

  /** The current packet's number in the capture, from 1. */
  protected long packetNumber;

  /** Made by the subclasses of this package. */
  PacketCursor() {}

  /**
   * Moves to the next packet.
   *
   * @return false at the end of the capture, also where damage ended it: see {@link #damages()}.
   */
  public abstract boolean next();

  /**
   * The interfaces met so far. The list grows while a pcapng file is read.
   *
   * @return a live, unmodifiable list.
   */
  public abstract List<CaptureInterface> interfaces();

  /**
   * The damage met so far.
   *
   * @return a live, unmodifiable list, at most one for each file.
   */
  public abstract List<Damage> damages();

  /**
   * What the user should know and that is no damage, such as a file that grew while it was read.
   *
   * @return a live, unmodifiable list of sentences, each naming its file.
   */
  public abstract List<String> notices();

  /**
   * The files met so far, with what they are and how much of them has been read.
   *
   * @return a copy of the state of now, in the order in which the files were given.
   */
  public abstract List<CaptureFile> files();

  /**
   * Tells the cursor that reading a packet's bytes failed. That happens where a mapped file has
   * been cut short by another program: the JVM answers the read with an {@link InternalError},
   * often a little later, out of {@link #next()} or out of whatever runs then. What was read last
   * is not to be believed. Whoever reads packets catches the error around the whole loop, asks
   * here, and may call {@link #next()} again, since other files of the capture may go on.
   *
   * @param error what was thrown while a packet was read.
   * @return true where a file of this capture is the cause, which {@link #damages()} now tells;
   *     false where the error has nothing to do with this cursor and should be thrown on.
   */
  public abstract boolean endedBy(InternalError error);

  /**
   * How much of the capture has been read.
   *
   * @return bytes of the files before the current packet's end, to be compared with {@link
   *     Capture#size()}.
   */
  public abstract long bytesRead();

  /**
   * The captured bytes of the packet, from its link header on.
   *
   * @return one view, re-wrapped at each {@link #next()}; its capacity is the captured length.
   */
  public final UnsafeBuffer packet() {
    return packet;
  }

  /**
   * Where the packet's bytes are in memory.
   *
   * @return an address, to be wrapped with {@link #capturedLength()}.
   */
  public final long packetAddress() {
    return packetAddress;
  }

  /**
   * Bytes of the packet that are in the capture.
   *
   * @return 0 to {@value #MAX_CAPTURED_LENGTH}.
   */
  public final int capturedLength() {
    return capturedLength;
  }

  /**
   * Bytes that the packet had on the wire, as the file claims: it may be below {@link
   * #capturedLength()}.
   *
   * @return an unsigned 32-bit number.
   */
  public final int originalLength() {
    return originalLength;
  }

  /**
   * When the packet was captured.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC; saturates at the ends of 64 bits.
   */
  public final long timestampNanos() {
    final long seconds = timestampSeconds;
    if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
      // The year 2262, or before 1677: only a pcapng file with an odd resolution or offset.
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * InterfaceClock.NANOS_PER_SECOND + timestampFraction;
  }

  /**
   * Whole seconds of the time, as the file has them.
   *
   * @return seconds since 1970-01-01 00:00 UTC.
   */
  public final long timestampSeconds() {
    return timestampSeconds;
  }

  /**
   * The rest of the time, as the file has it. Classic pcap files hold any 32-bit number here.
   *
   * @return nanoseconds, not always below 1,000,000,000.
   */
  public final long timestampFraction() {
    return timestampFraction;
  }

  /**
   * Which interface the packet was captured on.
   *
   * @return an index into {@link #interfaces()}.
   */
  public final int interfaceIndex() {
    return interfaceIndex;
  }

  /**
   * The packet's link type: see {@link LinkType}.
   *
   * @return the number of its interface.
   */
  public final int linkType() {
    return linkType;
  }

  /**
   * The packet's number in the capture.
   *
   * @return 1 for the first.
   */
  public final long packetNumber() {
    return packetNumber;
  }

  @Override
  public abstract void close();
}
