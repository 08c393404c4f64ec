package dev.weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpOptionKind;
import dev.weir.transport.TcpOptionsFlyweight;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.AbstractPacket;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc1349Tos;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.TcpMaximumSegmentSizeOption;
import org.pcap4j.packet.TcpNoOperationOption;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.TcpPacket.TcpOption;
import org.pcap4j.packet.TcpSackPermittedOption;
import org.pcap4j.packet.TcpTimestampsOption;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.TcpPort;
import org.pcap4j.util.MacAddress;

/** Packets that pcap4j's builders make, which share no code with ours, decode to what went in. */
final class Pcap4jCrossCheckTest {
  private static final long SEED = 0x5EED_0005L;
  private static final int PACKETS = 5_000;

  private final Random random = new Random(SEED);
  private final PacketDecoder decoder = new PacketDecoder();
  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();

  /** What goes into a packet. */
  private record Segment(
      InetAddress source,
      InetAddress destination,
      int sourcePort,
      int destinationPort,
      int sequence,
      int acknowledgment,
      int flags,
      int window,
      int urgentPointer,
      int segmentSize,
      int clock,
      byte[] payload,
      int vlan) {}

  private InetAddress address(final boolean ipv6) {
    final byte[] bytes = new byte[ipv6 ? 16 : 4];
    random.nextBytes(bytes);
    // Java takes an IPv4-mapped address for IPv4.
    bytes[0] = 0x20;
    try {
      return InetAddress.getByAddress(bytes);
    } catch (final UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private Segment segment() {
    final boolean ipv6 = random.nextBoolean();
    final byte[] payload = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(1400)];
    random.nextBytes(payload);
    return new Segment(
        address(ipv6),
        address(ipv6),
        random.nextInt(65536),
        random.nextInt(65536),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(64),
        random.nextInt(65536),
        random.nextInt(65536),
        random.nextBoolean() ? random.nextInt(65536) : -1,
        random.nextBoolean() ? random.nextInt() : 0,
        payload,
        random.nextInt(3) == 0 ? random.nextInt(4096) : -1);
  }

  private static TcpPacket.Builder tcp(final Segment s) {
    final List<TcpOption> options = new ArrayList<>();
    if (s.segmentSize() >= 0) {
      options.add(
          new TcpMaximumSegmentSizeOption.Builder()
              .maxSegSize((short) s.segmentSize())
              .correctLengthAtBuild(true)
              .build());
      options.add(TcpSackPermittedOption.getInstance());
    }
    if (s.clock() != 0) {
      options.add(TcpNoOperationOption.getInstance());
      options.add(
          new TcpTimestampsOption.Builder()
              .tsValue(s.clock())
              .tsEchoReply(~s.clock())
              .correctLengthAtBuild(true)
              .build());
    }
    final TcpPacket.Builder builder =
        new TcpPacket.Builder()
            .srcPort(TcpPort.getInstance((short) s.sourcePort()))
            .dstPort(TcpPort.getInstance((short) s.destinationPort()))
            .sequenceNumber(s.sequence())
            .acknowledgmentNumber(s.acknowledgment())
            .fin((s.flags() & TcpFlags.FIN) != 0)
            .syn((s.flags() & TcpFlags.SYN) != 0)
            .rst((s.flags() & TcpFlags.RST) != 0)
            .psh((s.flags() & TcpFlags.PSH) != 0)
            .ack((s.flags() & TcpFlags.ACK) != 0)
            .urg((s.flags() & TcpFlags.URG) != 0)
            .window((short) s.window())
            .urgentPointer((short) s.urgentPointer())
            .options(options)
            .srcAddr(s.source())
            .dstAddr(s.destination())
            .correctChecksumAtBuild(true)
            .correctLengthAtBuild(true)
            .paddingAtBuild(true);
    return s.payload().length == 0
        ? builder
        : builder.payloadBuilder(new UnknownPacket.Builder().rawData(s.payload()));
  }

  private static AbstractPacket.AbstractBuilder ip(final Segment s) {
    if (s.source() instanceof final Inet4Address source) {
      return new IpV4Packet.Builder()
          .version(IpVersion.IPV4)
          .tos(IpV4Rfc1349Tos.newInstance((byte) 0x10))
          .identification((short) 77)
          .ttl((byte) 63)
          .protocol(IpNumber.TCP)
          .srcAddr(source)
          .dstAddr((Inet4Address) s.destination())
          .correctChecksumAtBuild(true)
          .correctLengthAtBuild(true)
          .payloadBuilder(tcp(s));
    }
    return new IpV6Packet.Builder()
        .version(IpVersion.IPV6)
        .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) 0x10))
        .flowLabel(IpV6SimpleFlowLabel.newInstance(0xABCDE))
        .nextHeader(IpNumber.TCP)
        .hopLimit((byte) 63)
        .srcAddr((Inet6Address) s.source())
        .dstAddr((Inet6Address) s.destination())
        .correctLengthAtBuild(true)
        .payloadBuilder(tcp(s));
  }

  private static byte[] frame(final Segment s) {
    final EtherType inner = s.source() instanceof Inet4Address ? EtherType.IPV4 : EtherType.IPV6;
    final EthernetPacket.Builder ethernet =
        new EthernetPacket.Builder()
            .dstAddr(MacAddress.getByName("02:00:00:00:00:01"))
            .srcAddr(MacAddress.getByName("02:00:00:00:00:02"))
            .paddingAtBuild(true);
    if (s.vlan() < 0) {
      return ethernet.type(inner).payloadBuilder(ip(s)).build().getRawData();
    }
    return ethernet
        .type(EtherType.DOT1Q_VLAN_TAGGED_FRAMES)
        .payloadBuilder(
            new Dot1qVlanTagPacket.Builder()
                .vid((short) s.vlan())
                .type(inner)
                .payloadBuilder(ip(s)))
        .build()
        .getRawData();
  }

  @Test
  void shouldReadWhatPcap4jWrote() {
    for (int i = 0; i < PACKETS; i++) {
      final Segment s = segment();
      final byte[] frame = frame(s);
      final UnsafeBuffer packet = new UnsafeBuffer(frame);
      assertEquals(DecodeOutcome.TCP, decoder.decode(packet, LinkType.ETHERNET), s::toString);
      assertSame(s, frame);
      assertEquals(ChecksumVerdict.VALID, InternetChecksum.verifyTcp(packet, decoder));
      assertEquals(
          decoder.ipVersion() == 4 ? ChecksumVerdict.VALID : ChecksumVerdict.UNVERIFIABLE,
          InternetChecksum.verifyIpv4Header(packet, decoder));
      assertEquals(decoder.tcp().checksum(), InternetChecksum.expectedTcp(packet, decoder));
    }
  }

  private void assertSame(final Segment s, final byte[] frame) {
    assertEquals(s.vlan(), decoder.vlanId());
    assertAddress(s.source(), decoder.sourceHigh(), decoder.sourceLow());
    assertAddress(s.destination(), decoder.destinationHigh(), decoder.destinationLow());
    assertEquals(s.sourcePort(), decoder.sourcePort());
    assertEquals(s.destinationPort(), decoder.destinationPort());
    assertEquals(s.sequence(), decoder.tcp().sequence());
    assertEquals(s.acknowledgment(), decoder.tcp().acknowledgment());
    assertEquals(s.flags(), decoder.tcp().flags());
    assertEquals(s.window(), decoder.tcp().window());
    assertEquals(s.urgentPointer(), decoder.tcp().urgentPointer());
    assertEquals(s.payload().length, decoder.payloadLength());
    assertEquals(s.payload().length, decoder.capturedPayloadLength());
    assertFalse(decoder.truncated());
    for (int i = 0; i < s.payload().length; i++) {
      assertEquals(s.payload()[i], frame[decoder.payloadOffset() + i]);
    }
    decoder.tcp().options(options);
    assertEquals(s.segmentSize() >= 0, options.find(TcpOptionKind.MAXIMUM_SEGMENT_SIZE));
    if (s.segmentSize() >= 0) {
      assertEquals(s.segmentSize(), options.maximumSegmentSize());
      assertTrue(options.find(TcpOptionKind.SACK_PERMITTED));
    }
    assertEquals(s.clock() != 0, options.find(TcpOptionKind.TIMESTAMPS));
    if (s.clock() != 0) {
      assertEquals(s.clock(), options.timestamp());
      assertEquals(~s.clock(), options.timestampEcho());
    }
  }

  private void assertAddress(final InetAddress expected, final long high, final long low) {
    final ByteBuffer bytes = ByteBuffer.allocate(16);
    if (decoder.ipVersion() == 6) {
      bytes.putLong(high).putLong(low);
    } else {
      assertEquals(0, high);
      bytes.putInt((int) low);
      assertEquals(low & 0xFFFF_FFFFL, low);
    }
    final byte[] address = expected.getAddress();
    for (int i = 0; i < address.length; i++) {
      assertEquals(address[i], bytes.get(i));
    }
  }
}
