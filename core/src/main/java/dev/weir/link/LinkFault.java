package dev.weir.link;

/** What is wrong with a link header. */
public enum LinkFault {
  /** Nothing: all accessors may be called. */
  NONE,

  /** The bytes end inside the header. */
  CUT,

  /** It is another header than the view reads. */
  NOT_THIS_HEADER
}
