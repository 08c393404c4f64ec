package dev.weir.transport;

/** What is wrong with a transport header. */
public enum TransportFault {
  /** Nothing: all accessors may be called. */
  NONE,

  /** The bytes end inside the header. */
  CUT,

  /** The header, or an option in it, has a length that cannot be. */
  LENGTH_IMPOSSIBLE
}
