package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionIdentity;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.SegmentVerdict;
import dev.weir.connection.TcpState;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import dev.weir.text.TextBuffer;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpFlyweight;
import dev.weir.transport.TcpOptionKind;
import dev.weir.transport.TcpOptionsFlyweight;
import dev.weir.transport.TransportFault;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a JSON object a line for each TCP segment, the innermost one where it came through
 * tunnels. The members are described in {@code docs/packets.schema.json}. It belongs to one thread.
 */
public final class JsonPrinter implements PacketLines {
  private final TextBuffer text;
  private final HostNames hosts;
  private final TimestampPrinter timestamps;
  private final ConversationTable conversations;
  private final PacketDecoder decoder = new PacketDecoder();
  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();
  private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
  private final SegmentVerdicts verdicts;

  /**
   * Makes a printer.
   *
   * @param options where names of addresses come from; nothing else of them counts here.
   * @param text where objects are written.
   * @param seed makes the table of conversations unguessable: captures may be hostile.
   * @param verdicts judges the segments.
   */
  public JsonPrinter(
      final LineOptions options,
      final TextBuffer text,
      final long seed,
      final SegmentVerdicts verdicts) {
    this.text = text;
    this.verdicts = verdicts;
    hosts = options.hosts;
    timestamps = new TimestampPrinter(options);
    conversations = new ConversationTable(seed);
  }

  @Override
  public TextBuffer text() {
    return text;
  }

  @Override
  public boolean print(final PacketCursor cursor, final long place) {
    final UnsafeBuffer packet = cursor.packet();
    if (decoder.decode(packet, cursor.linkType(), cursor.originalLength()) != DecodeOutcome.TCP) {
      return false;
    }
    final long seconds = cursor.timestampSeconds();
    final long nanos = cursor.timestampFraction();
    final long number = cursor.packetNumber();
    bytes.wrap(packet);
    final TcpFlyweight tcp = decoder.tcp();
    options.wrap(bytes, tcp.optionsOffset(), tcp.optionsLength(), tcp.capturedOptionsLength());
    final boolean syn = (tcp.flags() & TcpFlags.SYN) != 0;
    final int scale = syn && options.find(TcpOptionKind.WINDOW_SCALE) ? options.windowScale() : -1;
    conversations.accept(decoder, scale);
    text.ascii("{\"number\":").decimal(number).ascii(",\"time\":");
    text.decimal(seconds * 1_000_000_000L + nanos).ascii(",\"time_iso\":\"");
    timestamps.iso(text, seconds, nanos);
    text.ascii("\",\"source\":");
    address(decoder.sourceHigh(), decoder.sourceLow());
    text.ascii(",\"source_port\":").unsignedDecimal(tcp.sourcePort()).ascii(",\"destination\":");
    address(decoder.destinationHigh(), decoder.destinationLow());
    text.ascii(",\"destination_port\":").unsignedDecimal(tcp.destinationPort());
    names();
    text.ascii(",\"flags\":\"");
    flags(tcp.flags());
    numbers(tcp);
    text.ascii(",\"window\":").unsignedDecimal(tcp.window()).ascii(",\"window_scaled\":");
    window(tcp.window(), syn);
    if ((tcp.flags() & TcpFlags.URG) != 0) {
      text.ascii(",\"urgent\":").unsignedDecimal(tcp.urgentPointer());
    }
    text.ascii(",\"length\":").decimal(decoder.payloadLength()).ascii(",\"options\":{");
    options();
    text.append('}');
    verdict(verdicts.of(cursor), isCut(tcp));
    text.ascii("}\n");
    return true;
  }

  /**
   * Whether a walk of all options, which for Wireshark go on behind the end of the list, is cut.
   */
  private boolean isCut(final TcpFlyweight tcp) {
    return tcp.capturedOptionsLength() < tcp.optionsLength()
        && options.fault() != TransportFault.LENGTH_IMPOSSIBLE;
  }

  /**
   * Wireshark gives a segment up where the capture ends inside of its options: it has taken it in
   * by then, but says nothing of it.
   */
  private void verdict(final SegmentVerdict verdict, final boolean optionsCut) {
    if (!verdict.isKnown()) {
      return;
    }
    text.ascii(",\"connection\":\"");
    ConnectionIdentity.write(verdict.identity(), text);
    text.ascii("\",\"analysis\":[");
    int separator = 0;
    for (int rest = optionsCut ? 0 : verdict.judgements(); rest != 0; rest &= rest - 1) {
      text.ascii(separator++ == 0 ? "\"" : ",\"");
      text.ascii(Judgement.at(Integer.numberOfTrailingZeros(rest)).label()).append('"');
    }
    final boolean fromOriginator = verdict.isFromOriginator();
    text.ascii("],\"state\":{\"source\":");
    states(verdict.states(fromOriginator ? Endpoint.ORIGINATOR : Endpoint.RESPONDER));
    text.ascii(",\"destination\":");
    states(verdict.states(fromOriginator ? Endpoint.RESPONDER : Endpoint.ORIGINATOR));
    text.append('}');
  }

