package dev.weir.connection;

/** The two ends of a connection, by who opened it. */
public enum Endpoint {
  /** The end that sent the first SYN, or is taken for the client. */
  ORIGINATOR,
  /** The other end. */
  RESPONDER
}
