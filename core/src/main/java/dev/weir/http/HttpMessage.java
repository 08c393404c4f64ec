package dev.weir.http;

/**
 * What requests and responses have in common. Text of header fields is null where there is no such
 * field, one character a byte (ISO 8859-1), and cut where it is long.
 *
 * @param version {@code 1.0} or {@code 1.1}, as it is sent.
 * @param firstPacket number of the packet that carried its first byte.
 * @param lastPacket number of the packet that made it whole, as far as it came.
 * @param startNanos time of the first byte, nanoseconds since 1970-01-01 00:00 UTC.
 * @param endNanos time at which it was whole, as far as it came.
 * @param firstSequence sequence number of its first byte, as sent.
 * @param headerBytes of its first line and header fields with the empty line; -1 where the end of
 *     the header was not captured.
 * @param bodyBytes of its content, without the framing of chunks; -1 where it is not known.
 * @param bytes of all of it on the wire, as far as it came, by sequence numbers.
 * @param declaredLength value of {@code Content-Length}, -1 where there is none.
 * @param framing how the length of its body is told.
 * @param complete whether it came to its end.
 * @param connection value of {@code Connection}, or null.
 * @param keepAliveTimeout seconds by {@code Keep-Alive: timeout=}, -1 where it is not said.
 * @param keepAliveMax requests by {@code Keep-Alive: max=}, -1 where it is not said.
 * @param contentType value of {@code Content-Type}, or null.
 * @param upgrade value of {@code Upgrade}, or null.
 * @param notes {@link HttpNote} bits.
 */
public record HttpMessage(
    String version,
    long firstPacket,
    long lastPacket,
    long startNanos,
    long endNanos,
    int firstSequence,
    long headerBytes,
    long bodyBytes,
    long bytes,
    long declaredLength,
    HttpFraming framing,
    boolean complete,
    String connection,
    long keepAliveTimeout,
    long keepAliveMax,
    String contentType,
    String upgrade,
    int notes) {

  /**
   * Whether the sender wants the connection to stay open (RFC 9112 section 9.3).
   *
   * @return true for HTTP/1.1 without {@code close}, and for HTTP/1.0 with {@code keep-alive}.
   */
  public boolean persists() {
    if (hasConnectionOption("close")) {
      return false;
    }
    return !"1.0".equals(version) || hasConnectionOption("keep-alive");
  }

  private boolean hasConnectionOption(final String option) {
    if (connection != null) {
      for (final String word : connection.split(",")) {
        if (word.strip().equalsIgnoreCase(option)) {
          return true;
        }
      }
    }
    return false;
  }
}
