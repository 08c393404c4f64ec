package dev.weir.testdata;

import java.util.Arrays;

/**
 * Ports that tell which side of a connection without its handshake is the server: Zeek's default
 * scripts.
 */
final class LikelyServerPorts {
  private static final int[] SORTED = {
    21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587, 614,
    631, 636, 989, 990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223,
    5269, 5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20_000
  };

  private LikelyServerPorts() {}

  static boolean contains(final int port) {
    return Arrays.binarySearch(SORTED, port) >= 0;
  }
}
