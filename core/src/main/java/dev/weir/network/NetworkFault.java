package dev.weir.network;

/** What is wrong with a network header. */
public enum NetworkFault {
  /** Nothing: all accessors may be called. */
  NONE,

  /** The bytes end inside the header. */
  CUT,

  /** The version field is not that of the header. */
  VERSION_WRONG,

  /** The header claims to be shorter than its fixed part. */
  HEADER_LENGTH_IMPOSSIBLE,

  /** The packet claims to be shorter than its own header. */
  TOTAL_LENGTH_IMPOSSIBLE
}
