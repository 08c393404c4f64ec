package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionKey;
import dev.weir.connection.ConnectionTable;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.ChecksumVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.InternetChecksum;
import dev.weir.decode.PacketDecoder;
import dev.weir.transport.MptcpOptionFlyweight;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpFlyweight;
import dev.weir.transport.TcpOptionKind;
import dev.weir.transport.TcpOptionsFlyweight;
import dev.weir.transport.TransportFault;

/**
 * What the analysis needs of one TCP segment, taken out of the packet so that a batch of them can
 * be handled together. Reused.
 */
final class Segment {
  /** {@link #optionBits}: SACK is permitted (RFC 2018), in a SYN. */
  static final int SACK_PERMITTED = 1;

  /** {@link #optionBits}: there are timestamps (RFC 7323). */
  static final int TIMESTAMPS = 1 << 1;

  /** {@link #optionBits}: there is a Fast Open cookie or a request for one (RFC 7413). */
  static final int FAST_OPEN = 1 << 2;

  /** {@link #optionBits}: there is an MPTCP option (RFC 8684). */
  static final int MULTIPATH = 1 << 3;

  /** {@link #optionBits}: there are SACK blocks (RFC 2018). */
  static final int SACK = 1 << 4;

  /** {@link #optionBits}: the captured bytes end inside the options. */
  static final int OPTIONS_CUT = 1 << 5;

  /** Options that consist of NOP, NOP and timestamps only: most segments' that have any. */
  static final int PADDED_TIMESTAMPS = 0x0101_080A;

  /** Their length. */
  static final int PADDED_TIMESTAMPS_LENGTH = 12;

  private static final int KIND = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.ACK;

  final ConnectionKey key = new ConnectionKey();
  long hash;

  /** The record that was guessed for it: see {@link ConnectionTable#guess}. */
  int guess = ConnectionTable.NONE;

  long packetNumber;
  long timestampNanos;

  /** Since the newest packet of its connection; nanoseconds, negative where time goes back. */
  long silenceNanos;

  int sequence;
  int acknowledgment;

  /** The TCP flags, AE included: see {@link TcpFlags}. */
  int flags;

  /** The window field, not scaled; 0 to 65535. */
  int window;

  /** TCP payload in bytes by the IP length, captured or not. */
  int payloadLength;

  /**
   * TCP payload in bytes as {@link #payloadLength}, as far as the frame on the wire had room;
   * negative where it had none for the TCP header.
   */
  int framedPayload;

  /** It is the first fragment of an IP packet: its payload goes on in other packets. */
  boolean fragmented;

  /** TCP payload in bytes that is in the capture. */
  int capturedPayload;

  /** Bytes on the wire, link header included; unsigned. */
  int wireLength;

  /** Bytes of the IP packet as its header says: see {@link PacketDecoder#ipLength()}. */
  int ipLength;

  /** What {@link #SACK_PERMITTED} and the like say. */
  int optionBits;

  /** The shift count of a SYN's window scale option as sent, -1 where there is none. */
  int windowScale;

  /** A SYN's maximum segment size option in bytes, 0 where there is none. */
  int maximumSegmentSize;

  /** The operations of its MPTCP options (RFC 8684): a bit for each subtype from 0 to 7. */
  int multipathOperations;

  /** Its TCP or IPv4 header checksum was verified and is wrong. */
  boolean badChecksum;

  /** Its TCP header has an impossible length: the fixed part of it can be read, no more. */
  boolean badHeader;

  /** The capture cuts its TCP header behind the fixed part. */
  boolean isHeaderCut;

  /** Its IP packet claims to be longer than the frame or the tunnel's packet that holds it. */
  boolean isBeyondFrame;

  /**
   * The latest time of any packet of the capture up to this one, nanoseconds since 1970: for those
   * who do not let time go backwards.
   */
  long clockNanos;

  /** What the analysis says of it: filled while it is applied. */
  final SegmentVerdict verdict = new SegmentVerdict();

  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();
  private final MptcpOptionFlyweight multipath = new MptcpOptionFlyweight();

  /** Sets the key and its hash. */
  void identify(final PacketDecoder decoder, final ConnectionHash hasher) {
    key.set(
        decoder.ipVersion() == 6,
        decoder.sourceHigh(),
        decoder.sourceLow(),
        decoder.sourcePort(),
        decoder.destinationHigh(),
        decoder.destinationLow(),
        decoder.destinationPort());
    hash = key.hash(hasher);
  }

