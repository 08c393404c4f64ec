package dev.weir.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of addresses, from a file as hosts(5) describes it: an address, its canonical name and
 * aliases a line, {@code #} begins a comment. The canonical name of an address's first line counts.
 * No name is ever looked up anywhere else.
 */
public final class HostNames {
  /** Knows no names. */
  public static final HostNames NONE = new HostNames(Map.of(), Map.of(), Map.of());

  /** IPv4 addresses in ascending order, and the names at the same index. */
  private final int[] addresses;

  private final byte[][] names;

  /** IPv6 addresses, two numbers each, and the names. */
  private final long[] addresses6;

  private final byte[][] names6;
  private final Map<String, List<byte[]>> addressesByName;

  private HostNames(
      final Map<Integer, String> ipv4,
      final Map<List<Long>, String> ipv6,
      final Map<String, List<byte[]>> addressesByName) {
    this.addressesByName = addressesByName;
    addresses = ipv4.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    names = new byte[addresses.length][];
    for (int i = 0; i < addresses.length; i++) {
      names[i] = ipv4.get(addresses[i]).getBytes(StandardCharsets.UTF_8);
    }
    addresses6 = new long[2 * ipv6.size()];
    names6 = new byte[ipv6.size()][];
    int index = 0;
    for (final Map.Entry<List<Long>, String> entry : ipv6.entrySet()) {
      addresses6[2 * index] = entry.getKey().get(0);
      addresses6[2 * index + 1] = entry.getKey().get(1);
      names6[index++] = entry.getValue().getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads a file.
   *
   * @param file a file as hosts(5) describes it.
   * @return its names.
   * @throws IOException where it cannot be read, or holds a line that is none of a hosts file.
   */
  public static HostNames read(final Path file) throws IOException {
    final Map<Integer, String> ipv4 = new HashMap<>();
    final Map<List<Long>, String> ipv6 = new HashMap<>();
    final Map<String, List<byte[]>> byName = new HashMap<>();
    int number = 0;
    for (final String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
      number++;
      final String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words[0].isEmpty()) {
        continue;
      }
      final byte[] address = AddressText.parse(words[0]);
      if (address == null || words.length < 2) {
        throw new IOException(file + ", line " + number + ": not an address and its name");
      }
      for (int i = 1; i < words.length; i++) {
        byName.computeIfAbsent(words[i], name -> new ArrayList<>()).add(address);
      }
      if (address.length == 4) {
        ipv4.putIfAbsent((int) AddressText.number(address, 0, 4), words[1]);
      } else {
        ipv6.putIfAbsent(
            List.of(AddressText.number(address, 0, 8), AddressText.number(address, 8, 8)),
            words[1]);
      }
    }
    return new HostNames(ipv4, ipv6, byName);
  }

  /**
   * The addresses of a host.
   *
   * @param host a canonical name of the file, or an alias.
   * @return 4 or 16 bytes each; an empty list for a name that the file has not.
   */
  public List<byte[]> addressesOf(final String host) {
    return addressesByName.getOrDefault(host, List.of());
  }

  /**
   * The name of an address, as text.
   *
   * @param isIpv6 whether it is an IPv6 address.
   * @param high its upper 64 bits, big-endian; 0 for IPv4.
   * @param low its lower 64 bits; an IPv4 address in the low 32.
   * @return the name, or null where there is none.
   */
  public String nameOf(final boolean isIpv6, final long high, final long low) {
    final byte[] name = isIpv6 ? name(high, low) : name((int) low);
    return name == null ? null : new String(name, StandardCharsets.UTF_8);
  }

  /** The name of an IPv4 address, its first byte the highest; null where there is none. */
  byte[] name(final int address) {
    final int index = Arrays.binarySearch(addresses, address);
    return index < 0 ? null : names[index];
  }

  /** The name of an IPv6 address; null where there is none. */
  byte[] name(final long high, final long low) {
    for (int i = 0; i < names6.length; i++) {
      if (addresses6[2 * i] == high && addresses6[2 * i + 1] == low) {
        return names6[i];
      }
    }
    return null;
  }

  boolean isEmpty() {
    return names.length == 0 && names6.length == 0;
  }
}
