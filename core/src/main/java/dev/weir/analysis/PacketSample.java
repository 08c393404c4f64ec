package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.decode.ChecksumVerdict;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.InternetChecksum;
import dev.weir.decode.PacketDecoder;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.transport.TcpFlags;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What would be dear to look at in every packet is looked at in a sample: TCP checksums, and
 * whether packets are there twice, as they are where a mirror port shows both of a switch's ports.
 *
 * <p>The sample holds the first {@value #ALL_OF_THE_FIRST} packets and then {@value #WINDOW} of
 * each {@value #PERIOD}, one after the other, so that copies that follow one another are seen.
 */
public final class PacketSample {
  /** So many packets at the start are all in the sample. */
  public static final int ALL_OF_THE_FIRST = 1 << 13;

  private static final int PERIOD = 1 << 10;
  private static final int WINDOW = 1 << 5;

  /** A packet is held against so many before it. */
  private static final int NEAR = 1 << 5;

  /** Copies come at once; what comes later may have been sent again. */
  private static final long NEAR_NANOS = 10_000_000;

  /** Bytes of the TCP segment that must be the same: header, options and the first of the data. */
  private static final int COMPARED = 128;

  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final long[] digests = new long[NEAR];
  private final long[] times = new long[NEAR];
  private long looked;
  private long copies;
  private long valid;
  private long leftToTheCard;
  private long wrong;
  private long unverifiable;

  /** Made by {@link CaptureTotals}. */
  PacketSample() {}

  /** Whether a packet is in the sample: its place among those that passed the filter, from 1. */
  static boolean takes(final long place) {
    return (place - 1 & PERIOD - 1) < WINDOW || place <= ALL_OF_THE_FIRST;
  }

  /** Looks at a packet. */
  void add(final PacketCursor cursor, final PacketDecoder decoder) {
    if (decoder.outcome() != DecodeOutcome.TCP) {
      return;
    }
    final UnsafeBuffer packet = cursor.packet();
    switch (InternetChecksum.verifyTcp(packet, decoder)) {
      case VALID -> valid++;

      case INVALID -> {
        if (InternetChecksum.isLeftToTheCard(packet, decoder)) {
          leftToTheCard++;
        } else {
          wrong++;
        }
      }
      default -> unverifiable++;
    }
    if (isUnlikeOthers(decoder)) {
      compare(digest(packet, decoder), cursor.timestampNanos());
    }
  }

  /**
   * Whether two such packets within a moment must be copies: a host numbers its IPv4 packets, and
   * data is not sent again so soon. ACKs without number may well repeat.
   */
  private static boolean isUnlikeOthers(final PacketDecoder decoder) {
    return decoder.payloadLength() > 0
        || (decoder.tcp().flags() & (TcpFlags.SYN | TcpFlags.FIN)) != 0
        || decoder.ipVersion() == Ipv4Flyweight.VERSION && decoder.ipv4().identification() != 0;
  }

  /** All that a copy has in common with its original: routers change TTL, class and checksum. */
  private static long digest(final UnsafeBuffer packet, final PacketDecoder decoder) {
    final boolean numbered = decoder.ipVersion() == Ipv4Flyweight.VERSION;
    long digest = decoder.payloadLength();
    digest = mix(digest, decoder.sourceHigh() ^ decoder.sourceLow());
    digest = mix(digest, decoder.destinationHigh() ^ decoder.destinationLow());
    digest = mix(digest, numbered ? decoder.ipv4().identification() : 0);
    int at = decoder.tcpOffset();
    final int end = Math.min(decoder.capturedEnd(), at + COMPARED);
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      digest = mix(digest, packet.getLong(at));
    }
    for (; at < end; at++) {
      digest = mix(digest, packet.getByte(at));
    }
    return digest;
  }

  private static long mix(final long digest, final long word) {
    final long mixed = (digest ^ word) * MULTIPLIER;
    return mixed ^ mixed >>> 29;
  }

  private void compare(final long digest, final long nanos) {
    for (int i = 0; i < NEAR; i++) {
      if (digests[i] == digest && Math.abs(nanos - times[i]) <= NEAR_NANOS) {
        copies++;
        break;
      }
    }
    final int place = (int) (looked++ & NEAR - 1);
    digests[place] = digest;
    times[place] = nanos;
  }

  /**
   * TCP segments whose checksum was looked at.
   *
   * @param verdict what it says.
   * @return how many.
   */
  public long checksums(final ChecksumVerdict verdict) {
    return switch (verdict) {
      case VALID -> valid;
      case INVALID -> wrong + leftToTheCard;
      case UNVERIFIABLE -> unverifiable;
    };
  }

  /**
   * Segments whose checksum is wrong because the card was to fill it in (checksum offload).
   *
   * @return how many of those that are {@link ChecksumVerdict#INVALID}.
   */
  public long leftToTheCard() {
    return leftToTheCard;
  }

  /**
   * Segments that were held against those before them.
   *
   * @return how many.
   */
  public long comparedPackets() {
    return looked;
  }

  /**
   * Segments that are copies of one shortly before: the same packet, but for what routers change.
   *
   * @return how many, at least.
   */
  public long copies() {
    return copies;
  }
}
