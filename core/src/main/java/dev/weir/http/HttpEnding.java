package dev.weir.http;

/** What came after a transaction on its connection. */
public enum HttpEnding {
  /** The connection was used again: another request, or its response, follows. */
  REUSED("reused"),
  /** Nothing: the connection is open as far as the capture goes. */
  OPEN("open"),
  /** The connection was followed no further: see {@link HttpConnections}. */
  NOT_FOLLOWED("not_followed"),
  /** The client sent the first FIN. */
  CLOSED_CLIENT("closed_client"),
  /** The server sent the first FIN. */
  CLOSED_SERVER("closed_server"),
  /** The client reset the connection, and there was no FIN before. */
  RESET_CLIENT("reset_client"),
  /** The server reset the connection, and there was no FIN before. */
  RESET_SERVER("reset_server");

  private final String label;

  HttpEnding(final String label) {
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

  static HttpEnding by(final boolean client, final boolean reset) {
    if (reset) {
      return client ? RESET_CLIENT : RESET_SERVER;
    }
    return client ? CLOSED_CLIENT : CLOSED_SERVER;
  }
}
