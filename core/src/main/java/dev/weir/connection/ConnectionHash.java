package dev.weir.connection;

/**
 * The hash of a connection's key, keyed by a random seed: captures are hostile input, and without
 * the seed nobody can make keys that collide.
 *
 * <p>Each step multiplies two seeded halves to 128 bits and folds them, as wyhash does. The low 32
 * bits choose the slot and are kept in the index, bits 32 and up choose the worker.
 */
public final class ConnectionHash {
  private final long seed0;
  private final long seed1;
  private final long seed2;
  private final long seed3;

  /**
   * Makes a hash.
   *
   * @param seed any number; random for captures, fixed in tests.
   */
  public ConnectionHash(final long seed) {
    seed0 = expand(seed + 1);
    seed1 = expand(seed + 2);
    seed2 = expand(seed + 3);
    seed3 = expand(seed + 4) | 1;
  }

  /**
   * Hashes a key.
   *
   * @param lowerHigh upper half of the lower endpoint's address, 0 for IPv4.
   * @param lowerLow lower half of it.
   * @param higherHigh upper half of the higher endpoint's address, 0 for IPv4.
   * @param higherLow lower half of it.
   * @param ports both ports, the lower endpoint's in the upper 16 bits.
   * @return 64 well-mixed bits.
   */
  public long of(
      final long lowerHigh,
      final long lowerLow,
      final long higherHigh,
      final long higherLow,
      final int ports) {
    long hash = fold(lowerLow ^ seed0, higherLow ^ seed1);
    if ((lowerHigh | higherHigh) != 0) {
      hash ^= fold(lowerHigh ^ seed1, higherHigh ^ seed2);
    }
    return fold(hash ^ seed2, ports ^ seed3);
  }

  private static long fold(final long a, final long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }

  /** SplitMix64's finaliser: turns neighbouring seeds into unrelated ones. */
  private static long expand(final long seed) {
    long z = seed * 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }
}
