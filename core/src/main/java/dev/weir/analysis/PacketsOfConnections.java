package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.connection.ConnectionKey;
import dev.weir.connection.ConnectionSpans;
import dev.weir.connection.ConnectionView;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;

/**
 * Finds the packets of some connections in a second walk over the capture. A first walk ({@link
 * CaptureAnalyzer}) hands the connections over; the second one asks of each packet.
 *
 * <p>Which packets belong to a connection was decided in the first walk and does not depend on how
 * many threads it had; see {@link ConnectionSpans}. Both walks must leave out the same packets: the
 * caller applies the same filter again. Fragments of a segment behind its first belong to no
 * connection.
 */
public final class PacketsOfConnections implements ConnectionSink, AutoCloseable {
  private final ConnectionHash hash;
  private final ConnectionSpans spans;
  private final ConnectionKey key = new ConnectionKey();
  private final PacketDecoder decoder = new PacketDecoder();

  /**
   * Makes a finder that knows no connection.
   *
   * @param hashSeed seed of its table's hash: random but in tests.
   */
  public PacketsOfConnections(final long hashSeed) {
    hash = new ConnectionHash(hashSeed);
    spans = new ConnectionSpans(hash);
  }

  @Override
  public void accept(final ConnectionView connection) {
    spans.add(connection);
  }

  /**
   * Connections whose packets are looked for.
   *
   * @return how many.
   */
  public long connections() {
    return spans.connections();
  }

  /**
   * Whether a packet belongs to one of the connections. Packets come in the order of the capture,
   * from one thread at a time.
   *
   * @param cursor stands on the packet.
   * @return true where it does.
   */
  public boolean hold(final PacketCursor cursor) {
    if (decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength())
        != DecodeOutcome.TCP) {
      return false;
    }
    key.set(
        decoder.ipVersion() == 6,
        decoder.sourceHigh(),
        decoder.sourceLow(),
        decoder.sourcePort(),
        decoder.destinationHigh(),
        decoder.destinationLow(),
        decoder.destinationPort());
    return spans.hold(key, key.hash(hash), cursor.packetNumber());
  }

  @Override
  public void close() {
    spans.close();
  }
}
