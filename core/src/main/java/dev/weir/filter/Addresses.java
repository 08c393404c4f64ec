package dev.weir.filter;

/** Reads addresses as the language spells them. */
final class Addresses {
  private static final int IPV6_GROUPS = 8;

  private Addresses() {}

  /**
   * Reads one to four decimal numbers with dots between them.
   *
   * @return the address in the low 32 bits, right-aligned as it was written, and the number of its
   *     parts above them; -1 if it is no address.
   */
  static long dotted(final String text) {
    long address = 0;
    int parts = 0;
    for (final String part : text.split("\\.", -1)) {
      int value = part.isEmpty() ? -1 : 0;
      for (int i = 0; i < part.length() && value >= 0; i++) {
        final int digit = Character.digit(part.charAt(i), 10);
        value = digit < 0 || value * 10 + digit > 0xff ? -1 : value * 10 + digit;
      }
      if (value < 0 || ++parts > 4) {
        return -1;
      }
      address = address << 8 | value;
    }
    return (long) parts << 32 | address;
  }

  /**
   * Reads an IPv6 address.
   *
   * @return its 16 bytes, or null if it is none.
   */
  static byte[] ipv6(final String text) {
    if (text.indexOf(':') < 0) {
      return null;
    }
    final int gap = text.indexOf("::");
    if (gap < 0) {
      final int[] groups = groups(text);
      return groups != null && groups.length == IPV6_GROUPS ? bytes(groups, new int[0]) : null;
    }
    final int[] before = groups(text.substring(0, gap));
    final int[] after = groups(text.substring(gap + 2));
    final boolean wrong =
        before == null
            || after == null
            || before.length + after.length >= IPV6_GROUPS
            || text.substring(0, gap).indexOf('.') >= 0;
    return wrong ? null : bytes(before, after);
  }

  /** The 16-bit groups of one side of an IPv6 address, or null. The last may be dotted. */
  private static int[] groups(final String side) {
    if (side.isEmpty()) {
      return new int[0];
    }
    final String[] parts = side.split(":", -1);
    final boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
    final int[] groups = new int[parts.length + (dotted ? 1 : 0)];
    for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
      groups[i] = group(parts[i]);
      if (groups[i] < 0) {
        return null;
      }
    }
    if (dotted) {
      final long address = dotted(parts[parts.length - 1]);
      if (address >> 32 != 4) {
        return null;
      }
      groups[groups.length - 2] = (int) (address >> 16) & 0xffff;
      groups[groups.length - 1] = (int) address & 0xffff;
    }
    return groups;
  }

  private static int group(final String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      final int digit = Character.digit(part.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static byte[] bytes(final int[] before, final int[] after) {
    final byte[] address = new byte[2 * IPV6_GROUPS];
    for (int i = 0; i < before.length; i++) {
      address[2 * i] = (byte) (before[i] >> 8);
      address[2 * i + 1] = (byte) before[i];
    }
    for (int i = 0; i < after.length; i++) {
      final int at = 2 * (IPV6_GROUPS - after.length + i);
      address[at] = (byte) (after[i] >> 8);
      address[at + 1] = (byte) after[i];
    }
    return address;
  }

  /** The 48 bits of an Ethernet address; its groups have one or two digits, four, or no sign. */
  static long mac(final String text) {
    long address = 0;
    final String[] groups = text.split("[:.-]", -1);
    final int bits = 48 / groups.length;
    for (final String group : groups) {
      address = address << bits | Long.parseLong(group, 16);
    }
    return address;
  }
}
