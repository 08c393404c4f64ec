package dev.weir.testdata;

/**
 * A generated connection while it lives: its plan, how far it got, and what of it reached the
 * capture.
 */
final class Connection {
  final TrafficEndpoint client = new TrafficEndpoint();
  final TrafficEndpoint server = new TrafficEndpoint();

  /** Next one that is due in the same tick of the {@link TimeWheel}. */
  Connection following;

  ConnectionKind kind;
  int[] plan;
  int step;
  boolean ipv6;

  /** The second connection on its tuple. */
  boolean reused;

  boolean stamped;
  int vlan;
  int congestionBits;
  int mss;
  long roundTripNanos;
  long probeNanos;

  /**
   * Number of this connection's row, from 0 in order of first packets; -1 before its first captured
   * packet.
   */
  int row;

  long firstPacket;
  long lastPacket;
  long startNanos;
  long endNanos;

  private boolean firstFromClient;
  private int firstFlags;
  private boolean serverSynchronized;
  private boolean bareSynFromServer;
  private boolean clientAcknowledged;
  private TrafficEndpoint firstFin;
  private boolean bothFins;
  private TrafficEndpoint firstReset;

  void restart() {
    step = 0;
    row = -1;
    firstFromClient = false;
    firstFlags = 0;
    serverSynchronized = false;
    bareSynFromServer = false;
    clientAcknowledged = false;
    firstFin = null;
    bothFins = false;
    firstReset = null;
  }

  /** Books one captured segment. */
  void captured(
      final long packet, final long nanos, final TrafficEndpoint from, final int segmentFlags) {
    final boolean fromClient = from == client;
    if (row < 0) {
      firstPacket = packet;
      startNanos = nanos;
      firstFromClient = fromClient;
      firstFlags = segmentFlags;
    }
    lastPacket = packet;
    endNanos = nanos;
    final boolean syn = (segmentFlags & TcpFlags.SYN) != 0;
    final boolean ack = (segmentFlags & TcpFlags.ACK) != 0;
    final boolean reset = (segmentFlags & TcpFlags.RST) != 0;
    if (!fromClient && syn) {
      serverSynchronized |= ack;
      bareSynFromServer |= !ack;
    }
    if (fromClient && ack && !syn && !reset) {
      clientAcknowledged = true;
    }
    if ((segmentFlags & TcpFlags.FIN) != 0) {
      bothFins |= firstFin != null && firstFin != from;
      firstFin = firstFin == null ? from : firstFin;
    }
    if (reset && firstReset == null) {
      firstReset = from;
    }
  }

  /**
   * The originator as a decoder must find it: the sender of a first SYN, the receiver of a first
   * SYN-ACK; amid a stream, the sender of the first packet, but the other side where it comes from
   * a likely server port (client ports are never likely ones).
   */
  TrafficEndpoint originator() {
    final TrafficEndpoint first = firstFromClient ? client : server;
    final boolean flipped =
        startsWith(0) && LikelyServerPorts.contains(first.port)
            || startsWith(TcpFlags.SYN | TcpFlags.ACK);
    return flipped ? responderOf(first) : first;
  }

  private boolean startsWith(final int handshakeFlags) {
    final int syn = firstFlags & TcpFlags.SYN;
    return (syn == 0 ? 0 : firstFlags & (TcpFlags.SYN | TcpFlags.ACK)) == handshakeFlags;
  }

  TrafficEndpoint responderOf(final TrafficEndpoint one) {
    return one == client ? server : client;
  }

  ConnectionTruth.Handshake handshake() {
    if (startsWith(0)) {
      return ConnectionTruth.Handshake.MIDSTREAM;
    }
    if (startsWith(TcpFlags.SYN | TcpFlags.ACK)) {
      return ConnectionTruth.Handshake.PARTIAL;
    }
    if (bareSynFromServer) {
      return ConnectionTruth.Handshake.SIMULTANEOUS;
    }
    if (serverSynchronized) {
      return clientAcknowledged
          ? ConnectionTruth.Handshake.COMPLETE
          : ConnectionTruth.Handshake.NO_ACK;
    }
    if (clientAcknowledged) {
      return ConnectionTruth.Handshake.PARTIAL;
    }
    return firstReset == server
        ? ConnectionTruth.Handshake.REFUSED
        : ConnectionTruth.Handshake.NO_ANSWER;
  }

  ConnectionTruth.Ending ending() {
    final TrafficEndpoint originator = originator();
    if (firstReset != null) {
      return firstReset == originator
          ? ConnectionTruth.Ending.RESET_ORIGINATOR
          : ConnectionTruth.Ending.RESET_RESPONDER;
    }
    if (firstFin == null) {
      return ConnectionTruth.Ending.OPEN;
    }
    if (bothFins) {
      return firstFin == originator
          ? ConnectionTruth.Ending.CLOSED_ORIGINATOR
          : ConnectionTruth.Ending.CLOSED_RESPONDER;
    }
    return firstFin == originator
        ? ConnectionTruth.Ending.HALF_CLOSED_ORIGINATOR
        : ConnectionTruth.Ending.HALF_CLOSED_RESPONDER;
  }
}
