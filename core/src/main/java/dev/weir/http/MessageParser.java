package dev.weir.http;

import org.agrona.DirectBuffer;

/**
 * Finds the messages of one direction (RFC 9112), whose payload comes in order, with holes. Keeps
 * at most a line of a header; bodies are counted. No input makes it throw.
 *
 * <p>A place in the stream is counted in bytes from where it began to be followed, missing ones
 * included.
 */
final class MessageParser {
  private enum State {
    /** Where a message may begin. */
    START,
    HEADER,
    LENGTH_BODY,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILER,
    BODY_TO_CLOSE,
    /** A hole took what tells where the next message begins: it is looked for. */
    LOST,
    /** No HTTP, or over. */
    LEFT
  }

  /** Who sends: known with the first message. */
  enum Role {
    NOT_KNOWN,
    REQUESTS,
    RESPONSES
  }

  /** Behind so many bytes without a line's end, there is no use in looking again. */
  private static final int EARLY_LOOK = 64;

  /** Bytes of empty lines in front of a first line. */
  private static final int MOST_BLANK = 4;

  private final MessageListener listener;
  private final LineBuffer line = new LineBuffer();
  private State state = State.LOST;
  private Role role = Role.NOT_KNOWN;
  private MessageFacts facts;
  private MessageFacts previous;
  private long position;
  private long remaining;
  private boolean lineWaits;
  private boolean fromStart;
  private boolean missedStart;

  /** Makes a parser for a stream whose beginning is not there: {@link #fromStart} says else. */
  MessageParser(final MessageListener listener) {
    this.listener = listener;
  }

  /** The stream is followed from its first byte. */
  void fromStart() {
    fromStart = true;
    state = State.START;
  }

  Role role() {
    return role;
  }

  void takeRole(final Role taken) {
    role = taken;
  }

  /** Ends the reading: what follows is not HTTP. */
  void leave() {
    if (facts != null && state != State.START) {
      endMessage(facts);
    }
    facts = null;
    state = State.LEFT;
    line.release();
  }

  boolean hasLeft() {
    return state == State.LEFT;
  }

  /** Whether a hole took the beginning of a message since it was asked last. */
  boolean takeMissedStart() {
    final boolean missed = missedStart;
    missedStart = false;
    return missed;
  }

  /** The stream was followed from its first byte. */
  boolean isFromStart() {
    return fromStart;
  }

