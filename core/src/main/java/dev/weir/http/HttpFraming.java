package dev.weir.http;

/** How the length of a message's body is told (RFC 9112 section 6.3). */
public enum HttpFraming {
  /** There is no body: by its kind, or a request without any length. */
  NONE("none"),
  /** {@code Content-Length}. */
  LENGTH("length"),
  /** {@code Transfer-Encoding: chunked}. */
  CHUNKED("chunked"),
  /** A response that ends with the connection. */
  TO_CLOSE("to_close"),
  /** Behind the header the connection is no HTTP any more: CONNECT, or 101. */
  TUNNEL("tunnel"),
  /** Not known: the header is not whole in the capture, or contradicts itself. */
  UNKNOWN("unknown");

  private final String label;

  HttpFraming(final String label) {
    this.label = label;
  }

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return label;
  }
}
