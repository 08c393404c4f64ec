package dev.weir.http;

import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pairs requests with responses: they come in the same order (RFC 9112 section 9.3.2). Where bytes
 * are missing, acknowledgement numbers tell what the server had received when it answered.
 *
 * <p>A transaction is handed over when the next one begins, since only then is it known what came
 * after it.
 */
final class ExchangeQueue {
  /** The most requests that wait for their responses. */
  static final int MOST_WAITING = 1024;

  private final List<Exchange> waiting = new ArrayList<>(2);
  private final Consumer<HttpTransaction> sink;
  private final ConnectionClose close;
  private int clientSide;
  private int count;
  private boolean serverWasSeen;
  private MessageFacts lastResponse;
  private boolean lastWasWhole;
  private long lastEndNanos;

  ExchangeQueue(final Consumer<HttpTransaction> sink, final ConnectionClose close) {
    this.sink = sink;
    this.close = close;
  }

  void clientIs(final int side) {
    clientSide = side;
  }

  void serverWasSeen() {
    serverWasSeen = true;
  }

  boolean isOverBound() {
    return waiting.size() > MOST_WAITING;
  }

  /** Whether there was no exchange so far. */
  boolean isFirst() {
    return count == 0 && waiting.isEmpty();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int memory() {
    int bytes = 0;
    for (final Exchange exchange : waiting) {
      bytes += exchange.memory();
    }
    return bytes;
  }

  /** Notes something about the newest exchange. */
  void note(final HttpNote note) {
    if (!waiting.isEmpty()) {
      waiting.getLast().notes |= note.bit();
    }
  }

  void request(final MessageFacts request) {
    for (final Exchange exchange : waiting) {
      if (exchange.request == null && isAnswered(request, exchange.response)) {
        exchange.request = request;
        emitReady();
        return;
      }
    }
    if (!serverWasSeen) {
      passOverAnswered(request);
    }
    final Exchange exchange = new Exchange();
    exchange.request = request;
    waiting.add(exchange);
    emitReady();
  }

  /** Whether the server had received the beginning of a request when it sent a response. */
  private static boolean isAnswered(final MessageFacts request, final MessageFacts response) {
    return response.hasAcknowledgment
        && TcpSequence.isBefore(request.firstSequence, response.acknowledgment);
  }

  /** Of the server nothing is captured: what the client had received shows what was answered. */
  private void passOverAnswered(final MessageFacts request) {
    for (final Exchange exchange : waiting) {
      final MessageFacts earlier = exchange.request;
      exchange.isPassedOver |=
          earlier != null
              && request.hasAcknowledgment
              && earlier.hasAcknowledgment
              && TcpSequence.isAfter(request.acknowledgment, earlier.acknowledgment);
    }
  }

  /**
   * Takes a response.
   *
   * @param missedOne whether the beginning of another may be missing before it.
   * @return the request's method, or null.
   */
  String response(final MessageFacts response, final boolean missedOne) {
    int place = firstUnanswered(0);
    if (missedOne) {
      place = passOverMissed(place, response);
    }
    final boolean isAnswer =
        place < waiting.size()
            && (!response.hasAcknowledgment || isAnswered(waiting.get(place).request, response));
    if (response.isInterim()) {
      if (!isAnswer) {
        return null;
      }
      waiting.get(place).interimResponses++;
      return waiting.get(place).request.method;
    }
    if (!isAnswer) {
      waiting.add(place, new Exchange());
    }
    final Exchange exchange = waiting.get(place);
    exchange.response = response;
    emitReady();
    return exchange.request == null ? null : exchange.request.method;
  }

  private int firstUnanswered(final int from) {
    int place = from;
    while (place < waiting.size() && waiting.get(place).response != null) {
      place++;
    }
    return place;
  }

  /** The last request that the server can have received is answered; those before it were. */
  private int passOverMissed(final int first, final MessageFacts response) {
    int place = first;
    int next = first;
    while (next < waiting.size() && isAnswered(waiting.get(next).request, response)) {
      place = next;
      next = firstUnanswered(next + 1);
    }
    for (int i = first; i < place; i++) {
      waiting.get(i).isPassedOver |= waiting.get(i).response == null;
    }
    return place;
  }

  /** Hands over what is over and has something behind it. */
  void emitReady() {
    while (waiting.size() > 1 && waiting.getFirst().isOver()) {
      emit(waiting.removeFirst(), HttpEnding.REUSED);
    }
  }

  /** A response may be where bytes are missing: for none of the requests is it known. */
  void passOverUnanswered() {
    for (final Exchange exchange : waiting) {
      exchange.isPassedOver |= exchange.response == null;
    }
  }

  /** Hands over everything. */
  void finish(final HttpEnding last) {
    while (!waiting.isEmpty()) {
      final Exchange exchange = waiting.removeFirst();
      emit(exchange, waiting.isEmpty() ? last : HttpEnding.REUSED);
    }
  }

  private void emit(final Exchange exchange, final HttpEnding ending) {
    final MessageFacts request = exchange.request;
    final MessageFacts response = exchange.response;
    int notes = exchange.notes;
    notes |= request == null ? 0 : request.notes;
    notes |= response == null ? 0 : response.notes;
    if (request != null && response != null && response.startNanos < request.endNanos) {
      notes |= HttpNote.EARLY_RESPONSE.bit();
    }
    long idle = -1;
    if (request != null && lastResponse != null) {
      if (request.startNanos < lastEndNanos) {
        notes |= HttpNote.PIPELINED.bit();
      }
      idle = lastWasWhole ? Math.max(0, request.startNanos - lastEndNanos) : -1;
    }
    final boolean ends = ending != HttpEnding.REUSED && close.hasBegun();
    final HttpTransaction transaction =
        new HttpTransaction(
            ++count,
            clientSide == 0 ? Endpoint.ORIGINATOR : Endpoint.RESPONDER,
            request == null ? null : request.request(),
            response == null ? null : response.response(),
            exchange.interimResponses,
            outcome(exchange, ending),
            idle,
            ending,
            ends ? close.packet() : 0,
            ends ? close.nanos() : 0,
            notes);
    lastResponse = response;
    lastWasWhole = response != null && response.complete;
    lastEndNanos = transaction.endNanos();
    sink.accept(transaction);
  }

  private HttpOutcome outcome(final Exchange exchange, final HttpEnding ending) {
    final MessageFacts request = exchange.request;
    final MessageFacts response = exchange.response;
    if (request == null) {
      return HttpOutcome.NO_REQUEST;
    }
    if (response != null) {
      if (response.complete) {
        return HttpOutcome.COMPLETE;
      }
      return response.framing == HttpFraming.UNKNOWN
          ? HttpOutcome.LENGTH_UNKNOWN
          : HttpOutcome.CUT_SHORT;
    }
    if (exchange.isPassedOver || !serverWasSeen || ending == HttpEnding.NOT_FOLLOWED) {
      return HttpOutcome.NOT_CAPTURED;
    }
    if (!request.complete && request.framing != HttpFraming.UNKNOWN) {
      return HttpOutcome.REQUEST_CUT_SHORT;
    }
    final int server = 1 - clientSide;
    if (close.hasClosed(server)) {
      return close.hadReceived(server, request.firstSequence)
          ? HttpOutcome.CLOSED_UNANSWERED
          : HttpOutcome.LOST_IN_RACE;
    }
    return close.hasClosed(clientSide) ? HttpOutcome.GIVEN_UP : HttpOutcome.UNANSWERED;
  }
}
