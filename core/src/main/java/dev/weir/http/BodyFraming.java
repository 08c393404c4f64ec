package dev.weir.http;

import org.agrona.DirectBuffer;

/** How the length of a body is told, by the header of its message (RFC 9112 section 6.3). */
final class BodyFraming {
  private static final byte[] LAST_CHUNK = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};

  private BodyFraming() {}

  /** Of a request: one without any length has no body. */
  static HttpFraming ofRequest(final MessageFacts request) {
    if (request.hasTransferEncoding) {
      noteBothLengths(request);
      return request.chunkedIsLast ? HttpFraming.CHUNKED : HttpFraming.UNKNOWN;
    }
    if (request.badLength) {
      return HttpFraming.UNKNOWN;
    }
    return request.contentLength < 0 ? HttpFraming.NONE : HttpFraming.LENGTH;
  }

  /**
   * Of a response.
   *
   * @param method the request's, or null where that is not known.
   */
  static HttpFraming ofResponse(final MessageFacts response, final String method) {
    if (response.status == 101
        || "CONNECT".equals(method) && response.status >= 200 && response.status < 300) {
      return HttpFraming.TUNNEL;
    }
    if (response.isInterim()
        || response.status == 204
        || response.status == 304
        || "HEAD".equals(method)) {
      return HttpFraming.NONE;
    }
    if (response.hasTransferEncoding) {
      noteBothLengths(response);
      return response.chunkedIsLast ? HttpFraming.CHUNKED : HttpFraming.TO_CLOSE;
    }
    if (response.badLength) {
      return HttpFraming.UNKNOWN;
    }
    return response.contentLength < 0 ? HttpFraming.TO_CLOSE : HttpFraming.LENGTH;
  }

  private static void noteBothLengths(final MessageFacts message) {
    if (message.contentLength >= 0) {
      message.note(HttpNote.AMBIGUOUS_LENGTH);
    }
  }

  /** Whether a segment, all of it captured, ends as a chunked body without trailer does. */
  static boolean endsWithLastChunk(
      final DirectBuffer buffer, final int offset, final int captured, final int length) {
    if (captured < length || length < LAST_CHUNK.length) {
      return false;
    }
    for (int i = 0; i < LAST_CHUNK.length; i++) {
      if (buffer.getByte(offset + length - LAST_CHUNK.length + i) != LAST_CHUNK[i]) {
        return false;
      }
    }
    return true;
  }
}
