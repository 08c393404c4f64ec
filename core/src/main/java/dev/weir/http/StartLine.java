package dev.weir.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Tells request lines and status lines (RFC 9112 sections 3 and 4) from everything else. */
enum StartLine {
  /** Begins no message. */
  NO,
  /** May become one: the bytes so far fit. */
  MORE,
  /** A known method and the beginning of a target; the line's end is not there yet. */
  LIKELY_REQUEST,
  /** A request line. */
  REQUEST,
  /** The beginning of a status line. */
  RESPONSE;

  /** The longest method that is looked for. */
  private static final int LONGEST_METHOD = 24;

  private static final String VERSION = "HTTP/1.";
  private static final int VERSION_LENGTH = VERSION.length() + 1;
  private static final int STATUS_OFFSET = VERSION_LENGTH + 1;
  private static final int STATUS_DIGITS = 3;

  /** The methods of RFC 9110, PATCH, WebDAV with its extensions, UPnP and a few of vendors. */
  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "CONNECT",
          "OPTIONS",
          "TRACE",
          "PATCH",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "SEARCH",
          "REPORT",
          "CHECKOUT",
          "CHECKIN",
          "UNCHECKOUT",
          "VERSION-CONTROL",
          "MKWORKSPACE",
          "UPDATE",
          "LABEL",
          "MERGE",
          "BASELINE-CONTROL",
          "MKACTIVITY",
          "MKCALENDAR",
          "ACL",
          "ORDERPATCH",
          "BIND",
          "UNBIND",
          "REBIND",
          "LINK",
          "UNLINK",
          "PURGE",
          "QUERY",
          "M-SEARCH",
          "NOTIFY",
          "SUBSCRIBE",
          "UNSUBSCRIBE",
          "POLL",
          "BCOPY",
          "BMOVE",
          "BDELETE",
          "BPROPFIND",
          "BPROPPATCH",
          "RPC_IN_DATA",
          "RPC_OUT_DATA",
          "BITS_POST",
          "CCM_POST",
          "SOURCE");

  /** Whether a message begins here for certain. */
  boolean isCertain() {
    return this == REQUEST || this == RESPONSE;
  }

  /** Whether a message begins here as far as can be told when no more bytes of it are there. */
  boolean isLikely() {
    return this == LIKELY_REQUEST || isCertain();
  }

  /** Looks at the bytes of a stream at a place where a message may begin. */
  static StartLine examine(final DirectBuffer buffer, final int offset, final int length) {
    final StartLine response = response(buffer, offset, length);
    return response != NO ? response : request(buffer, offset, length);
  }

  private static StartLine response(final DirectBuffer buffer, final int offset, final int length) {
    for (int i = 0; i < Math.min(length, VERSION.length()); i++) {
      if (buffer.getByte(offset + i) != VERSION.charAt(i)) {
        return NO;
      }
    }
    for (int i = VERSION.length(); i < Math.min(length, STATUS_OFFSET + STATUS_DIGITS); i++) {
      final boolean digit = isDigit(buffer.getByte(offset + i));
      if (i == VERSION_LENGTH ? buffer.getByte(offset + i) != ' ' : !digit) {
        return NO;
      }
    }
    if (length <= STATUS_OFFSET + STATUS_DIGITS) {
      return length < STATUS_OFFSET + STATUS_DIGITS ? MORE : RESPONSE;
    }
    final byte behind = buffer.getByte(offset + STATUS_OFFSET + STATUS_DIGITS);
    return behind == ' ' || behind == '\r' || behind == '\n' ? RESPONSE : NO;
  }

  private static StartLine request(final DirectBuffer buffer, final int offset, final int length) {
    int at = 0;
    while (at < length && at <= LONGEST_METHOD && isMethodCharacter(buffer.getByte(offset + at))) {
      at++;
    }
    if (at == length) {
      return at <= LONGEST_METHOD ? MORE : NO;
    }
    if (at == 0 || at > LONGEST_METHOD || buffer.getByte(offset + at) != ' ') {
      return NO;
    }
    final int method = at;
    while (at < length && buffer.getByte(offset + at) != '\n') {
      if (isControl(buffer.getByte(offset + at))) {
        return NO;
      }
      at++;
    }
    if (at < length) {
      return endsWithVersion(buffer, offset + method, offset + at) ? REQUEST : NO;
    }
    return isKnown(buffer, offset, method) && length > method + 1 ? LIKELY_REQUEST : MORE;
  }

  /** Whether what stands before a line feed ends with a blank and a version. */
  private static boolean endsWithVersion(
      final DirectBuffer buffer, final int from, final int lineFeed) {
    int end = lineFeed;
    while (end > from && LineBuffer.isBlank(buffer.getByte(end - 1))) {
      end--;
    }
    final int begin = end - VERSION_LENGTH;
    if (begin <= from || buffer.getByte(begin - 1) != ' ' || !isDigit(buffer.getByte(end - 1))) {
      return false;
    }
    for (int i = 0; i < VERSION.length(); i++) {
      if (buffer.getByte(begin + i) != VERSION.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnown(final DirectBuffer buffer, final int offset, final int length) {
    final byte[] method = new byte[length];
    buffer.getBytes(offset, method);
    return METHODS.contains(new String(method, StandardCharsets.US_ASCII));
  }

  private static boolean isMethodCharacter(final byte b) {
    return b >= 'A' && b <= 'Z' || b == '-' || b == '_';
  }

  private static boolean isControl(final byte b) {
    return b >= 0 && b < ' ' && b != '\t' && b != '\r' || b == 0x7F;
  }

  private static boolean isDigit(final byte b) {
    return b >= '0' && b <= '9';
  }
}
