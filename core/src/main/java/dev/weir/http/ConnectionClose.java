package dev.weir.http;

import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;

/** How a connection was closed: each side's first FIN and first RST. A side is 0 or 1. */
final class ConnectionClose {
  private static final int FIN = 0;
  private static final int RST = 2;

  private final boolean[] seen = new boolean[4];
  private final boolean[] acknowledges = new boolean[4];
  private final int[] acknowledgment = new int[4];
  private int firstKind = -1;
  private long firstPacket;
  private long firstNanos;

  ConnectionClose() {}

  void observe(final int side, final StreamSegment segment) {
    if (segment.has(TcpFlags.FIN)) {
      take(FIN + side, segment);
    }
    if (segment.has(TcpFlags.RST)) {
      take(RST + side, segment);
    }
  }

  private void take(final int kind, final StreamSegment segment) {
    if (seen[kind]) {
      return;
    }
    seen[kind] = true;
    acknowledges[kind] = segment.has(TcpFlags.ACK);
    acknowledgment[kind] = segment.acknowledgment;
    if (firstKind < 0) {
      firstKind = kind;
      firstPacket = segment.packet;
      firstNanos = segment.nanos;
    }
  }

  boolean hasBegun() {
    return firstKind >= 0;
  }

  /** What the connection ended with. */
  HttpEnding ending(final int clientSide) {
    return firstKind < 0
        ? HttpEnding.OPEN
        : HttpEnding.by((firstKind & 1) == clientSide, firstKind >= RST);
  }

  long packet() {
    return firstPacket;
  }

  long nanos() {
    return firstNanos;
  }

  boolean hasClosed(final int side) {
    return seen[FIN + side] || seen[RST + side];
  }

  /**
   * Whether a side, when it closed or reset, had received the byte of a number. A RST without ACK
   * answers a segment for which there is no connection any more (RFC 9293 section 3.5.2).
   */
  boolean hadReceived(final int side, final int sequence) {
    final int kind = seen[FIN + side] ? FIN + side : RST + side;
    return acknowledges[kind] && TcpSequence.isAfter(acknowledgment[kind], sequence);
  }
}
