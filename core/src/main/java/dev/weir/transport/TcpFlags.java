package dev.weir.transport;

/**
 * The flags of a TCP header as masks of its 12 lowest flag bits (RFC 9293 section 3.1; AE: RFC
 * 9768).
 *
 * <p>Flags stay one {@code int}: what {@link TcpFlyweight#flags()} returns.
 */
public final class TcpFlags {
  /** No more data from the sender. */
  public static final int FIN = 0x001;

  /** Synchronise sequence numbers. */
  public static final int SYN = 0x002;

  /** Reset the connection. */
  public static final int RST = 0x004;

  /** Push: deliver what has come. */
  public static final int PSH = 0x008;

  /** The acknowledgement field counts. */
  public static final int ACK = 0x010;

  /** The urgent pointer counts. */
  public static final int URG = 0x020;

  /** ECN echo (RFC 3168). */
  public static final int ECE = 0x040;

  /** Congestion window reduced (RFC 3168). */
  public static final int CWR = 0x080;

  /** Accurate ECN (RFC 9768); once the nonce sum. */
  public static final int AE = 0x100;

  /** The flags that a capture tool prints, without {@link #AE} and the reserved bits. */
  public static final int EIGHT_FLAGS_MASK = 0xFF;

  /** Letters of the eight flags, lowest bit first, as tcpdump prints them. */
  public static final String LETTERS = "FSRP.UEW";

  private TcpFlags() {}

  /**
   * The letter of one of the eight flags.
   *
   * @param bit its place, 0 for FIN to 7 for CWR.
   * @return an ASCII letter or the dot that stands for ACK.
   */
  public static char letter(final int bit) {
    return LETTERS.charAt(bit);
  }
}
