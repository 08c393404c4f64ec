package dev.weir.decode;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.weir.network.Ipv4Flyweight;
import dev.weir.network.Ipv6Flyweight;
import dev.weir.transport.TcpFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a {@link PacketDecoder} found in the packet that it decoded last.
 *
 * <p>Indexes are into that packet, lengths are in bytes. Three lengths are kept apart: what was
 * captured, what the frame had on the wire, and what the IP header claims.
 */
public abstract class DecodedPacket {
  /** Index of a header that was not reached, port that was not captured. */
  static final int NOT_READ = -1;

  private static final int PORTS_LENGTH = 4;

  final Ipv4Flyweight ipv4 = new Ipv4Flyweight();
  final Ipv6Flyweight ipv6 = new Ipv6Flyweight();
  final TcpFlyweight tcp = new TcpFlyweight();

  UnsafeBuffer packet;

  /** Captured bytes of the packet. */
  int captured;

  /** Index behind the last byte that may be read: the capture's end or that of an IP packet. */
  int readableEnd;

  /** Index behind the innermost IP packet, as its header says; until then behind the frame. */
  int claimedEnd;

  DecodeOutcome outcome;
  boolean carriesTcp;
  int vlanId = LinkDecoder.NO_VLAN;
  boolean fragmented;
  int ipVersion;
  int ipLength;
  int networkOffset;
  int finalDestinationOffset;
  int tunnelDepth;
  int tcpOffset;
  int tcpHeaderLength;

  DecodeLayer stopLayer;
  int stopOffset;
  int bytesNeeded;

  /** Made by the decoder only. */
  DecodedPacket() {}

  /**
   * How the last packet ended.
   *
   * @return what {@link PacketDecoder#decode(UnsafeBuffer, int, int)} returned.
   */
  public final DecodeOutcome outcome() {
    return outcome;
  }

  /**
   * Whether the innermost IP header that was reached says TCP, whether or not the segment could be
   * decoded: later fragments and cut or impossible headers count, if only the byte that says so was
   * captured. For a packet without tunnel, tag or extension header this is what the capture filter
   * {@code tcp} matches.
   *
   * @return true for {@link DecodeOutcome#TCP} and for broken ones.
   */
  public final boolean carriesTcp() {
    return carriesTcp;
  }

  /**
   * Version of the innermost IP header that could be decoded.
   *
   * @return 4 or 6; 0 where none could.
   */
  public final int ipVersion() {
    return ipVersion;
  }

  /**
   * Where the innermost IP header is that could be decoded, or the outermost that could not.
   *
   * @return index in the packet, or -1 where the link layer carries no IP.
   */
  public final int networkOffset() {
    return networkOffset;
  }

  /**
   * Length of the innermost IP packet as its header says: IPv4's total length, or IPv6's payload
   * length plus 40.
   *
   * @return bytes; 0 (IPv4) and 40 (IPv6) where it was left open for segmentation offload; that of
   *     the jumbo payload option, at most 2^31 - 1, where there is one.
   */
  public final int ipLength() {
    return ipLength;
  }

  /**
   * Whether the innermost IP header leaves the packet's length open, as it does where the network
   * card was to cut the packet up (segmentation offload). The packet then goes to the frame's end.
   *
   * @return true for an IPv4 total length or an IPv6 payload length of 0 without a jumbo option.
   */
  public final boolean isLengthOpen() {
    return ipVersion == Ipv4Flyweight.VERSION
        ? ipLength == 0
        : ipLength == Ipv6Flyweight.HEADER_LENGTH;
  }

  /**
   * Where the TCP header is or would be, had it been captured.
   *
   * @return index in the packet, which may be beyond its end, or -1 where no TCP header was
   *     reached.
   */
  public final int tcpOffset() {
    return tcpOffset;
  }

  /**
   * Length of the TCP header with its options, as the data offset says.
   *
   * @return 20 to 60 bytes; anything from 0 to 60 where the header is impossible; 0 where it was
   *     not read.
   */
  public final int tcpHeaderLength() {
    return tcpHeaderLength;
  }

  /**
   * Where the TCP payload is, or would be, had it been captured. For {@link DecodeOutcome#TCP}.
   *
   * @return index in the packet, which may be beyond its end.
   */
  public final int payloadOffset() {
    return tcpOffset + tcpHeaderLength;
  }

  /**
   * Length of the TCP payload by the IP length, captured or not. For {@link DecodeOutcome#TCP}.
   *
   * @return bytes; where the IP header leaves the length open, up to the end of the frame, and in a
   *     fragment that of the fragment.
   */
  public final int payloadLength() {
    return claimedEnd - tcpOffset - tcpHeaderLength;
  }

  /**
   * How much of the TCP payload is in the capture. For {@link DecodeOutcome#TCP}.
   *
   * @return bytes, 0 to {@link #payloadLength()}.
   */
  public final int capturedPayloadLength() {
    return Math.max(readableEnd - tcpOffset - tcpHeaderLength, 0);
  }