  /**
   * Sets all of it.
   *
   * @param verify whether checksums are looked at.
   * @return false where that of the IPv4 header is wrong: then it is nobody's, and nothing was set.
   */
  boolean take(
      final PacketCursor cursor,
      final PacketDecoder decoder,
      final ConnectionHash hasher,
      final boolean verify) {
    if (verify && isInvalid(InternetChecksum.verifyIpv4Header(cursor.packet(), decoder))) {
      return false;
    }
    identify(decoder, hasher);
    take(cursor, decoder);
    badChecksum = verify && isInvalid(InternetChecksum.verifyTcp(cursor.packet(), decoder));
    return true;
  }

  private static boolean isInvalid(final ChecksumVerdict verdict) {
    return verdict == ChecksumVerdict.INVALID;
  }

  /** Sets all that is not the key. */
  void take(final PacketCursor cursor, final PacketDecoder decoder) {
    packetNumber = cursor.packetNumber();
    timestampNanos = cursor.timestampNanos();
    wireLength = cursor.originalLength();
    final TcpFlyweight tcp = decoder.tcp();
    sequence = tcp.sequence();
    acknowledgment = tcp.acknowledgment();
    flags = tcp.flags();
    window = tcp.window();
    payloadLength = decoder.payloadLength();
    framedPayload = Math.min(payloadLength, room(cursor, decoder));
    fragmented = decoder.fragmented();
    capturedPayload = decoder.capturedPayloadLength();
    ipLength = decoder.ipLength();
    badChecksum = false;
    badHeader = decoder.outcome() != DecodeOutcome.TCP;
    isHeaderCut = decoder.capturedEnd() < decoder.tcpOffset() + decoder.tcpHeaderLength();
    // Behind a tunnel's header it is what was captured that counts.
    final long frame = decoder.tunnelDepth() > 0 ? cursor.capturedLength() : wireLength;
    isBeyondFrame = (frame & 0xFFFF_FFFFL) < decoder.networkOffset() + (ipLength & 0xFFFF_FFFFL);
    clearOptions();
    if (!badHeader && tcp.optionsLength() > 0) {
      takeOptions(tcp);
    }
  }

  /** Sets what options say to what it is where there are none. */
  void clearOptions() {
    optionBits = 0;
    windowScale = -1;
    maximumSegmentSize = 0;
    multipathOperations = 0;
  }

  /** Bytes of the frame behind the TCP header; negative where it ends in the header. */
  private static int room(final PacketCursor cursor, final PacketDecoder decoder) {
    final long frame = Math.max(cursor.originalLength() & 0xFFFF_FFFFL, cursor.capturedLength());
    return (int) Math.min(frame - decoder.payloadOffset(), Integer.MAX_VALUE);
  }

  /** Sets what the options of a header say; there were none before. */
  void takeOptions(final TcpFlyweight tcp) {
    tcp.options(options);
    while (options.next()) {
      if (options.isWellFormed()) {
        takeOption();
      }
    }
    if (options.fault() == TransportFault.CUT) {
      optionBits |= OPTIONS_CUT;
    }
  }

  private void takeOption() {
    switch (options.kind()) {
      case TcpOptionKind.MAXIMUM_SEGMENT_SIZE -> maximumSegmentSize = options.maximumSegmentSize();
      case TcpOptionKind.WINDOW_SCALE -> windowScale = options.windowScale();
      case TcpOptionKind.SACK_PERMITTED -> optionBits |= SACK_PERMITTED;
      case TcpOptionKind.SACK -> optionBits |= SACK;
      case TcpOptionKind.TIMESTAMPS -> optionBits |= TIMESTAMPS;
      case TcpOptionKind.FAST_OPEN -> optionBits |= FAST_OPEN;
      case TcpOptionKind.MULTIPATH -> {
        optionBits |= MULTIPATH;
        takeMultipath();
      }
      default -> {
        // Nothing that the analysis looks at.
      }
    }
  }

  private void takeMultipath() {
    final int subtype = options.multipath(multipath).subtype();
    if (subtype < Byte.SIZE) {
      multipathOperations |= 1 << subtype;
    }
  }

  /**
   * Whether nothing about it is unusual, flags and numbers aside: the capture may cut its payload,
   * but no header.
   */
  boolean isPlain() {
    return windowScale < 0 && isPlainHeader();
  }

  /** Whether nothing but a window scale, which is usual in a SYN, can be unusual about it. */
  boolean isPlainHeader() {
    return window != 0
        && framedPayload == payloadLength
        && !(badHeader || badChecksum || isHeaderCut || fragmented)
        && multipathOperations == 0;
  }

  /**
   * Whether nothing but its ports can be relied on: its checksum is wrong, or its header's length.
   */
  boolean isDamaged() {
    return badChecksum || badHeader;
  }

  /** Those of its flags that say what it is for: SYN, FIN, RST and ACK. */
  int kind() {
    return flags & KIND;
  }

  /** Whether a flag is set. */
  boolean has(final int mask) {
    return (flags & mask) != 0;
  }
}
