package dev.weir.text;

/** The eight groups of 16 bits that an IPv6 address is written in. */
final class Ipv6Groups {
  private Ipv6Groups() {}

  static int group(final long high, final long low, final int index) {
    return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xFFFF;
  }

  /** The run's first group times 16, plus its length; 8 * 16 (no group at all) where none is. */
  static int longestZeroRun(final long high, final long low) {
    int best = 8 << 4;
    int bestLength = 1;
    int runLength = 0;
    for (int i = 0; i < 8; i++) {
      runLength = group(high, low, i) == 0 ? runLength + 1 : 0;
      if (runLength > bestLength) {
        bestLength = runLength;
        best = i + 1 - runLength << 4 | runLength;
      }
    }
    return best;
  }
}
