package dev.weir.story;

import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.DecodedPacket;
import java.util.Arrays;

/**
 * The connections between two endpoints, whoever opened them: there are several where ports were
 * used again.
 *
 * @param first an address, 4 or 16 bytes.
 * @param firstPort its port, 0 to 65535.
 * @param second the other address, as long as the first.
 * @param secondPort its port, 0 to 65535.
 */
public record EndpointPair(byte[] first, int firstPort, byte[] second, int secondPort)
    implements ConnectionPick {
  private static final int IPV4_BYTES = 4;

  @Override
  public boolean picks(
      final long number, final DecodedPacket packet, final SegmentVerdict verdict) {
    if ((packet.ipVersion() == 4) != (first.length == IPV4_BYTES)) {
      return false;
    }
    final int source = packet.sourcePort();
    final int destination = packet.destinationPort();
    return source == firstPort
            && destination == secondPort
            && isSource(packet, first)
            && isDestination(packet, second)
        || source == secondPort
            && destination == firstPort
            && isSource(packet, second)
            && isDestination(packet, first);
  }

  private static boolean isSource(final DecodedPacket packet, final byte[] address) {
    return is(packet.sourceHigh(), packet.sourceLow(), address);
  }

  private static boolean isDestination(final DecodedPacket packet, final byte[] address) {
    return is(packet.destinationHigh(), packet.destinationLow(), address);
  }

  private static boolean is(final long high, final long low, final byte[] address) {
    final int middle = address.length == IPV4_BYTES ? 0 : Long.BYTES;
    return high == number(address, 0, middle) && low == number(address, middle, address.length);
  }

  private static long number(final byte[] bytes, final int from, final int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << Byte.SIZE | bytes[i] & 0xFF;
    }
    return number;
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof EndpointPair pair
        && firstPort == pair.firstPort
        && secondPort == pair.secondPort
        && Arrays.equals(first, pair.first)
        && Arrays.equals(second, pair.second);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(first) * 31 + firstPort + (Arrays.hashCode(second) * 31 + secondPort);
  }
}
