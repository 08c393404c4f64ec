package dev.weir.testdata;

/** Addresses as text: dotted quads, and RFC 5952 without its mixed notation. */
final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  static String ipv4(final int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }

  static String ipv6(final long high, final long low) {
    int longest = 1;
    int at = -1;
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && group(high, low, i + run) == 0) {
        run++;
      }
      if (run > longest) {
        longest = run;
        at = i;
      }
    }
    final StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == at) {
        text.append("::");
        i += longest - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(high, low, i)));
    }
    return text.toString();
  }

  private static int group(final long high, final long low, final int index) {
    final long half = index < 4 ? high : low;
    return (int) (half >>> 48 - (index & 3) * 16) & 0xffff;
  }
}
