package dev.weir.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.weir.network.IpProtocol;
import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6Flyweight;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The Internet checksum (RFC 1071) of the packet that a {@link PacketDecoder} has just decoded.
 *
 * <p>Sums are made of little-endian words, as fast as this kind of machine reads, and turned round
 * at the end: the ones' complement sum does not mind (RFC 1071 section 2 B).
 */
public final class InternetChecksum {
  private static final int ALL_ONES = 0xFFFF;
  private static final int IPV4_ADDRESS_LENGTH = 4;
  private static final int IPV6_ADDRESS_LENGTH = 16;

  private InternetChecksum() {}

  /**
   * Judges the checksum of the innermost IPv4 header (RFC 791 section 3.1).
   *
   * @param packet the bytes that were decoded.
   * @param decoder what was found in them.
   * @return {@link ChecksumVerdict#UNVERIFIABLE} where there is no IPv4 header.
   */
  public static ChecksumVerdict verifyIpv4Header(
      final UnsafeBuffer packet, final PacketDecoder decoder) {
    if (decoder.ipVersion() != Ipv4Flyweight.VERSION) {
      return ChecksumVerdict.UNVERIFIABLE;
    }
    final long sum = sum(packet, decoder.networkOffset(), decoder.ipv4().headerLength());
    return fold(sum) == ALL_ONES ? ChecksumVerdict.VALID : ChecksumVerdict.INVALID;
  }

  /**
   * Judges the checksum of the TCP segment (RFC 9293 section 3.1).
   *
   * @param packet the bytes that were decoded.
   * @param decoder what was found in them.
   * @return {@link ChecksumVerdict#UNVERIFIABLE} where the segment was not captured whole, is a
   *     fragment, or has a length that the IP header leaves open.
   */
  public static ChecksumVerdict verifyTcp(final UnsafeBuffer packet, final PacketDecoder decoder) {
    if (!isWhole(decoder)) {
      return ChecksumVerdict.UNVERIFIABLE;
    }
    return fold(tcpSum(packet, decoder)) == ALL_ONES
        ? ChecksumVerdict.VALID
        : ChecksumVerdict.INVALID;
  }

  /**
   * The checksum that the TCP segment should have.
   *
   * @param packet the bytes that were decoded.
   * @param decoder what was found in them.
   * @return 0 to 65535, or -1 where it is {@link ChecksumVerdict#UNVERIFIABLE}.
   */
  public static int expectedTcp(final UnsafeBuffer packet, final PacketDecoder decoder) {
    if (!isWhole(decoder)) {
      return -1;
    }
    final int field = Short.reverseBytes((short) decoder.tcp().checksum()) & 0xFFFF;
    final int rest = fold(tcpSum(packet, decoder) + (~field & 0xFFFF));
    return Short.reverseBytes((short) ~rest) & 0xFFFF;
  }

  /**
   * Whether the TCP checksum was left to the network card: the field holds what the system puts
   * there for the card to go on from, the sum of the pseudo header, or nothing.
   *
   * @param packet the bytes that were decoded.
   * @param decoder has found a TCP segment whose checksum is {@link ChecksumVerdict#INVALID}.
   * @return true where the segment was captured on the host that sent it, before the card.
   */
  public static boolean isLeftToTheCard(final UnsafeBuffer packet, final PacketDecoder decoder) {
    final int field = Short.reverseBytes((short) decoder.tcp().checksum()) & 0xFFFF;
    if (field == 0) {
      return true;
    }
    final int length = decoder.tcpHeaderLength() + decoder.payloadLength();
    // Of a packet that the card is to cut up some systems leave the length out, too.
    final long withoutLength = addresses(packet, decoder) + swapped(IpProtocol.TCP);
    return field == fold(withoutLength)
        || field == fold(withoutLength + swapped(length >>> Short.SIZE) + swapped(length & 0xFFFF));
  }

  private static boolean isWhole(final PacketDecoder decoder) {
    return decoder.outcome() == DecodeOutcome.TCP
        && !decoder.fragmented()
        && !decoder.isLengthOpen()
        && decoder.capturedPayloadLength() == decoder.payloadLength()
        && decoder.capturedEnd() >= decoder.payloadOffset();
  }

  /** Sum of pseudo header and segment. */
  private static long tcpSum(final UnsafeBuffer packet, final PacketDecoder decoder) {
    final int length = decoder.tcpHeaderLength() + decoder.payloadLength();
    return addresses(packet, decoder)
        + swapped(IpProtocol.TCP)
        + swapped(length >>> Short.SIZE)
        + swapped(length & 0xFFFF)
        + sum(packet, decoder.tcpOffset(), length);
  }

  private static long addresses(final UnsafeBuffer packet, final PacketDecoder decoder) {
    final int network = decoder.networkOffset();
    if (decoder.ipVersion() == Ipv4Flyweight.VERSION) {
      final int destination = Integer.reverseBytes(decoder.ipv4().finalDestinationAddress());
      return sum(packet, network + Ipv4Flyweight.SOURCE_ADDRESS_OFFSET, IPV4_ADDRESS_LENGTH)
          + (destination & 0xFFFF_FFFFL);
    }
    final int routed = decoder.finalDestinationOffset();
    final int destination =
        routed >= 0 ? routed : network + Ipv6Flyweight.DESTINATION_ADDRESS_OFFSET;
    return sum(packet, network + Ipv6Flyweight.SOURCE_ADDRESS_OFFSET, IPV6_ADDRESS_LENGTH)
        + sum(packet, destination, IPV6_ADDRESS_LENGTH);
  }

  private static int swapped(final int bits) {
    return Short.reverseBytes((short) bits) & 0xFFFF;
  }

  /**
   * Sums bytes as little-endian words, the last odd one with a zero behind it. Not folded: 2^31
   * bytes do not overflow it.
   */
  private static long sum(final UnsafeBuffer buffer, final int offset, final int length) {
    final int end = offset + length;
    int at = offset;
    long sum = 0;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      final long word = buffer.getLong(at, LITTLE_ENDIAN);
      sum += (word & 0xFFFF_FFFFL) + (word >>> Integer.SIZE);
    }
    if (at <= end - Integer.BYTES) {
      sum += buffer.getInt(at, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
      at += Integer.BYTES;
    }
    if (at <= end - Short.BYTES) {
      sum += buffer.getShort(at, LITTLE_ENDIAN) & 0xFFFF;
      at += Short.BYTES;
    }
    if (at < end) {
      sum += buffer.getByte(at) & 0xFF;
    }
    return sum;
  }

  private static int fold(final long sum) {
    long folded = (sum & 0xFFFF_FFFFL) + (sum >>> Integer.SIZE);
    while (folded >>> Short.SIZE != 0) {
      folded = (folded & 0xFFFF) + (folded >>> Short.SIZE);
    }
    return (int) folded;
  }
}
