package dev.weir.http;

import org.agrona.DirectBuffer;

/**
 * Names protocols other than HTTP/1 from the first bytes of a direction. Reused.
 *
 * <p>A rule is a chain of questions about single bytes; where a chain ends because there are too
 * few of them, more bytes may still name the protocol.
 */
final class FirstBytes {
  /** More bytes than this are of no use. */
  static final int MOST = 512;

  private static final int MOST_TEXT_LINE = 256;
  private static final int DNS_HEADER = 12;

  /** Behind length and header: the first label's length. */
  private static final int DNS_NAME = 2 + DNS_HEADER;

  private DirectBuffer buffer;
  private int offset;
  private int length;
  private boolean needsMore;

  FirstBytes() {}

  /** Whether more bytes may name a protocol that {@link #protocol} did not. */
  boolean needsMore() {
    return needsMore && length < MOST;
  }

  /** The protocol that begins so; UNKNOWN where there is none, or it is HTTP/1. */
  StreamProtocol protocol(final DirectBuffer bytes, final int from, final int count) {
    buffer = bytes;
    offset = from;
    length = count;
    needsMore = count == 0;
    if (count == 0) {
      return StreamProtocol.UNKNOWN;
    }
    final int first = unsigned(0);
    return first >= ' ' && first < 0x7F || first == '\r' ? ofText() : ofBinary();
  }

  private StreamProtocol ofText() {
    if (text("SSH-")) {
      return StreamProtocol.SSH;
    }
    if (text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
      return StreamProtocol.HTTP2;
    }
    if (text("EHLO ") || text("HELO ") || text("220") && lineHas("SMTP", "Postfix", "ESMTP")) {
      return StreamProtocol.SMTP;
    }
    if (text("220") && lineHas("FTP", "ftp") || text("USER ") && !lineHas(" :", " 0 ")) {
      return StreamProtocol.FTP;
    }
    if (text("+OK")) {
      return StreamProtocol.POP3;
    }
    if (text("* OK") || text("* PREAUTH")) {
      return StreamProtocol.IMAP;
    }
    if ((text("200 ") || text("201 ")) && lineHas("NNTP", "news", "posting", "INN")) {
      return StreamProtocol.NNTP;
    }
    if (text("NICK ") || text("CAP LS") || text("USER ") && lineHas(" :", " 0 ")) {
      return StreamProtocol.IRC;
    }
    return ofStartLine();
  }

  private StreamProtocol ofStartLine() {
    if (text("RTSP/1.") || text("RTSP/2.") || requestOf(" RTSP/")) {
      return StreamProtocol.RTSP;
    }
    if (text("SIP/2.0") || requestOf(" SIP/2.0")) {
      return StreamProtocol.SIP;
    }
    if (text("ICAP/1.0") || requestOf(" ICAP/1.0")) {
      return StreamProtocol.ICAP;
    }
    if (text("<?xml") && lineHas("<stream:stream") || text("<stream:stream")) {
      return StreamProtocol.XMPP;
    }
    if (text("RFB 00")) {
      return StreamProtocol.VNC;
    }
    if (text("@RSYNCD:")) {
      return StreamProtocol.RSYNC;
    }
    if (text("AMQP")) {
      return StreamProtocol.AMQP;
    }
    if (isRedis()) {
      return StreamProtocol.REDIS;
    }
    if (hexDigits(4) && (textAt(4, "git-") || textAt(4, "# service=git"))) {
      return StreamProtocol.GIT;
    }
    // A length in front may look like text.
    return ofDatabase();
  }

  /** The first byte is no text, or may be none. */
  private StreamProtocol ofBinary() {
    if (at(0, 0x16) && at(1, 3) && below(2, 5) && any(4) && (at(5, 1) || at(5, 2))) {
      return StreamProtocol.TLS;
    }
    if (at(0, 0x17) && at(1, 3) && below(2, 5) && below(3, 0x42) && any(4)) {
      return StreamProtocol.TLS;
    }
    if (at(0, 0) && at(1, 0) && below(2, 64) && at(3, 4) && below(4, 2) && zeros(5, 9)) {
      return StreamProtocol.HTTP2;
    }
    if (at(0, 0) && any(3) && (at(4, 0xFF) || at(4, 0xFE)) && textAt(5, "SMB")) {
      return StreamProtocol.SMB;
    }
    if (allOnes(16)) {
      return StreamProtocol.BGP;
    }
    if (at(0, 0xFF) && (at(1, 0xFB) || at(1, 0xFC) || at(1, 0xFD) || at(1, 0xFE)) && any(2)) {
      return StreamProtocol.TELNET;
    }
    if (at(0, 5) && at(1, 0) && (at(2, 0x0B) || at(2, 0)) && at(3, 3) && zeros(5, 8)) {
      return StreamProtocol.DCERPC;
    }
    if (at(0, 3) && at(1, 0) && (at(5, 0xE0) || at(5, 0xD0)) && any(6)) {
      return StreamProtocol.RDP;
    }
    if (at(0, 0x13) && textAt(1, "BitTorrent protocol")) {
      return StreamProtocol.BITTORRENT;
    }
    if (isMqtt()) {
      return StreamProtocol.MQTT;
    }
    return ofDatabase();
  }

