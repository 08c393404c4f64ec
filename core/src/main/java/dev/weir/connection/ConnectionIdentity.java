package dev.weir.connection;

import dev.weir.text.TextBuffer;

/**
 * What connections are called in results: 64 bits that depend on the addresses, the ports, and the
 * number and time of the first packet, and on nothing else. So all commands call a connection of a
 * capture the same. Written as Zeek writes its uids: C, then digits to the base of 62.
 */
public final class ConnectionIdentity {
  private static final int BASE = 62;
  private static final int DIGITS = 11;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private ConnectionIdentity() {}

  /**
   * The identity of a connection.
   *
   * @param record its record, or a copy of it.
   * @return any number.
   */
  public static long of(final OffHeapRecord record) {
    final int version = record.getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.IPV6;
    long h = mix(record.getLong(ConnectionLayout.LOWER_HIGH_OFFSET) ^ version);
    h = mix(h ^ record.getLong(ConnectionLayout.LOWER_LOW_OFFSET));
    h = mix(h ^ record.getLong(ConnectionLayout.HIGHER_HIGH_OFFSET));
    h = mix(h ^ record.getLong(ConnectionLayout.HIGHER_LOW_OFFSET));
    h = mix(h ^ record.getInt(ConnectionLayout.PORTS_OFFSET));
    h = mix(h ^ record.getLong(ConnectionLayout.FIRST_TIME_OFFSET));
    return mix(h ^ record.getLong(ConnectionLayout.FIRST_PACKET_OFFSET));
  }

  /** A step of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators). */
  private static long mix(final long value) {
    long z = value + 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }

  /**
   * Writes an identity.
   *
   * @param identity what {@link #of} said.
   * @param out takes 12 characters: letters and digits.
   */
  public static void write(final long identity, final TextBuffer out) {
    out.append('C');
    long rest = identity;
    for (int i = 0; i < DIGITS; i++) {
      out.append(ALPHABET.charAt((int) Long.remainderUnsigned(rest, BASE)));
      rest = Long.divideUnsigned(rest, BASE);
    }
  }
}
