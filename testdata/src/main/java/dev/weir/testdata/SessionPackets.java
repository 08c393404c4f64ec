package dev.weir.testdata;

import static dev.weir.testdata.TcpFlags.ACK;
import static dev.weir.testdata.TcpFlags.FIN;
import static dev.weir.testdata.TcpFlags.PSH;
import static dev.weir.testdata.TcpFlags.RST;
import static dev.weir.testdata.TcpFlags.SYN;
import static dev.weir.testdata.TcpFlags.URG;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.TcpPort;
import org.pcap4j.packet.namednumber.UdpPort;

/**
 * IP packets of one small TCP session, from 10.0.0.1 (2001:db8::1) port 40000 to 10.0.0.2
 * (2001:db8::2) port 9000, built by pcap4j with right lengths and checksums. Cases change them from
 * there.
 */
final class SessionPackets {
  static final int CLIENT_PORT = 40_000;
  static final int SERVER_PORT = 9_000;
  static final int CLIENT_SEQUENCE = 1_000;
  static final int SERVER_SEQUENCE = 5_000;
  static final byte[] NOTHING = {};

  /** How many packets a session has, each of them a TCP segment. */
  static final int SESSION_LENGTH = 10;

  private static final byte[] REQUEST = "hello".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RESPONSE = "welcome".getBytes(StandardCharsets.US_ASCII);

  /** What Linux puts into a SYN: MSS 1460, SACK permitted, time stamps, window scale 7. */
  static final byte[] SYN_OPTIONS = Octets.hex("020405b4 0402 080a 000003e8 00000000 01 030307");

  private static final InetAddress CLIENT_4 = address("10.0.0.1");
  private static final InetAddress SERVER_4 = address("10.0.0.2");
  private static final InetAddress CLIENT_6 = address("2001:db8::1");
  private static final InetAddress SERVER_6 = address("2001:db8::2");

  private SessionPackets() {}

  /** Open, five bytes one way, seven the other, close: ten packets. */
  static List<byte[]> session(final boolean ipv6) {
    final int client = CLIENT_SEQUENCE + 1;
    final int server = SERVER_SEQUENCE + 1;
    final int asked = client + REQUEST.length;
    final int answered = server + RESPONSE.length;
    return List.of(
        tcp(ipv6, true, CLIENT_SEQUENCE, 0, SYN, SYN_OPTIONS, NOTHING),
        tcp(ipv6, false, SERVER_SEQUENCE, client, SYN | ACK, SYN_OPTIONS, NOTHING),
        tcp(ipv6, true, client, server, ACK, NOTHING, NOTHING),
        tcp(ipv6, true, client, server, ACK | PSH, NOTHING, REQUEST),
        tcp(ipv6, false, server, asked, ACK, NOTHING, NOTHING),
        tcp(ipv6, false, server, asked, ACK | PSH, NOTHING, RESPONSE),
        tcp(ipv6, true, asked, answered, ACK, NOTHING, NOTHING),
        tcp(ipv6, true, asked, answered, ACK | FIN, NOTHING, NOTHING),
        tcp(ipv6, false, answered, asked + 1, ACK | FIN, NOTHING, NOTHING),
        tcp(ipv6, true, asked + 1, answered + 1, ACK, NOTHING, NOTHING));
  }

  /** One data segment from the client, with options. */
  static byte[] data(final boolean ipv6, final byte[] options) {
    return tcp(ipv6, true, CLIENT_SEQUENCE + 1, SERVER_SEQUENCE + 1, ACK | PSH, options, REQUEST);
  }

  static byte[] tcp(
      final boolean ipv6,
      final boolean fromClient,
      final int sequence,
      final int acknowledgment,
      final int flags,
      final byte[] options,
      final byte[] payload) {
    final InetAddress from = host(ipv6, fromClient);
    final InetAddress to = host(ipv6, !fromClient);
    final TcpPacket.Builder tcp =
        new TcpPacket.Builder()
            .srcPort(port(fromClient))
            .dstPort(port(!fromClient))
            .sequenceNumber(sequence)
            .acknowledgmentNumber(acknowledgment)
            .reserved((byte) (flags >> 6))
            .urg((flags & URG) != 0)
            .ack((flags & ACK) != 0)
            .psh((flags & PSH) != 0)
            .rst((flags & RST) != 0)
            .syn((flags & SYN) != 0)
            .fin((flags & FIN) != 0)
            .window((short) 1000)
            .urgentPointer((short) 0)
            .options(options.length == 0 ? List.of() : List.of(new RawTcpOptions(options)))
            .padding(new byte[-options.length & 3])
            .srcAddr(from)
            .dstAddr(to)
            .correctLengthAtBuild(true)
            .correctChecksumAtBuild(true)
            .payloadBuilder(raw(payload));
    return ip(ipv6, fromClient, IpNumber.TCP, tcp);
  }

  static byte[] udp(
      final boolean ipv6, final int sourcePort, final int port, final byte[] payload) {
    final UdpPacket.Builder udp =
        new UdpPacket.Builder()
            .srcPort(UdpPort.getInstance((short) sourcePort))
            .dstPort(UdpPort.getInstance((short) port))
            .srcAddr(host(ipv6, true))
            .dstAddr(host(ipv6, false))
            .correctLengthAtBuild(true)
            .correctChecksumAtBuild(true)
            .payloadBuilder(raw(payload));
    return ip(ipv6, true, IpNumber.UDP, udp);
  }

  /** An IP packet of any protocol. */
  static byte[] ip(final boolean ipv6, final int protocol, final byte[] payload) {
    return ip(ipv6, true, IpNumber.getInstance((byte) protocol), raw(payload));
  }

  private static byte[] ip(
      final boolean ipv6,
      final boolean fromClient,
      final IpNumber protocol,
      final Packet.Builder payload) {
    final InetAddress from = host(ipv6, fromClient);
    final InetAddress to = host(ipv6, !fromClient);
    if (ipv6) {
      return new IpV6Packet.Builder()
          .version(IpVersion.IPV6)
          .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) 0))
          .flowLabel(IpV6SimpleFlowLabel.newInstance(0))
          .nextHeader(protocol)
          .hopLimit((byte) 64)
          .srcAddr((Inet6Address) from)
          .dstAddr((Inet6Address) to)
          .correctLengthAtBuild(true)
          .payloadBuilder(payload)
          .build()
          .getRawData();
    }
    return new IpV4Packet.Builder()
        .version(IpVersion.IPV4)
        .tos(IpV4Rfc791Tos.newInstance((byte) 0))
        .identification((short) 1)
        .ttl((byte) 64)
        .protocol(protocol)
        .srcAddr((Inet4Address) from)
        .dstAddr((Inet4Address) to)
        .correctLengthAtBuild(true)
        .correctChecksumAtBuild(true)
        .payloadBuilder(payload)
        .build()
        .getRawData();
  }

  private static Packet.Builder raw(final byte[] bytes) {
    return bytes.length == 0 ? null : new UnknownPacket.Builder().rawData(bytes);
  }

  private static TcpPort port(final boolean ofClient) {
    return TcpPort.getInstance((short) (ofClient ? CLIENT_PORT : SERVER_PORT));
  }

  private static InetAddress host(final boolean ipv6, final boolean client) {
    if (ipv6) {
      return client ? CLIENT_6 : SERVER_6;
    }
    return client ? CLIENT_4 : SERVER_4;
  }

  private static InetAddress address(final String text) {
    try {
      return InetAddress.getByName(text);
    } catch (final UnknownHostException impossible) {
      throw new IllegalStateException(text, impossible);
    }
  }
}