  private StreamProtocol ofDatabase() {
    if (zeros(0, 2) && isPostgresql()) {
      return StreamProtocol.POSTGRESQL;
    }
    if (at(3, 0) && at(4, 0x0A) && digit(5) && dotOrDigit(6) && any(10)) {
      return StreamProtocol.MYSQL;
    }
    if (at(0, 0x12) && at(1, 1) && zeros(4, 6) && any(7)) {
      return StreamProtocol.TDS;
    }
    if (zeros(8, 12) && number32(12, 2013, 2004)) {
      return StreamProtocol.MONGODB;
    }
    if (isLdap()) {
      return StreamProtocol.LDAP;
    }
    if (at(2, 0) && at(3, 1) && at(4, 0x1A) && at(5, 0x2B) && at(6, 0x3C) && at(7, 0x4D)) {
      return StreamProtocol.PPTP;
    }
    return isDns() ? StreamProtocol.DNS : StreamProtocol.UNKNOWN;
  }

  private boolean isRedis() {
    int at = 1;
    if (!at(0, '*') || !digit(at)) {
      return false;
    }
    while (at < 8 && digit(at)) {
      at++;
    }
    return textAt(at, "\r\n$") && digit(at + 3);
  }

  /** A CONNECT packet: the length in one to four bytes, then the protocol's name. */
  private boolean isMqtt() {
    if (!at(0, 0x10)) {
      return false;
    }
    int at = 1;
    while (at < 4 && any(at) && unsigned(at) >= 0x80) {
      at++;
    }
    return at(at + 1, 0) && (textAt(at + 2, "\u0004MQTT") || textAt(at + 2, "\u0006MQIsdp"));
  }

  /** A start-up message of version 3, or a request for TLS, GSS or cancelling. */
  private boolean isPostgresql() {
    if (at(4, 0) && at(5, 3) && zeros(6, 8)) {
      return true;
    }
    return at(0, 0) && at(4, 4) && at(5, 0xD2) && at(6, 0x16) && any(7);
  }

  /** A message with an ID of one to four bytes, then a bind, a search or an extended request. */
  private boolean isLdap() {
    if (!at(0, 0x30) || !any(1)) {
      return false;
    }
    final int at = 2 + (unsigned(1) >= 0x80 ? unsigned(1) & 0x7F : 0);
    if (at > 6 || !at(at, 2) || !any(at + 1) || !below(at + 1, 5)) {
      return false;
    }
    final int operation = at + 2 + unsigned(at + 1);
    return at(operation, 0x60) || at(operation, 0x61) || at(operation, 0x63) || at(operation, 0x77);
  }

  /** A length of two bytes, then a header with sane counts; the message may go on behind. */
  private boolean isDns() {
    if (!any(13)) {
      return false;
    }
    final int message = unsigned(0) << 8 | unsigned(1);
    final int flags = unsigned(4) << 8 | unsigned(5);
    final int questions = unsigned(6) << 8 | unsigned(7);
    final int answers = unsigned(8) << 8 | unsigned(9);
    final int operation = flags >> 11 & 0xF;
    final boolean isResponse = (flags & 0x8000) != 0;
    return message >= DNS_HEADER
        && operation <= 6
        && (flags & 0x40) == 0
        && questions <= 1
        && (questions == 1 && below(DNS_NAME, 64) || isResponse && answers > 0)
        && (isResponse || answers == 0 && (flags & 0xF) == 0);
  }

  private int unsigned(final int index) {
    return buffer.getByte(offset + index) & 0xFF;
  }

  /** Whether there is a byte at an index. */
  private boolean any(final int index) {
    needsMore |= index >= length;
    return index < length;
  }

  private boolean at(final int index, final int value) {
    return any(index) && unsigned(index) == value;
  }

  private boolean below(final int index, final int bound) {
    return any(index) && unsigned(index) < bound;
  }

  private boolean digit(final int index) {
    return any(index) && unsigned(index) >= '0' && unsigned(index) <= '9';
  }

  private boolean dotOrDigit(final int index) {
    return at(index, '.') || digit(index);
  }

  private boolean zeros(final int from, final int to) {
    for (int i = from; i < to; i++) {
      if (!at(i, 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean allOnes(final int count) {
    for (int i = 0; i < count; i++) {
      if (!at(i, 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** A number of four bytes, lowest first, is one of two. */
  private boolean number32(final int index, final int one, final int other) {
    if (!any(index + 3)) {
      return false;
    }
    final int number = buffer.getInt(offset + index, java.nio.ByteOrder.LITTLE_ENDIAN);
    return number == one || number == other;
  }

  private boolean hexDigits(final int count) {
    for (int i = 0; i < count; i++) {
      if (!any(i) || Character.digit(unsigned(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean text(final String word) {
    return textAt(0, word);
  }

  private boolean textAt(final int index, final String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!at(index + i, word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A method in capitals, something, and a word at the line's end or near it. */
  private boolean requestOf(final String version) {
    int at = 0;
    while (any(at) && unsigned(at) >= 'A' && unsigned(at) <= 'Z' || at > 0 && isUnderscore(at)) {
      at++;
    }
    return at > 0 && at(at, ' ') && lineHas(version);
  }

  private boolean isUnderscore(final int index) {
    return at(index, '_');
  }

  /** Whether one of some words is in the first line, or in what is looked at of it. */
  private boolean lineHas(final String... words) {
    final int end = lineEnd();
    for (final String word : words) {
      for (int i = 0; i + word.length() <= end; i++) {
        if (isWordAt(i, word)) {
          return true;
        }
      }
    }
    needsMore |= end == length && end < MOST_TEXT_LINE;
    return false;
  }

  private int lineEnd() {
    final int most = Math.min(length, MOST_TEXT_LINE);
    for (int i = 0; i < most; i++) {
      if (unsigned(i) == '\n') {
        return i;
      }
    }
    return most;
  }

  private boolean isWordAt(final int index, final String word) {
    for (int i = 0; i < word.length(); i++) {
      if (unsigned(index + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
