package dev.weir.story;

/** Names of addresses, as far as the user gave any. */
@FunctionalInterface
public interface AddressNames {
  /** No names. */
  AddressNames NONE = (isIpv6, high, low) -> null;

  /**
   * The name of an address.
   *
   * @param isIpv6 whether it is an IPv6 address.
   * @param high its upper 64 bits, big-endian; 0 for IPv4.
   * @param low its lower 64 bits; an IPv4 address in the low 32.
   * @return the name, or null where there is none.
   */
  String nameOf(boolean isIpv6, long high, long low);
}
