package dev.weir.testdata;

/** The flag bits of a TCP header's byte 13 (RFC 9293 section 3.1). */
final class TcpFlags {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;
  static final int URG = 0x20;
  static final int ECE = 0x40;
  static final int CWR = 0x80;

  private static final String LETTERS = "FSRP.UEW";

  private TcpFlags() {}

  /** The letters of all bits set, lowest bit first; empty for none. */
  static String letters(final int flags) {
    final StringBuilder text = new StringBuilder(8);
    for (int bit = 0; bit < 8; bit++) {
      if ((flags >> bit & 1) != 0) {
        text.append(LETTERS.charAt(bit));
      }
    }
    return text.toString();
  }
}