  private void states(final int set) {
    text.append('[');
    int separator = 0;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      text.ascii(separator++ == 0 ? "\"" : ",\"");
      text.ascii(TcpState.at(Integer.numberOfTrailingZeros(rest)).name()).append('"');
    }
    text.append(']');
  }

  private void address(final long high, final long low) {
    text.append('"');
    if (decoder.ipVersion() == 4) {
      text.ipv4((int) low);
    } else {
      text.ipv6(high, low);
    }
    text.append('"');
  }

  private void names() {
    if (!hosts.isEmpty()) {
      name(",\"source_name\":\"", decoder.sourceHigh(), decoder.sourceLow());
      name(",\"destination_name\":\"", decoder.destinationHigh(), decoder.destinationLow());
    }
  }

  private void name(final String label, final long high, final long low) {
    final byte[] name = decoder.ipVersion() == 4 ? hosts.name((int) low) : hosts.name(high, low);
    if (name == null) {
      return;
    }
    text.ascii(label);
    for (final byte b : name) {
      if (b == '"' || b == '\\') {
        text.append('\\');
      }
      if (b < 0 || b >= ' ') {
        text.append(b);
      }
    }
    text.append('"');
  }

  private void flags(final int flags) {
    for (int bit = 0; bit < 8; bit++) {
      if ((flags & 1 << bit) != 0) {
        text.append("FSRP.UEW".charAt(bit));
      }
    }
  }

  private void numbers(final TcpFlyweight tcp) {
    text.ascii("\",\"seq\":").unsignedDecimal(tcp.sequence()).ascii(",\"seq_relative\":");
    if (conversations.isBaseKnown()) {
      text.unsignedDecimal(tcp.sequence() - conversations.base());
    } else {
      text.ascii("null");
    }
    if ((tcp.flags() & TcpFlags.ACK) != 0) {
      text.ascii(",\"ack\":").unsignedDecimal(tcp.acknowledgment()).ascii(",\"ack_relative\":");
      text.unsignedDecimal(tcp.acknowledgment() - conversations.otherBase());
    }
  }

  /** The window of a SYN is never scaled (RFC 7323, section 2.2). */
  private void window(final int window, final boolean syn) {
    final int scale = syn ? 0 : conversations.scale();
    if (scale < 0) {
      text.ascii("null");
    } else {
      text.decimal((long) window << scale);
    }
  }

  private void options() {
    options.rewind();
    long seen = 0;
    boolean first = true;
    while (options.next()) {
      final int kind = options.kind();
      if (kind <= TcpOptionKind.NO_OPERATION) {
        continue;
      }
      // A name once in an object: of options given twice, the first counts, as in TCP itself.
      final long bit = kind < Long.SIZE ? 1L << kind : 0;
      if ((seen & bit) != 0) {
        continue;
      }
      seen |= bit;
      if (bit == 0 || !option(kind, first)) {
        continue;
      }
      first = false;
    }
    others(first);
  }

  private boolean option(final int kind, final boolean first) {
    if (!options.isWellFormed()) {
      return false;
    }
    final String comma = first ? "\"" : ",\"";
    switch (kind) {
      case TcpOptionKind.MAXIMUM_SEGMENT_SIZE ->
          text.ascii(comma).ascii("mss\":").decimal(options.maximumSegmentSize());
      case TcpOptionKind.WINDOW_SCALE ->
          text.ascii(comma).ascii("window_scale\":").decimal(options.windowScale());
      case TcpOptionKind.SACK_PERMITTED -> text.ascii(comma).ascii("sack_permitted\":true");
      case TcpOptionKind.SACK -> {
        text.ascii(comma).ascii("sack\":[");
        for (int i = 0; i < options.sackBlocks(); i++) {
          text.ascii(i == 0 ? "[" : ",[").unsignedDecimal(options.sackLeft(i)).append(',');
          text.unsignedDecimal(options.sackRight(i)).append(']');
        }
        text.append(']');
      }
      case TcpOptionKind.TIMESTAMPS -> {
        text.ascii(comma).ascii("timestamp\":{\"value\":").unsignedDecimal(options.timestamp());
        text.ascii(",\"echo\":").unsignedDecimal(options.timestampEcho()).append('}');
      }
      case TcpOptionKind.USER_TIMEOUT ->
          text.ascii(comma).ascii("user_timeout\":").decimal(options.userTimeoutSeconds());
      case TcpOptionKind.MD5_SIGNATURE -> data(comma, "md5\":");
      case TcpOptionKind.AUTHENTICATION -> data(comma, "tcp_ao\":");
      case TcpOptionKind.MULTIPATH -> data(comma, "mptcp\":");
      case TcpOptionKind.FAST_OPEN -> data(comma, "fast_open\":");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void data(final String comma, final String label) {
    text.ascii(comma).ascii(label).append('"');
    for (int i = 0; i < options.dataLength(); i++) {
      text.hexFixed(bytes.getByte(options.dataOffset() + i), 2);
    }
    text.append('"');
  }

  /** Options without a name of their own, and those whose length does not fit their kind. */
  private void others(final boolean firstMember) {
    options.rewind();
    boolean first = true;
    while (options.next()) {
      final int kind = options.kind();
      if (kind <= TcpOptionKind.NO_OPERATION || hasName(kind) && options.isWellFormed()) {
        continue;
      }
      text.ascii(first ? firstMember ? "\"other\":[" : ",\"other\":[" : ",");
      text.ascii("{\"kind\":").decimal(kind).append(',');
      data("\"", "data\":");
      text.append('}');
      first = false;
    }
    if (!first) {
      text.append(']');
    }
  }

  private static boolean hasName(final int kind) {
    return switch (kind) {
      case TcpOptionKind.MAXIMUM_SEGMENT_SIZE,
          TcpOptionKind.WINDOW_SCALE,
          TcpOptionKind.SACK_PERMITTED,
          TcpOptionKind.SACK,
          TcpOptionKind.TIMESTAMPS,
          TcpOptionKind.USER_TIMEOUT,
          TcpOptionKind.MD5_SIGNATURE,
          TcpOptionKind.AUTHENTICATION,
          TcpOptionKind.MULTIPATH,
          TcpOptionKind.FAST_OPEN ->
          true;
      default -> false;
    };
  }

  @Override
  public void close() {
    conversations.close();
  }
}
