package dev.weir.http;

/** What is known so far of a message on its way. */
final class MessageFacts {
  static final long UNKNOWN = -1;

  /** Known with the first line. */
  boolean isRequest;

  /** Place of its first byte in its stream: see {@link MessageParser}. */
  final long startPosition;

  final int firstSequence;
  final long firstPacket;
  final long startNanos;

  /** The acknowledgement number of the segment with its first byte, if there is one. */
  int acknowledgment;

  boolean hasAcknowledgment;
  long lastPacket;
  long endNanos;

  /** Place behind its last byte so far. */
  long endPosition;

  String version;
  String method;
  String target;
  int status;
  String reason = "";
  String host;
  String userAgent;
  String connection;
  String contentType;
  String upgrade;
  long keepAliveTimeout = UNKNOWN;
  long keepAliveMax = UNKNOWN;
  long contentLength = UNKNOWN;
  boolean badLength;
  boolean hasTransferEncoding;
  boolean chunkedIsLast;
  long headerBytes = UNKNOWN;

  /** Of its content, as far as it came; meaningful where the framing is known. */
  long bodyBytes;

  HttpFraming framing = HttpFraming.UNKNOWN;
  boolean complete;

  /** It is a response, and its request is not known: it may have no body whatever it says. */
  boolean mayLackBody;

  /** Nothing more of it comes. */
  boolean isOver;

  int notes;

  MessageFacts(
      final long startPosition,
      final int firstSequence,
      final long firstPacket,
      final long startNanos) {
    this.startPosition = startPosition;
    this.firstSequence = firstSequence;
    this.firstPacket = firstPacket;
    this.startNanos = startNanos;
    endPosition = startPosition;
    lastPacket = firstPacket;
    endNanos = startNanos;
  }

  void note(final HttpNote note) {
    notes |= note.bit();
  }

  /** The message goes on to a place in its stream, which a packet brought. */
  void reach(final long position, final long packet, final long nanos) {
    endPosition = position;
    lastPacket = packet;
    endNanos = nanos;
  }

  /** A status that is not final (RFC 9110 section 15.2): another response follows. */
  boolean isInterim() {
    return !isRequest && status >= 100 && status < 200 && status != 101;
  }

  HttpRequest request() {
    return new HttpRequest(method, target, host, userAgent, message());
  }

  HttpResponse response() {
    return new HttpResponse(status, reason, message());
  }

  private HttpMessage message() {
    return new HttpMessage(
        version,
        firstPacket,
        lastPacket,
        startNanos,
        endNanos,
        firstSequence,
        headerBytes,
        framing == HttpFraming.UNKNOWN ? UNKNOWN : bodyBytes,
        endPosition - startPosition,
        contentLength,
        framing,
        complete,
        connection,
        keepAliveTimeout,
        keepAliveMax,
        contentType,
        upgrade,
        notes);
  }

  /** Bytes of heap that its texts take, roughly. */
  int textBytes() {
    return length(method)
        + length(target)
        + length(reason)
        + length(host)
        + length(userAgent)
        + length(connection)
        + length(contentType)
        + length(upgrade);
  }

  private static int length(final String text) {
    return text == null ? 0 : text.length();
  }
}
