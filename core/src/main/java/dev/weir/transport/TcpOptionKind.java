package dev.weir.transport;

/**
 * Kinds of TCP options that {@link TcpOptionsFlyweight} reads.
 *
 * <p>Source: IANA, TCP Option Kind Numbers.
 */
public final class TcpOptionKind {
  /** End of the list, one byte (RFC 9293 section 3.2). */
  public static final int END = 0;

  /** No operation, one byte (RFC 9293 section 3.2). */
  public static final int NO_OPERATION = 1;

  /** Maximum segment size (RFC 9293 section 3.2). */
  public static final int MAXIMUM_SEGMENT_SIZE = 2;

  /** Window scale (RFC 7323 section 2.2). */
  public static final int WINDOW_SCALE = 3;

  /** Selective acknowledgements permitted (RFC 2018 section 2). */
  public static final int SACK_PERMITTED = 4;

  /** Selective acknowledgements (RFC 2018 section 3). */
  public static final int SACK = 5;

  /** Echo (RFC 1072), obsolete. */
  public static final int ECHO = 6;

  /** Echo reply (RFC 1072), obsolete. */
  public static final int ECHO_REPLY = 7;

  /** Timestamps (RFC 7323 section 3.2). */
  public static final int TIMESTAMPS = 8;

  /** Connection count of T/TCP (RFC 1644), obsolete. */
  public static final int CONNECTION_COUNT = 11;

  /** New connection count of T/TCP (RFC 1644), obsolete. */
  public static final int CONNECTION_COUNT_NEW = 12;

  /** Echoed connection count of T/TCP (RFC 1644), obsolete. */
  public static final int CONNECTION_COUNT_ECHO = 13;

  /** MD5 signature (RFC 2385). */
  public static final int MD5_SIGNATURE = 19;

  /** Capabilities of SCPS (CCSDS 714.0-B). */
  public static final int SCPS_CAPABILITIES = 20;

  /** User timeout (RFC 5482). */
  public static final int USER_TIMEOUT = 28;

  /** TCP authentication (RFC 5925). */
  public static final int AUTHENTICATION = 29;

  /** Multipath TCP (RFC 8684): see {@link MptcpOptionFlyweight}. */
  public static final int MULTIPATH = 30;

  /** Fast open cookie (RFC 7413). */
  public static final int FAST_OPEN = 34;

  /** Experiment with an identifier (RFC 6994). */
  public static final int EXPERIMENT_1 = 253;

  /** Experiment with an identifier (RFC 6994). */
  public static final int EXPERIMENT_2 = 254;

  private TcpOptionKind() {}
}
