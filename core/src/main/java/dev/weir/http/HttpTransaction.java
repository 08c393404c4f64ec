package dev.weir.http;

import dev.weir.connection.Endpoint;

/**
 * A request and its response.
 *
 * @param number its place on the connection, from 1; in a connection that began before the capture,
 *     counted from there.
 * @param client who sent the request.
 * @param request the request, or null where it was not captured.
 * @param response the final response, or null where there is none.
 * @param interimResponses how many responses with status 1xx came before.
 * @param outcome what became of the request.
 * @param idleNanos from the end of the transaction before to the request, 0 where the two overlap;
 *     -1 where there is none before, or its end is not known.
 * @param ending what came after it on the connection.
 * @param endingPacket number of the packet with the first FIN or RST where that ended the
 *     connection after this transaction, otherwise 0.
 * @param endingNanos its time, nanoseconds since 1970-01-01 00:00 UTC; 0 where there is none.
 * @param notes {@link HttpNote} bits of the transaction and of both messages.
 */
public record HttpTransaction(
    int number,
    Endpoint client,
    HttpRequest request,
    HttpResponse response,
    int interimResponses,
    HttpOutcome outcome,
    long idleNanos,
    HttpEnding ending,
    long endingPacket,
    long endingNanos,
    int notes) {
  /** What durations are where they cannot be told. */
  public static final long NOT_KNOWN = Long.MIN_VALUE;

  /**
   * When the transaction began.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC: of the request, or of the response where the
   *     request was not captured.
   */
  public long startNanos() {
    return request == null ? response.message().startNanos() : request.message().startNanos();
  }

  /**
   * When its last byte was seen.
   *
   * @return nanoseconds since 1970-01-01 00:00 UTC.
   */
  public long endNanos() {
    final long requestEnd = request == null ? Long.MIN_VALUE : request.message().endNanos();
    final long responseEnd = response == null ? Long.MIN_VALUE : response.message().endNanos();
    return Math.max(requestEnd, responseEnd);
  }

  /**
   * Time to first byte: from the end of the request to the first byte of the final response.
   *
   * @return nanoseconds, below 0 where the response began before the request was over; {@link
   *     #NOT_KNOWN} where one of the two is missing.
   */
  public long firstByteNanos() {
    return request == null || response == null
        ? NOT_KNOWN
        : response.message().startNanos() - request.message().endNanos();
  }

  /**
   * How long the response took.
   *
   * @return nanoseconds from its first byte to its last; {@link #NOT_KNOWN} without a response.
   */
  public long transferNanos() {
    return response == null
        ? NOT_KNOWN
        : response.message().endNanos() - response.message().startNanos();
  }

  /**
   * How long the connection was idle before it was closed or reset.
   *
   * @return nanoseconds from the end of the transaction to the first FIN or RST; {@link #NOT_KNOWN}
   *     where the connection did not end after this transaction.
   */
  public long closedAfterNanos() {
    return endingPacket == 0 ? NOT_KNOWN : endingNanos - endNanos();
  }

  /**
   * Whether the connection is to stay open after this transaction (RFC 9112 section 9.3).
   *
   * @return true where both messages were seen and both say so.
   */
  public boolean persists() {
    return request != null
        && response != null
        && request.message().persists()
        && response.message().persists();
  }

  /**
   * Whether the connection is something else than HTTP from here on: a tunnel or an upgrade.
   *
   * @return true after a successful CONNECT and after status 101.
   */
  public boolean upgrades() {
    return response != null && response.message().framing() == HttpFraming.TUNNEL;
  }

  /**
   * Whether there is a note.
   *
   * @param note which.
   * @return true where it is there.
   */
  public boolean has(final HttpNote note) {
    return note.isIn(notes);
  }
}
