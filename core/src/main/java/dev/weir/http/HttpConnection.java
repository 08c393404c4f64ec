package dev.weir.http;

import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows one connection: puts its payload in order, recognises the protocol by its first bytes,
 * and finds the HTTP transactions. Takes its segments in the order of the capture, whatever that
 * is: segments that come late, twice or not at all are normal. Nothing makes it throw.
 *
 * <p>What was sent and is missing is waited for while it may still come: until the peer has
 * acknowledged it and {@value #PATIENCE_SEGMENTS} more segments or a second have passed, or until
 * more is held than may be ({@value PayloadStream#MOST_HELD} segments or {@value
 * PayloadStream#MOST_HELD_BYTES} bytes a direction).
 */
public final class HttpConnection {
  private static final int PATIENCE_SEGMENTS = 16;
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final MessageListener messages = new Messages();
  private final MessageParser[] parsers = new MessageParser[2];
  private final PayloadStream[] streams = new PayloadStream[2];
  private final Opening[] openings = {new Opening(), new Opening()};
  private final ConnectionClose close = new ConnectionClose();
  private final ExchangeQueue exchanges;
  private final int[] acknowledged = new int[2];
  private final boolean[] isAcknowledged = new boolean[2];
  private final boolean[] wasSeen = new boolean[2];
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final StreamSegment own = new StreamSegment();
  private StreamProtocol protocol = StreamProtocol.UNKNOWN;
  private String serverName;
  private int clientSide = -1;
  private int waited;
  private long waitingSince;
  private boolean left;
  private boolean finished;

  /**
   * Makes a connection of which nothing was seen yet.
   *
   * @param sink takes the transactions, each when the next one begins or the connection is over.
   */
  public HttpConnection(final Consumer<HttpTransaction> sink) {
    this(sink, new HoldingRoom(Long.MAX_VALUE));
  }

  HttpConnection(final Consumer<HttpTransaction> sink, final HoldingRoom room) {
    exchanges = new ExchangeQueue(sink, close);
    for (int side = 0; side < 2; side++) {
      parsers[side] = new MessageParser(messages);
      streams[side] = new PayloadStream(parsers[side], room);
    }
  }

  /**
   * Tells the initial sequence number of an endpoint: for who has seen the handshake without giving
   * it to {@link #segment}.
   *
   * @param endpoint which.
   * @param initialSequence the number of its SYN.
   */
  public void synchronise(final Endpoint endpoint, final int initialSequence) {
    streams[endpoint.ordinal()].startAt(TcpSequence.add(initialSequence, 1));
  }

  /**
   * Takes a segment whose payload is an array.
   *
   * @param from who sent it.
   * @param sequence its sequence number.
   * @param acknowledgment its acknowledgement number.
   * @param flags its {@link TcpFlags}.
   * @param payloadLength bytes of payload by the IP length.
   * @param payload the captured ones of them.
   * @param packet the packet's number.
   * @param nanos the packet's time.
   */
  public void segment(
      final Endpoint from,
      final int sequence,
      final int acknowledgment,
      final int flags,
      final int payloadLength,
      final byte[] payload,
      final long packet,
      final long nanos) {
    view.wrap(payload);
    segment(
        own.header(from, sequence, acknowledgment, flags)
            .payload(view, 0, payload.length, payloadLength)
            .carriedBy(packet, nanos));
  }

  /**
   * Takes a segment.
   *
   * @param segment as it is in the capture; not kept.
   */
  public void segment(final StreamSegment segment) {
    if (finished) {
      return;
    }
    final int side = segment.side();
    see(side);
    close.observe(side, segment);
    if (left || segment.has(TcpFlags.RST)) {
      return;
    }
    final int first = segment.dataSequence();
    final boolean acknowledges = segment.has(TcpFlags.ACK);
    if (segment.has(TcpFlags.SYN)) {
      streams[side].startAt(first);
      if (acknowledges) {
        streams[1 - side].startAt(segment.acknowledgment);
      }
    }
    if (acknowledges) {
      acknowledge(1 - side, segment.acknowledgment);
    }
    if (segment.length > 0) {
      streams[side].joinAt(first);
      streams[side].offer(segment, streams[1 - side]);
    }
    if (segment.has(TcpFlags.FIN)) {
      streams[side].joinAt(first);
      streams[side].fin(TcpSequence.add(first, segment.length));
    }
    passOn();
    giveUpWhatIsMissing(segment.nanos);
  }

  /** An endpoint has sent something, whether or not that was given to {@link #segment}. */
  void see(final int side) {
    if (!wasSeen[side]) {
      wasSeen[side] = true;
      if (side == 1 - clientSide) {
        exchanges.serverWasSeen();
      }
    }
  }

  private void acknowledge(final int side, final int acknowledgment) {
    if (!isAcknowledged[side] || TcpSequence.isAfter(acknowledgment, acknowledged[side])) {
      acknowledged[side] = acknowledgment;
      isAcknowledged[side] = true;
    }
  }

  /** Passes on all for which nothing is missing. */
  private void passOn() {
    boolean passed = true;
    while (passed) {
      passed = streams[0].passFirst(streams[1], false);
      passed |= streams[1].passFirst(streams[0], false);
    }
  }

  private void giveUpWhatIsMissing(final long nanos) {
    if (!streams[0].isHolding() && !streams[1].isHolding()) {
      waited = 0;
      return;
    }
    while (streams[0].isOverBound() || streams[1].isOverBound()) {
      exchanges.note(HttpNote.HOLDING_BOUND);
      if (!giveUp()) {
        break;
      }
    }
    if (!isMissing(0) && !isMissing(1)) {
      waited = 0;
      return;
    }
    if (waited++ == 0) {
      waitingSince = nanos;
    }
    if (waited > PATIENCE_SEGMENTS || nanos - waitingSince >= PATIENCE_NANOS) {
      waited = 0;
      giveUp();
    }
  }

  /** Whether the peer has received what was not passed on yet. */
  private boolean isMissing(final int side) {
    return isAcknowledged[side] && streams[side].isBehind(acknowledged[side]);
  }

  /** Takes one thing for lost, the likeliest; returns false where there is nothing to be lost. */
  private boolean giveUp() {
    final boolean gaveUp =
        isMissing(0) && streams[0].skip(acknowledged[0], true)
            || isMissing(1) && streams[1].skip(acknowledged[1], true)
            || streams[0].skip(0, false)
            || streams[1].skip(0, false)
            || streams[0].passFirst(streams[1], true)
            || streams[1].passFirst(streams[0], true);
    passOn();
    return gaveUp;
  }

  /** The connection is over, or the capture is: hands over all transactions. May come twice. */
  public void finish() {
    finish(close.ending(Math.max(clientSide, 0)));
  }

  /** The connection is followed no further. */
  void abandon() {
    finish(HttpEnding.NOT_FOLLOWED);
  }

  private void finish(final HttpEnding ending) {
    if (finished) {
      return;
    }
    boolean more = !left;
    while (more) {
      passOn();
      more = giveUp();
    }
    finished = true;
    streams[0].close();
    streams[1].close();
    if (clientSide >= 0 && parsers[1 - clientSide].takeMissedStart()) {
      exchanges.passOverUnanswered();
    }
    exchanges.finish(ending);
  }

  /** Whether nothing that may still come can change anything. */
  boolean isOver() {
    return finished || streams[0].hasEnded() && streams[1].hasEnded();
  }

  /** Whether there is nothing to be said of the connection but its protocol. */
  boolean isLeftAlone() {
    return left && exchanges.isEmpty();
  }

  /** Bytes of heap, roughly. */
  int memory() {
    return 1200
        + parsers[0].memory()
        + parsers[1].memory()
        + openings[0].memory()
        + openings[1].memory()
        + streams[0].heldBytes()
        + streams[1].heldBytes()
        + exchanges.memory();
  }

  /**
   * Which protocol the connection speaks.
   *
   * @return {@link StreamProtocol#UNKNOWN} as long as it is not known.
   */
  public StreamProtocol protocol() {
    return protocol;
  }

  /**
   * The server that a TLS client asks for (RFC 6066 section 3), where its first segment says so.
   *
   * @return a name, or null.
   */
  public String serverName() {
    return serverName;
  }

  private int sideOf(final MessageParser parser) {
    return parser == parsers[0] ? 0 : 1;
  }

  private void leave() {
    left = true;
    parsers[0].leave();
    parsers[1].leave();
    streams[0].drop();
    streams[1].drop();
  }

  /** Settles the protocol by what both openings say. */
  private void decide() {
    if (clientSide >= 0 || left) {
      return;
    }
    for (final Opening opening : openings) {
      if (opening.protocol().isOther()) {
        protocol = opening.protocol();
        serverName = opening.serverName();
        leave();
        return;
      }
    }
    if (openings[0].isUnknown() && openings[1].isUnknown()) {
      leave();
    }
  }

  /** It is HTTP, and it is known who asks. */
  private void settle(final MessageParser parser, final int client) {
    if (clientSide >= 0) {
      return;
    }
    clientSide = client;
    protocol = StreamProtocol.HTTP;
    openings[0].isHttp();
    openings[1].isHttp();
    exchanges.clientIs(client);
    if (wasSeen[1 - client]) {
      exchanges.serverWasSeen();
    }
    final MessageParser other = parser == parsers[0] ? parsers[1] : parsers[0];
    other.takeRole(
        parser.role() == MessageParser.Role.REQUESTS
            ? MessageParser.Role.RESPONSES
            : MessageParser.Role.REQUESTS);
  }

  /** Takes what the parsers of both directions find. */
  private final class Messages implements MessageListener {
    @Override
    public void opens(
        final MessageParser parser,
        final DirectBuffer buffer,
        final int offset,
        final int captured) {
      final Opening opening = openings[sideOf(parser)];
      if (!opening.isDecided()) {
        opening.take(buffer, offset, captured, parser.isFromStart());
        decide();
      }
    }

    @Override
    public void foundNoMessage(final MessageParser parser) {
      openings[sideOf(parser)].isNoHttp();
      decide();
    }

    @Override
    public void requestBegins(final MessageParser parser, final MessageFacts request) {
      settle(parser, sideOf(parser));
      if (!parser.isFromStart() && exchanges.isFirst()) {
        request.note(HttpNote.MIDSTREAM);
      }
      parser.takeMissedStart();
      exchanges.request(request);
      if (exchanges.isOverBound()) {
        exchanges.note(HttpNote.QUEUE_BOUND);
        HttpConnection.this.leave();
        exchanges.finish(HttpEnding.NOT_FOLLOWED);
      }
    }

    @Override
    public String responseBegins(final MessageParser parser, final MessageFacts response) {
      settle(parser, 1 - sideOf(parser));
      if (!parser.isFromStart() && exchanges.isFirst()) {
        response.note(HttpNote.MIDSTREAM);
      }
      return exchanges.response(response, parser.takeMissedStart());
    }

    @Override
    public void leavesHttp() {
      leave();
    }

    @Override
    public void messageEnds(final MessageFacts message) {
      exchanges.emitReady();
    }
  }
}
