package dev.weir.testdata;

import static dev.weir.testdata.TcpFlags.ACK;
import static dev.weir.testdata.TcpFlags.FIN;
import static dev.weir.testdata.TcpFlags.SYN;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.TcpPort;
import org.pcap4j.util.MacAddress;

/**
 * The two HTTP sessions whose tcpdump listings the project began with, rebuilt from those listings
 * packet for packet.
 *
 * <p>The listings were taken one direction at a time, so each direction's relative numbers are
 * counted from what that direction alone shows: the client's from its first ACK, the server's from
 * its SYN-ACK. A pure ACK shows no sequence number: it is the sender's next one, except in the
 * client's keep-alive probes, which carry the one before.
 */
final class SeedCaptures {
  static final String CLIENT = "172.16.24.108";
  static final String SERVER = "116.62.35.197";
  static final String HOSTS = CLIENT + " cwd\n";

  /** 2024-04-17 00:00:00 UTC: the listings tell no date. */
  private static final long MIDNIGHT = 1_713_312_000L;

  private static final int SERVER_PORT = 1316;

  /**
   * One session.
   *
   * @param name of the files
   * @param clientPort port of the client
   * @param connection value of the HTTP header Connection
   */
  record Session(String name, int clientPort, String connection) {}

  static final List<Session> SESSIONS =
      List.of(new Session("test1", 42_002, "keep-alive"), new Session("test2", 43_476, "close"));

  private record Timed(long micros, byte[] frame) {}

  private SeedCaptures() {}

  /**
   * Writes both captures and the hosts file into {@code folder} from the listings in {@code
   * listings}.
   */
  static void write(final Path listings, final Path folder) throws IOException {
    Files.createDirectories(folder);
    for (final Session session : SESSIONS) {
      Files.write(folder.resolve(session.name + ".pcap"), capture(listings, session));
    }
    Files.writeString(folder.resolve("hosts"), HOSTS);
  }

  static byte[] capture(final Path listings, final Session session) throws IOException {
    final List<ListedSegment> sent = read(listings, session, "client-to-server");
    final List<ListedSegment> answered = read(listings, session, "server-to-client");
    final List<Timed> packets = new ArrayList<>();
    final long clientInitial = sent.getFirst().sequence();
    final long serverInitial = answered.getFirst().sequence();
    final byte[] request = request(session, total(sent));
    final byte[] response = response(session, total(answered));
    packets.addAll(
        new Direction(session, true, clientInitial, clientInitial + 1, serverInitial, request)
            .packets(sent));
    packets.addAll(
        new Direction(session, false, serverInitial, serverInitial, clientInitial, response)
            .packets(answered));
    packets.sort(Comparator.comparingLong(Timed::micros));
    return CaseFile.pcap(
            new PcapFormat(),
            writer -> {
              for (final Timed packet : packets) {
                final long nanos = MIDNIGHT * 1_000_000_000L + packet.micros * 1_000;
                writer.packet(nanos, packet.frame, packet.frame.length, packet.frame.length);
              }
            })
        .bytes();
  }

  static List<ListedSegment> read(
      final Path listings, final Session session, final String direction) throws IOException {
    final Path file = listings.resolve(session.name + "-" + direction + ".txt");
    return ListedSegment.read(Files.readAllLines(file));
  }

  private static int total(final List<ListedSegment> segments) {
    return segments.stream().mapToInt(ListedSegment::length).sum();
  }

  private static byte[] request(final Session session, final int length) {
    final String head =
        "GET /index.html HTTP/1.1\r\n"
            + "Host: 116.62.35.197:1316\r\n"
            + "User-Agent: curl/7.68.0\r\n"
            + "Accept: */*\r\n"
            + ("Connection: " + session.connection + "\r\n")
            + "Cookie: id=";
    final int filler = length - head.length() - 4;
    return ascii(head + "0123456789abcdef".repeat(20).substring(0, filler) + "\r\n\r\n");
  }

  private static byte[] response(final Session session, final int length) {
    final String start = "HTTP/1.1 200 OK\r\nServer: testdata\r\nContent-Type: text/html\r\n";
    final String end = "Connection: " + session.connection + "\r\n\r\n";
    // The length of the body has five digits in both sessions.
    final int body = length - (start + "Content-Length: 00000\r\n" + end).length();
    final StringBuilder text = new StringBuilder(start);
    text.append("Content-Length: ").append(body).append("\r\n").append(end).append("<html>\n");
    for (int line = 1; text.length() < length; line++) {
      text.append("<p>Line ").append(line).append(" of a page like any other.</p>\n");
    }
    text.setLength(length - 8);
    return ascii(text.append("</html>\n").toString());
  }

