package dev.weir.analysis;

import static dev.weir.connection.ConnectionLayout.LONGEST_SILENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.SILENCE_OFFSET;
import static dev.weir.connection.ConnectionLayout.SILENCE_SHIFT;

import dev.weir.connection.ConnectionTable;
import dev.weir.connection.OffHeapRecord;
import dev.weir.transport.TcpFlags;

/**
 * Follows the life of a connection: the states of both endpoints, handshake, keep-alive, windows,
 * round trips and close.
 */
final class LifeObserver {
  private static final int OPENING_OR_CLOSING = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;
  private static final int UNDER_WAY = KeepAliveObserver.UNDER_WAY | CloseObserver.UNDER_WAY;

  private final SegmentPlace place = new SegmentPlace();
  private final EndpointStates states = new EndpointStates();
  private final HandshakeObserver handshake;
  private final WindowObserver windows;
  private final RoundTripObserver roundTrips;
  private final KeepAliveObserver keepAlive;
  private final HoleObserver holes;
  private final CloseObserver close;

  LifeObserver(final ConnectionTable table) {
    handshake = new HandshakeObserver(table.events());
    windows = new WindowObserver(table.events());
    roundTrips = new RoundTripObserver(table);
    keepAlive = new KeepAliveObserver(table.events());
    holes = new HoleObserver(table);
    close = new CloseObserver(table.events());
  }

  /** The round trips, for whoever takes in segments of steady connections. */
  RoundTripObserver roundTrips() {
    return roundTrips;
  }

  /** Takes in a segment of the connection, which the tracker has counted already. */
  void observe(final OffHeapRecord record, final Segment segment) {
    place.locate(record, segment);
    states.observe(record, segment, place);
    noteSilence(record, segment);
    if ((place.behind | segment.flags & OPENING_OR_CLOSING | place.bits & UNDER_WAY) != 0
        || place.acksUnseen) {
      observeSpecial(record, segment);
    } else if (segment.payloadLength > 0) {
      observeData(record, segment);
    }
    if (place.acksMore) {
      roundTrips.acknowledged(record, segment, place.peerBlock);
    }
    windows.observe(record, segment, place);
  }

  /** Keeps the longest time between two packets; the exact one lies where few segments look. */
  static void noteSilence(final OffHeapRecord record, final Segment segment) {
    final long silence = Math.max(0, segment.silenceNanos);
    final int coarse = (int) Math.min(silence >>> SILENCE_SHIFT, Integer.MAX_VALUE);
    final int longest = record.getInt(SILENCE_OFFSET);
    if (coarse > longest || coarse == longest && silence > record.getLong(LONGEST_SILENCE_OFFSET)) {
      record.putInt(SILENCE_OFFSET, coarse);
      record.putLong(LONGEST_SILENCE_OFFSET, silence);
    }
  }

  /** A segment that is not just one more ACK or one more segment of data. */
  private void observeSpecial(final OffHeapRecord record, final Segment segment) {
    if (segment.has(TcpFlags.SYN)) {
      handshake.observe(record, segment, place);
    }
    final boolean probe = KeepAliveObserver.isProbe(segment, place);
    if (probe || place.isSet(KeepAliveObserver.UNDER_WAY)) {
      keepAlive.observe(record, segment, place, probe);
    }
    if (place.behind != 0) {
      holes.observe(record, segment, place);
    }
    if (place.acksUnseen) {
      holes.unseen(record, segment, place);
    }
    if (segment.payloadLength > 0 && !probe && !segment.has(TcpFlags.RST)) {
      observeData(record, segment);
    }
    if (segment.has(TcpFlags.FIN | TcpFlags.RST) || place.isSet(CloseObserver.UNDER_WAY)) {
      close.observe(record, segment, place);
    }
  }

  private void observeData(final OffHeapRecord record, final Segment segment) {
    roundTrips.sent(record, segment, place);
    if (place.advance > 0) {
      windows.sent(record, segment, place);
    }
  }
}
