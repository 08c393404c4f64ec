package dev.weir.filter;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What an expression means beyond its words.
 *
 * @param hosts the addresses of a host by its name, 4 or 16 bytes each in network order; an empty
 *     list for a name that is not known. Nothing is ever asked of the network.
 * @param fileByteSwapped whether the capture was written in the byte order opposite to that of this
 *     machine: link type NULL has its address family in the order of the machine that wrote it.
 * @param inner whether the expression is about the innermost IP packet. The bytes given to the
 *     filter then begin with an IP header, and transport headers are found behind IPv6 and its
 *     extension headers too.
 * @param netmask the netmask for {@code ip broadcast}, 0 if it is not known, as for captures.
 */
public record FilterOptions(
    Function<String, List<byte[]>> hosts, boolean fileByteSwapped, boolean inner, int netmask) {
  /** No host is known; captures in this machine's byte order; packets as they were captured. */
  public static final FilterOptions DEFAULT = new FilterOptions(new NoHosts(), false, false, 0);

  /** A class rather than a lambda: that would be the only one in a short run. */
  private static final class NoHosts implements Function<String, List<byte[]>> {
    @Override
    public List<byte[]> apply(final String name) {
      return List.of();
    }
  }

  /** Refuses what is missing. */
  public FilterOptions {
    Objects.requireNonNull(hosts, "hosts");
  }

  /**
   * The same options with another source of host addresses.
   *
   * @param lookup the addresses of a host by its name; an empty list if it is not known.
   * @return the changed copy.
   */
  public FilterOptions withHosts(final Function<String, List<byte[]>> lookup) {
    return new FilterOptions(lookup, fileByteSwapped, inner, netmask);
  }

  /**
   * The same options for a capture of the given byte order.
   *
   * @param swapped whether it is the opposite of this machine's.
   * @return the changed copy.
   */
  public FilterOptions withFileByteSwapped(final boolean swapped) {
    return new FilterOptions(hosts, swapped, inner, netmask);
  }

  /**
   * The same options, applied to the innermost IP packet or not.
   *
   * @param innermost whether they are.
   * @return the changed copy.
   */
  public FilterOptions withInner(final boolean innermost) {
    return new FilterOptions(hosts, fileByteSwapped, innermost, netmask);
  }
}
