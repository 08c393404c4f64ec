package dev.weir.story;

import dev.weir.connection.SegmentVerdict;
import dev.weir.decode.DecodedPacket;
import java.util.Set;

/** Which connections are traced. It is asked once a connection, at its first segment. */
@FunctionalInterface
public interface ConnectionPick {
  /**
   * Whether a connection that begins is traced.
   *
   * @param number its place in the capture, counted from 1 in the order of first packets.
   * @param packet its first segment.
   * @param verdict what the analysis says of that segment.
   * @return true where it is.
   */
  boolean picks(long number, DecodedPacket packet, SegmentVerdict verdict);

  /**
   * The connection at a place.
   *
   * @param wanted the place, from 1, in the order of first packets.
   * @return what picks it.
   */
  static ConnectionPick number(final long wanted) {
    return (number, packet, verdict) -> number == wanted;
  }

  /**
   * Connections by what results call them.
   *
   * @param identities see {@link dev.weir.connection.ConnectionIdentity}.
   * @return what picks them.
   */
  static ConnectionPick identities(final Set<Long> identities) {
    return (number, packet, verdict) -> identities.contains(verdict.identity());
  }
}
