package dev.weir.testdata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes Ethernet frames that hold a TCP segment of a generated stream, with valid checksums of
 * IPv4 and TCP even where only a prefix of the payload is written.
 */
final class FrameEncoder {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int ETHERNET_LENGTH = 14;
  private static final int VLAN_TAG_LENGTH = 4;
  private static final int IPV4_LENGTH = 20;
  private static final int IPV6_LENGTH = 40;
  private static final int TCP_LENGTH = 20;
  private static final int SHORTEST_FRAME = 60;
  private static final int PROTOCOL_TCP = 6;
  private static final long MAC_CLIENTS = 0x0200_0a00_0000L;
  private static final long MAC_SERVERS = 0x0200_5000_0000L;

  private final PayloadText text = new PayloadText();
  private final byte[] frame = new byte[1 << 17];
  private final byte[] options = new byte[40];
  private final int snaplen;
  private int optionsLength;
  private int captured;

  FrameEncoder(final int snaplen) {
    this.snaplen = snaplen;
  }

  byte[] frame() {
    return frame;
  }

  /** How many bytes of the last frame the capture holds. */
  int captured() {
    return captured;
  }

  void noOptions() {
    optionsLength = 0;
  }

  /**
   * MSS, SACK permitted, time stamps, window scale: what Linux puts in a SYN, or what Windows does.
   */
  void handshakeOptions(
      final int mss, final int scale, final boolean stamps, final int value, final int echo) {
    INT.set(options, 0, 0x0204_0000 | mss);
    if (stamps) {
      SHORT.set(options, 4, (short) 0x0402);
      stamps(6, value, echo);
      INT.set(options, 16, 0x0103_0300 | scale);
      optionsLength = 20;
    } else {
      INT.set(options, 4, 0x0103_0300 | scale);
      INT.set(options, 8, 0x0101_0402);
      optionsLength = 12;
    }
  }

  void stampOptions(final int value, final int echo) {
    SHORT.set(options, 0, (short) 0x0101);
    stamps(2, value, echo);
    optionsLength = 12;
  }

  /** Appends one SACK block. */
  void sackOption(final int left, final int right) {
    INT.set(options, optionsLength, 0x0101_050a);
    INT.set(options, optionsLength + 4, left);
    INT.set(options, optionsLength + 8, right);
    optionsLength += 12;
  }

  private void stamps(final int at, final int value, final int echo) {
    SHORT.set(options, at, (short) 0x080a);
    INT.set(options, at + 2, value);
    INT.set(options, at + 6, echo);
  }

  /** Writes a frame and returns its length on the wire, padding included. */
  int encode(
      final Connection connection,
      final TrafficEndpoint from,
      final TrafficEndpoint to,
      final int sequence,
      final int acknowledgment,
      final int flags,
      final int window,
      final int payload) {
    final int ip = link(connection, from);
    final int tcpLength = TCP_LENGTH + optionsLength + payload;
    final int tcp;
    long sum = PROTOCOL_TCP + tcpLength;
    if (connection.ipv6) {
      tcp = ip + IPV6_LENGTH;
      ipv6(ip, connection, from, to, tcpLength);
      sum += words(ip + 8, 32);
    } else {
      tcp = ip + IPV4_LENGTH;
      ipv4(ip, connection, from, to, tcpLength);
      sum += words(ip + 12, 8);
    }
    SHORT.set(frame, tcp, (short) from.port);
    SHORT.set(frame, tcp + 2, (short) to.port);
    INT.set(frame, tcp + 4, sequence);
    INT.set(frame, tcp + 8, acknowledgment);
    frame[tcp + 12] = (byte) (TCP_LENGTH + optionsLength << 2);
    frame[tcp + 13] = (byte) flags;
    SHORT.set(frame, tcp + 14, (short) window);
    INT.set(frame, tcp + 16, 0);
    System.arraycopy(options, 0, frame, tcp + TCP_LENGTH, optionsLength);
    if ((flags & TcpFlags.URG) != 0) {
      SHORT.set(frame, tcp + 18, (short) payload);
    }
    sum += words(tcp, TCP_LENGTH + optionsLength);
    final int offset = sequence - from.initialSequence - 1;
    sum += text.sum(offset, payload);
    SHORT.set(frame, tcp + 16, (short) fold(sum));
    return finish(from, tcp + TCP_LENGTH + optionsLength, offset, payload);
  }

  private int finish(
      final TrafficEndpoint from, final int at, final int offset, final int payload) {
    int length = at + payload;
    final int copied = Math.clamp((long) snaplen - at, 0, payload);
    text.copy(offset, frame, at, copied);
    if (from.padded && length < SHORTEST_FRAME) {
      java.util.Arrays.fill(frame, length, SHORTEST_FRAME, (byte) 0);
      length = SHORTEST_FRAME;
    }
    captured = Math.min(length, snaplen);
    return length;
  }

  private int link(final Connection connection, final TrafficEndpoint from) {
    final boolean fromClient = from == connection.client;
    final long client = MAC_CLIENTS | connection.client.addressLow & 0xff_ffff;
    final long server = MAC_SERVERS | 1;
    LONG.set(frame, 0, (fromClient ? server : client) << 16);
    LONG.set(frame, 6, (fromClient ? client : server) << 16);
    int at = ETHERNET_LENGTH - 2;
    if (connection.vlan != 0) {
      INT.set(frame, at, 0x8100_0000 | connection.vlan);
      at += VLAN_TAG_LENGTH;
    }
    SHORT.set(frame, at, (short) (connection.ipv6 ? 0x86dd : 0x0800));
    return at + 2;
  }

  private void ipv4(
      final int ip,
      final Connection connection,
      final TrafficEndpoint from,
      final TrafficEndpoint to,
      final int tcpLength) {
    INT.set(frame, ip, 0x4500_0000 | connection.congestionBits << 16 | IPV4_LENGTH + tcpLength);
    INT.set(frame, ip + 4, (from.identification++ & 0xffff) << 16 | 0x4000);
    INT.set(frame, ip + 8, timeToLive(connection, from) << 24 | PROTOCOL_TCP << 16);
    INT.set(frame, ip + 12, (int) from.addressLow);
    INT.set(frame, ip + 16, (int) to.addressLow);
    SHORT.set(frame, ip + 10, (short) fold(words(ip, IPV4_LENGTH)));
  }

  private void ipv6(
      final int ip,
      final Connection connection,
      final TrafficEndpoint from,
      final TrafficEndpoint to,
      final int tcpLength) {
    INT.set(
        frame, ip, 0x6000_0000 | connection.congestionBits << 20 | from.initialSequence & 0xfffff);
    INT.set(frame, ip + 4, tcpLength << 16 | PROTOCOL_TCP << 8 | timeToLive(connection, from));
    LONG.set(frame, ip + 8, from.addressHigh);
    LONG.set(frame, ip + 16, from.addressLow);
    LONG.set(frame, ip + 24, to.addressHigh);
    LONG.set(frame, ip + 32, to.addressLow);
  }

  private static int timeToLive(final Connection connection, final TrafficEndpoint from) {
    return from == connection.client ? 64 : 52;
  }

  /** Sum of 16-bit words; {@code count} is even. */
  private long words(final int at, final int count) {
    long sum = 0;
    int i = at;
    for (final int end = at + count - 3; i < end; i += 4) {
      final int word = (int) INT.get(frame, i);
      sum += (word >>> 16) + (word & 0xffff);
    }
    return i < at + count ? sum + ((short) SHORT.get(frame, i) & 0xffff) : sum;
  }

  private static int fold(final long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) ~folded & 0xffff;
  }
}