  private static byte[] ascii(final String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** All packets of one direction of a session. */
  private static final class Direction {
    private final Session session;
    private final boolean fromClient;
    private final long sequenceBase;
    private final long peerInitial;
    private final byte[] stream;
    private final long initial;
    private long next;
    private long lastAcknowledgment = -1;
    private int identification;

    /**
     * Begins a direction.
     *
     * @param initial this side's initial sequence number
     * @param sequenceBase what its relative sequence numbers are counted from
     * @param peerInitial what its relative acknowledgments are counted from
     */
    Direction(
        final Session session,
        final boolean fromClient,
        final long initial,
        final long sequenceBase,
        final long peerInitial,
        final byte[] stream) {
      this.session = session;
      this.fromClient = fromClient;
      this.initial = initial;
      this.sequenceBase = sequenceBase;
      this.peerInitial = peerInitial;
      this.stream = stream;
      this.identification = session.clientPort / 2;
    }

    List<Timed> packets(final List<ListedSegment> segments) throws IOException {
      final List<Timed> packets = new ArrayList<>();
      boolean absolute = true;
      for (final ListedSegment segment : segments) {
        packets.add(new Timed(segment.micros(), frame(segment, absolute)));
        absolute &= (segment.flagBits() & ACK) == 0;
      }
      return packets;
    }

    /** The first segment with ACK, and those before it, have absolute numbers. */
    private byte[] frame(final ListedSegment segment, final boolean absolute) throws IOException {
      final int flags = segment.flagBits();
      final long acknowledgment = segment.acknowledgment() + (absolute ? 0 : peerInitial);
      final long sequence;
      if (segment.sequence() >= 0) {
        sequence = segment.sequence() + (absolute ? 0 : sequenceBase);
      } else if (fromClient && acknowledgment == lastAcknowledgment) {
        // It acknowledges nothing new: a probe.
        sequence = next - 1;
      } else {
        sequence = next;
      }
      lastAcknowledgment = acknowledgment;
      next = Math.max(next, sequence + segment.length() + Integer.bitCount(flags & (SYN | FIN)));
      final int at = Math.max(0, (int) (sequence - initial - 1));
      return ethernet(segment, flags, (int) sequence, (int) acknowledgment, at);
    }

    private byte[] ethernet(
        final ListedSegment segment,
        final int flags,
        final int sequence,
        final int acknowledgment,
        final int at)
        throws IOException {
      final InetAddress from = InetAddress.getByName(fromClient ? CLIENT : SERVER);
      final InetAddress to = InetAddress.getByName(fromClient ? SERVER : CLIENT);
      final int clientPort = session.clientPort;
      final TcpPacket.Builder tcp =
          new TcpPacket.Builder()
              .srcPort(TcpPort.getInstance((short) (fromClient ? clientPort : SERVER_PORT)))
              .dstPort(TcpPort.getInstance((short) (fromClient ? SERVER_PORT : clientPort)))
              .sequenceNumber(sequence)
              .acknowledgmentNumber((flags & ACK) != 0 ? acknowledgment : 0)
              .ack((flags & ACK) != 0)
              .psh((flags & TcpFlags.PSH) != 0)
              .syn((flags & SYN) != 0)
              .fin((flags & FIN) != 0)
              .window((short) segment.window())
              .options(List.of(new RawTcpOptions(segment.optionBytes())))
              .padding(new byte[0])
              .srcAddr(from)
              .dstAddr(to)
              .correctLengthAtBuild(true)
              .correctChecksumAtBuild(true);
      if (segment.length() > 0) {
        final byte[] payload = Octets.slice(stream, at, at + segment.length());
        tcp.payloadBuilder(new UnknownPacket.Builder().rawData(payload));
      }
      final IpV4Packet.Builder ip =
          new IpV4Packet.Builder()
              .version(IpVersion.IPV4)
              .tos(IpV4Rfc791Tos.newInstance((byte) 0))
              .identification((short) identification++)
              .dontFragmentFlag(true)
              .ttl((byte) (fromClient ? 64 : 50))
              .protocol(IpNumber.TCP)
              .srcAddr((Inet4Address) from)
              .dstAddr((Inet4Address) to)
              .correctLengthAtBuild(true)
              .correctChecksumAtBuild(true)
              .payloadBuilder(tcp);
      return new EthernetPacket.Builder()
          .srcAddr(MacAddress.getByAddress(mac(fromClient)))
          .dstAddr(MacAddress.getByAddress(mac(!fromClient)))
          .type(EtherType.IPV4)
          .pad(new byte[0])
          .payloadBuilder(ip)
          .build()
          .getRawData();
    }

    private static byte[] mac(final boolean ofClient) {
      return ofClient ? Framing.CLIENT_MAC : Framing.SERVER_MAC;
    }
  }
}
