package dev.weir.tunnel;

/** What is wrong with the header of a tunnel. */
public enum TunnelFault {
  /** Nothing: all accessors may be called. */
  NONE,

  /** The bytes end inside the header. */
  CUT,

  /** It is another header, or a version or a message of it that carries no packet. */
  NOT_THIS_HEADER
}
