package dev.weir.story;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.Endpoint;
import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.PacketDecoder;
import dev.weir.text.TextBuffer;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpFlyweight;
import dev.weir.transport.TcpOptionKind;
import dev.weir.transport.TcpOptionsFlyweight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Collects the segments of one connection, as many as the limits allow. */
final class TraceCollector {
  private static final byte[] NOTHING = {};

  private final long number;
  private final long identity;
  private final TraceLimits limits;
  private final String[] addresses = new String[2];
  private final int[] ports = new int[2];
  private final SequenceCounter[] counters = {new SequenceCounter(), new SequenceCounter()};
  private final int[] scales = {-1, -1};
  private final List<TracedSegment> first = new ArrayList<>();
  private final ArrayDeque<TracedSegment> last = new ArrayDeque<>();
  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();
  private long payloadLeft;
  private long omitted;

  /** Begins with the packet that begins the connection. */
  TraceCollector(
      final long number,
      final TraceLimits limits,
      final AddressNames names,
      final PacketDecoder packet,
      final SegmentVerdict verdict) {
    this.number = number;
    this.limits = limits;
    payloadLeft = limits.payloadBytes();
    identity = verdict.identity();
    final int source = verdict.isFromOriginator() ? 0 : 1;
    final boolean isIpv6 = packet.ipVersion() == 6;
    addresses[source] = text(isIpv6, packet.sourceHigh(), packet.sourceLow(), names);
    addresses[1 - source] = text(isIpv6, packet.destinationHigh(), packet.destinationLow(), names);
    ports[source] = packet.sourcePort();
    ports[1 - source] = packet.destinationPort();
  }

  private static String text(
      final boolean isIpv6, final long high, final long low, final AddressNames names) {
    final String name = names.nameOf(isIpv6, high, low);
    if (name != null) {
      return name;
    }
    final TextBuffer text = new TextBuffer(48);
    return (isIpv6 ? text.ipv6(high, low) : text.ipv4((int) low)).toString();
  }

  /** Takes in a segment of the connection. */
  void add(final PacketCursor cursor, final PacketDecoder packet, final SegmentVerdict verdict) {
    final TracedSegment segment = trace(cursor, packet, verdict);
    if (first.size() < limits.first()) {
      first.add(segment);
      return;
    }
    last.add(segment);
    if (last.size() > limits.last()) {
      payloadLeft += last.remove().payload().length;
      omitted++;
    }
  }

  private TracedSegment trace(
      final PacketCursor cursor, final PacketDecoder packet, final SegmentVerdict verdict) {
    final TcpFlyweight tcp = packet.tcp();
    final int from = verdict.isFromOriginator() ? 0 : 1;
    final TracedOptions carried = options(tcp);
    final boolean isSyn = (tcp.flags() & TcpFlags.SYN) != 0;
    if (isSyn) {
      scales[from] = carried.windowScale();
    }
    final int octets = packet.payloadLength() + Integer.bitCount(tcp.flags() & 3);
    final long sequence = counters[from].sent(tcp.sequence(), octets, isSyn, isReset(tcp));
    final long acknowledged =
        (tcp.flags() & TcpFlags.ACK) == 0
            ? 0
            : counters[1 - from].acknowledged(tcp.acknowledgment(), isReset(tcp));
    return new TracedSegment(
        cursor.packetNumber(),
        cursor.timestampNanos(),
        from == 0 ? Endpoint.ORIGINATOR : Endpoint.RESPONDER,
        tcp.flags(),
        Integer.toUnsignedLong(tcp.sequence()),
        Integer.toUnsignedLong(tcp.acknowledgment()),
        sequence,
        acknowledged,
        tcp.window(),
        scaled(tcp.window(), from, isSyn),
        packet.payloadLength(),
        payload(cursor, packet),
        carried,
        verdict.judgements(),
        verdict.states(Endpoint.ORIGINATOR),
        verdict.states(Endpoint.RESPONDER));
  }

  private static boolean isReset(final TcpFlyweight tcp) {
    return (tcp.flags() & TcpFlags.RST) != 0;
  }

  /** Scales count only where both SYNs had the option, and never in a SYN (RFC 7323, 2.2). */
  private long scaled(final int window, final int from, final boolean isSyn) {
    return isSyn || scales[0] < 0 || scales[1] < 0
        ? window
        : (long) window << Math.min(scales[from], 14);
  }

  private byte[] payload(final PacketCursor cursor, final PacketDecoder packet) {
    final int length = packet.capturedPayloadLength();
    if (length == 0 || length > payloadLeft) {
      return NOTHING;
    }
    payloadLeft -= length;
    final byte[] copy = new byte[length];
    cursor.packet().getBytes(packet.payloadOffset(), copy);
    return copy;
  }

  private TracedOptions options(final TcpFlyweight tcp) {
    if (tcp.optionsLength() == 0) {
      return TracedOptions.NONE;
    }
    int maximumSegmentSize = 0;
    int windowScale = -1;
    boolean sackPermitted = false;
    boolean fastOpen = false;
    boolean hasTimestamps = false;
    long timestamp = 0;
    long echo = 0;
    int sackBlocks = 0;
    tcp.options(options);
    while (options.next()) {
      if (!options.isWellFormed()) {
        continue;
      }
      switch (options.kind()) {
        case TcpOptionKind.MAXIMUM_SEGMENT_SIZE ->
            maximumSegmentSize = options.maximumSegmentSize();
        case TcpOptionKind.WINDOW_SCALE -> windowScale = options.windowScale();
        case TcpOptionKind.SACK_PERMITTED -> sackPermitted = true;
        case TcpOptionKind.SACK -> sackBlocks = options.sackBlocks();
        case TcpOptionKind.FAST_OPEN -> fastOpen = true;
        case TcpOptionKind.TIMESTAMPS -> {
          hasTimestamps = true;
          timestamp = Integer.toUnsignedLong(options.timestamp());
          echo = Integer.toUnsignedLong(options.timestampEcho());
        }
        default -> {
          // Nothing that a story tells.
        }
      }
    }
    return new TracedOptions(
        maximumSegmentSize,
        windowScale,
        sackPermitted,
        hasTimestamps,
        timestamp,
        echo,
        fastOpen,
        sackBlocks);
  }

  /** What was collected. */
  ConnectionTrace trace() {
    final List<TracedSegment> all = new ArrayList<>(first);
    all.addAll(last);
    return new ConnectionTrace(
        number,
        identity,
        addresses[0],
        ports[0],
        addresses[1],
        ports[1],
        all,
        omitted,
        omitted == 0 ? all.size() : first.size());
  }
}