  /** How many of the next bytes may be anything: only their number counts. */
  long opaqueLength() {
    return switch (state) {
      case LENGTH_BODY, CHUNK_DATA -> remaining;
      case BODY_TO_CLOSE, LEFT -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  /** Bytes of heap that it takes, roughly. */
  int memory() {
    return line.capacity() + (facts == null ? 0 : facts.textBytes());
  }

  /**
   * Takes the next bytes.
   *
   * @param captured how many of them are there; the others were cut by the snapshot length.
   * @param sequence sequence number of the first.
   */
  void bytes(
      final DirectBuffer buffer,
      final int offset,
      final int captured,
      final int length,
      final int sequence,
      final Carrier carrier) {
    if (role == Role.NOT_KNOWN && state != State.LEFT) {
      listener.opens(this, buffer, offset, captured);
    }
    if (facts != null && facts.mayLackBody && facts.bodyBytes == 0 && isInBody()) {
      endIfBodiless(buffer, offset, captured);
    }
    int at = 0;
    if (state == State.LOST) {
      at = findStart(buffer, offset, captured, length, carrier);
    }
    while (at < length && state != State.LOST && state != State.LEFT) {
      final int before = at;
      if (isCounting()) {
        at += (int) Math.min(length - at, opaqueLength());
        position += at - before;
        countBody(at - before, carrier);
      } else if (at >= captured) {
        break;
      } else {
        at = line(buffer, offset, at, captured, sequence, carrier);
      }
    }
    if (at < length) {
      position += length - at;
      if (state != State.LOST && state != State.LEFT) {
        lose(HttpNote.CUT_BY_SNAPLEN, carrier);
      }
      if (facts != null) {
        reach(carrier);
      }
    }
  }

  /** Takes a hole: bytes that were sent and are not in the capture. */
  void gap(final long length, final Carrier carrier) {
    final long opaque = opaqueLength();
    if (facts != null) {
      facts.note(HttpNote.GAP);
    }
    if (length <= opaque) {
      position += length;
      countBody(length, carrier);
      return;
    }
    if (state == State.LENGTH_BODY) {
      position += opaque;
      countBody(opaque, carrier);
      position -= opaque;
    }
    position += length;
    if (state != State.LOST) {
      lose(HttpNote.GAP, carrier);
    } else {
      missedStart = true;
      if (facts != null) {
        facts.endPosition = position;
      }
    }
  }

  /**
   * The sender's stream is over.
   *
   * @param closed whether by a FIN behind its last byte; otherwise the connection ended without.
   */
  void end(final boolean closed) {
    abandonHead();
    if (facts != null) {
      facts.complete |= closed && state == State.BODY_TO_CLOSE;
      endMessage(facts);
    }
    leave();
  }

  private boolean isCounting() {
    return switch (state) {
      case LENGTH_BODY, CHUNK_DATA, BODY_TO_CLOSE -> true;
      default -> false;
    };
  }

  private boolean isInBody() {
    return isCounting() || state == State.CHUNK_SIZE && line.length() == 0;
  }

  /**
   * A response whose request is not known may answer a HEAD: then the next response follows where
   * its body would begin.
   */
  private void endIfBodiless(final DirectBuffer buffer, final int offset, final int captured) {
    facts.mayLackBody = false;
    if (StartLine.examine(buffer, offset, captured) == StartLine.RESPONSE) {
      facts.framing = HttpFraming.NONE;
      completeMessage();
    }
  }

  private void countBody(final long count, final Carrier carrier) {
    if (!isCounting()) {
      return;
    }
    facts.bodyBytes += count;
    reach(carrier);
    if (state == State.BODY_TO_CLOSE) {
      return;
    }
    remaining -= count;
    if (remaining == 0) {
      if (state == State.CHUNK_DATA) {
        state = State.CHUNK_END;
      } else {
        completeMessage();
      }
    }
  }

  private void reach(final Carrier carrier) {
    facts.reach(position, carrier.latestPacket, carrier.latestNanos);
  }

  /** Takes bytes up to a line's end or the end of what is there; returns the index behind them. */
  private int line(
      final DirectBuffer buffer,
      final int offset,
      final int from,
      final int to,
      final int sequence,
      final Carrier carrier) {
    int at = from;
    if (state == State.START && line.length() == 0) {
      while (at < to && isLineEnd(buffer.getByte(offset + at))) {
        at++;
      }
      position += at - from;
      if (at == to) {
        return at;
      }
      facts = begin(sequence + at, carrier);
    } else if (lineWaits) {
      lineWaits = false;
      final byte first = buffer.getByte(offset + at);
      if (first == ' ' || first == '\t') {
        facts.note(HttpNote.FOLDED);
        line.append(' ');
      } else {
        endLine();
      }
    }
    int end = at;
    while (end < to && buffer.getByte(offset + end) != '\n') {
      end++;
    }
    final boolean whole = end < to;
    end += whole ? 1 : 0;
    final boolean early = line.length() <= EARLY_LOOK;
    line.append(buffer, offset + at, end - at);
    position += end - at;
    reach(carrier);
    if (state == State.START) {
      if (whole || early) {
        firstLine(whole);
      }
    } else if (whole) {
      laterLine();
    }
    return end;
  }

  private static boolean isLineEnd(final byte b) {
    return b == '\r' || b == '\n';
  }

  private MessageFacts begin(final int sequence, final Carrier carrier) {
    final MessageFacts begun = new MessageFacts(position, sequence, carrier.packet, carrier.nanos);
    begun.acknowledgment = carrier.acknowledgment;
    begun.hasAcknowledgment = carrier.hasAcknowledgment;
    return begun;
  }

  private void firstLine(final boolean whole) {
    final StartLine found = line.examine();
    if (whole) {
      if (accepts(found) && (found.isCertain() || line.isTruncated())) {
        acceptFirstLine(found);
      } else {
        refuseFirstLine();
      }
    } else if (found == StartLine.NO || isOther(found)) {
      refuseFirstLine();
    }
  }

  /** Whether what begins here is a message, of what the sender is known to send. */
  private boolean accepts(final StartLine found) {
    return found.isLikely() && !isOther(found);
  }

  private boolean isOther(final StartLine found) {
    return switch (found) {
      case RESPONSE -> role == Role.REQUESTS;
      case REQUEST, LIKELY_REQUEST -> role == Role.RESPONSES;
      default -> false;
    };
  }

  private void acceptFirstLine(final StartLine found) {
    final boolean isRequest = found != StartLine.RESPONSE;
    facts.isRequest = isRequest;
    noteLine();
    role = isRequest ? Role.REQUESTS : Role.RESPONSES;
    state = State.HEADER;
    if (isRequest) {
      HeaderFields.requestLine(line, facts);
      line.clear();
      listener.requestBegins(this, facts);
    } else {
      HeaderFields.statusLine(line, facts);
      line.clear();
    }
  }

  /** Takes the end off a line, and notes what is odd about it. */
  private void noteLine() {
    final boolean whole = line.dropLineFeed();
    final boolean carriageReturn = line.dropCarriageReturn();
    if (line.isTruncated()) {
      facts.note(HttpNote.LONG_LINE);
    } else if (whole && !carriageReturn) {
      facts.note(HttpNote.BARE_LF);
    }
  }

  private void refuseFirstLine() {
    facts = null;
    if (role == Role.NOT_KNOWN) {
      listener.foundNoMessage(this);
    } else if (previous != null) {
      previous.note(HttpNote.STRAY_BYTES);
    }
    line.clear();
    if (state != State.LEFT) {
      state = State.LOST;
    }
  }

  /** A line behind the first is there, with its end. */
  private void laterLine() {
    noteLine();
    switch (state) {
      case HEADER, TRAILER -> {
        if (line.length() > 0) {
          lineWaits = true;
        } else if (state == State.TRAILER) {
          completeMessage();
        } else {
          headIsWhole();
        }
      }
      case CHUNK_SIZE -> chunkBegins();
      case CHUNK_END -> {
        if (line.length() > 0) {
          getLostInChunks(HttpNote.MALFORMED);
        } else {
          state = State.CHUNK_SIZE;
        }
        line.clear();
      }
      default -> line.clear();
    }
  }

  /** The line that waited for being continued is whole. */
  private void endLine() {
    if (state == State.HEADER) {
      HeaderFields.field(line, facts);
    }
    line.clear();
  }

  private void chunkBegins() {
    final long size = HeaderFields.chunkSize(line);
    line.clear();
    if (size < 0) {
      getLostInChunks(HttpNote.MALFORMED);
    } else if (size == 0) {
      state = State.TRAILER;
    } else {
      remaining = size;
      state = State.CHUNK_DATA;
    }
  }

  private void getLostInChunks(final HttpNote why) {
    facts.note(why);
    facts.framing = HttpFraming.UNKNOWN;
    state = State.LOST;
  }

  private void headIsWhole() {
    line.clear();
    facts.headerBytes = position - facts.startPosition;
    final MessageFacts head = facts;
    if (head.isRequest) {
      head.framing = BodyFraming.ofRequest(head);
    } else {
      final String method = listener.responseBegins(this, head);
      head.framing = BodyFraming.ofResponse(head, method);
      head.mayLackBody = method == null;
    }
    switch (head.framing) {
      case NONE -> completeMessage();
      case LENGTH -> {
        remaining = head.contentLength;
        state = State.LENGTH_BODY;
        if (remaining == 0) {
          completeMessage();
        }
      }
      case CHUNKED -> state = State.CHUNK_SIZE;
      case TO_CLOSE -> state = State.BODY_TO_CLOSE;
      case TUNNEL -> {
        completeMessage();
        listener.leavesHttp();
      }
      default -> state = State.LOST;
    }
  }

  /** The header does not come to its end in the capture. */
  private void headIsCut() {
    facts.framing = HttpFraming.UNKNOWN;
    if (!facts.isRequest) {
      listener.responseBegins(this, facts);
    }
  }

  /** What tells where the message ends, or where the next one begins, is not there. */
  private void lose(final HttpNote why, final Carrier carrier) {
    missedStart |= state == State.START;
    abandonHead();
    if (state == State.LEFT) {
      return;
    }
    state = State.LOST;
    if (facts != null) {
      facts.note(why);
      facts.framing = HttpFraming.UNKNOWN;
      reach(carrier);
    }
  }

  /** No more of the header, or of the line before it, comes: takes what is there. */
  private void abandonHead() {
    if (state == State.START) {
      final StartLine found = line.length() == 0 ? StartLine.NO : line.examine();
      if (accepts(found)) {
        acceptFirstLine(found);
      } else {
        facts = null;
      }
    }
    if (state == State.HEADER) {
      if (lineWaits) {
        endLine();
      }
      headIsCut();
    }
    lineWaits = false;
    line.clear();
  }

  /**
   * Looks for a message at the beginning of a segment; else it belongs to the one before.
   *
   * @return how many bytes were used up: all of them where the message before ends with them.
   */
  private int findStart(
      final DirectBuffer buffer,
      final int offset,
      final int captured,
      final int length,
      final Carrier carrier) {
    int at = 0;
    while (at < captured && at < MOST_BLANK && isLineEnd(buffer.getByte(offset + at))) {
      at++;
    }
    if (accepts(StartLine.examine(buffer, offset + at, captured - at))) {
      if (facts != null) {
        endMessage(facts);
      }
      state = State.START;
      return 0;
    }
    if (facts == null
        || !facts.chunkedIsLast
        || facts.headerBytes < 0
        || !BodyFraming.endsWithLastChunk(buffer, offset, captured, length)) {
      return 0;
    }
    position += length;
    reach(carrier);
    completeMessage();
    return length;
  }

  private void completeMessage() {
    facts.complete = true;
    state = State.START;
    line.clear();
    endMessage(facts);
  }

  private void endMessage(final MessageFacts ended) {
    facts = null;
    previous = ended;
    ended.isOver = true;
    listener.messageEnds(ended);
  }
}