  /**
   * Index behind the last byte that was captured of the innermost IP packet: padding of the frame
   * is left out.
   *
   * @return index in the packet, at most its capacity.
   */
  public final int capturedEnd() {
    return readableEnd;
  }

  /**
   * Whether bytes of the innermost IP packet, or of the frame where there is none, are not in the
   * capture.
   *
   * @return true where the capture is shorter than the packet claims to be.
   */
  public final boolean truncated() {
    return claimedEnd > readableEnd;
  }

  /**
   * Whether the packet is a fragment, first or later.
   *
   * @return true for IPv4 with the MF flag or an offset, and for IPv6 with the like in its fragment
   *     header.
   */
  public final boolean fragmented() {
    return fragmented;
  }

  /**
   * How many IP headers are around the innermost one.
   *
   * @return 0 where the packet is in no tunnel.
   */
  public final int tunnelDepth() {
    return tunnelDepth;
  }

  /**
   * The outermost VLAN.
   *
   * @return 0 to 4095, or -1 where the frame has no tag; tags inside a tunnel do not count.
   */
  public final int vlanId() {
    return vlanId;
  }

  /**
   * The TCP header. For {@link DecodeOutcome#TCP}.
   *
   * @return a view, laid anew for each packet.
   */
  public final TcpFlyweight tcp() {
    return tcp;
  }

  /**
   * The innermost IPv4 header. Where {@link #ipVersion()} is 4.
   *
   * @return a view, laid anew for each packet.
   */
  public final Ipv4Flyweight ipv4() {
    return ipv4;
  }

  /**
   * The innermost IPv6 header. Where {@link #ipVersion()} is 6.
   *
   * @return a view, laid anew for each packet.
   */
  public final Ipv6Flyweight ipv6() {
    return ipv6;
  }

  /**
   * First half of the source address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; 0 for IPv4.
   */
  public final long sourceHigh() {
    return ipVersion == Ipv4Flyweight.VERSION ? 0 : ipv6.sourceHigh();
  }

  /**
   * Last half of the source address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; for IPv4 the unsigned 32 bits of the address.
   */
  public final long sourceLow() {
    return ipVersion == Ipv4Flyweight.VERSION
        ? packet.getInt(networkOffset + Ipv4Flyweight.SOURCE_ADDRESS_OFFSET, BIG_ENDIAN)
            & 0xFFFF_FFFFL
        : ipv6.sourceLow();
  }

  /**
   * First half of the destination address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; 0 for IPv4.
   */
  public final long destinationHigh() {
    return ipVersion == Ipv4Flyweight.VERSION ? 0 : ipv6.destinationHigh();
  }

  /**
   * Last half of the destination address. Where {@link #ipVersion()} is not 0.
   *
   * @return 64 bits, the first byte highest; for IPv4 the unsigned 32 bits of the address.
   */
  public final long destinationLow() {
    return ipVersion == Ipv4Flyweight.VERSION
        ? packet.getInt(networkOffset + Ipv4Flyweight.DESTINATION_ADDRESS_OFFSET, BIG_ENDIAN)
            & 0xFFFF_FFFFL
        : ipv6.destinationLow();
  }

  /**
   * Where the final destination is that a routing header names: it stands in the pseudo header of
   * the TCP checksum in place of the IPv6 header's.
   *
   * @return index in the packet of 16 captured bytes, or -1 where the IPv6 header has it.
   */
  public final int finalDestinationOffset() {
    return finalDestinationOffset;
  }

  private boolean portsReadable() {
    return tcpOffset != NOT_READ && readableEnd - tcpOffset >= PORTS_LENGTH;
  }

  /**
   * Source port, also where the rest of the TCP header was not captured or is impossible.
   *
   * @return 0 to 65535, or -1 where it was not captured.
   */
  public final int sourcePort() {
    return portsReadable() ? tcp.sourcePort() : NOT_READ;
  }

  /**
   * Destination port, also where the rest of the TCP header was not captured or is impossible.
   *
   * @return 0 to 65535, or -1 where it was not captured.
   */
  public final int destinationPort() {
    return portsReadable() ? tcp.destinationPort() : NOT_READ;
  }

  /**
   * The layer at which decoding stopped; {@link DecodeLayer#TRANSPORT} for a TCP segment.
   *
   * @return the layer.
   */
  public final DecodeLayer stopLayer() {
    return stopLayer;
  }

  /**
   * Where the header is at which decoding stopped.
   *
   * @return index in the packet.
   */
  public final int stopOffset() {
    return stopOffset;
  }

  /**
   * For an outcome that says a header is cut: how many bytes it needs at least.
   *
   * @return bytes from {@link #stopOffset()}, or 0 where no header was found too short.
   */
  public final int bytesNeeded() {
    return bytesNeeded;
  }

  /**
   * How many bytes there are from {@link #stopOffset()} on.
   *
   * @return bytes, 0 or more.
   */
  public final int bytesAvailable() {
    return Math.max(readableEnd - stopOffset, 0);
  }
}
