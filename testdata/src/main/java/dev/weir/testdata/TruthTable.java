package dev.weir.testdata;

import dev.weir.testdata.ConnectionTruth.Side;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The truth of all connections of a capture: fixed-size rows off the heap, in order of first
 * packets.
 */
public final class TruthTable implements AutoCloseable {
  private static final long FIRST_PACKET = 0;
  private static final long LAST_PACKET = 8;
  private static final long START = 16;
  private static final long END = 24;
  private static final long ORIGINATOR = 32;
  private static final long RESPONDER = 88;
  private static final long HANDSHAKE = 144;
  private static final long ENDING = 145;
  private static final long KIND = 146;
  private static final long IPV6 = 147;
  private static final long ROW = 152;

  private static final long ADDRESS_HIGH = 0;
  private static final long ADDRESS_LOW = 8;
  private static final long PACKETS = 16;
  private static final long PAYLOAD = 24;
  private static final long WIRE = 32;
  private static final long RETRANSMITTED = 40;
  private static final long PORT = 48;
  private static final long FLAGS = 52;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment rows;
  private int count;

  /**
   * An empty table.
   *
   * @param capacity most rows that it can hold, from 0
   */
  public TruthTable(final int capacity) {
    rows = arena.allocate(Math.max(1, capacity) * ROW, 8);
  }

  /**
   * How many rows there are.
   *
   * @return from 0
   */
  public int count() {
    return count;
  }

  void put(final Connection connection) {
    final long at = connection.row * ROW;
    final TrafficEndpoint originator = connection.originator();
    setLong(at + FIRST_PACKET, connection.firstPacket);
    setLong(at + LAST_PACKET, connection.lastPacket);
    setLong(at + START, connection.startNanos);
    setLong(at + END, connection.endNanos);
    put(at + ORIGINATOR, originator);
    put(at + RESPONDER, connection.responderOf(originator));
    setByte(at + HANDSHAKE, connection.handshake().ordinal());
    setByte(at + ENDING, connection.ending().ordinal());
    setByte(at + KIND, connection.kind.ordinal());
    setByte(at + IPV6, connection.ipv6 ? 1 : 0);
    count = Math.max(count, connection.row + 1);
  }

  private void put(final long at, final TrafficEndpoint side) {
    setLong(at + ADDRESS_HIGH, side.addressHigh);
    setLong(at + ADDRESS_LOW, side.addressLow);
    setLong(at + PACKETS, side.packets);
    setLong(at + PAYLOAD, side.payload);
    setLong(at + WIRE, side.wire);
    setLong(at + RETRANSMITTED, side.retransmitted);
    rows.set(ValueLayout.JAVA_INT, at + PORT, side.port);
    rows.set(ValueLayout.JAVA_INT, at + FLAGS, side.flags);
  }

  /**
   * Reads one row.
   *
   * @param index from 0, less than {@link #count()}
   * @return the row, whose id is {@code index + 1}
   */
  public ConnectionTruth row(final int index) {
    final long at = index * ROW;
    final boolean ipv6 = getByte(at + IPV6) != 0;
    return new ConnectionTruth(
        index + 1L,
        getLong(at + FIRST_PACKET),
        getLong(at + LAST_PACKET),
        getLong(at + START),
        getLong(at + END),
        side(at + ORIGINATOR, ipv6),
        side(at + RESPONDER, ipv6),
        ConnectionTruth.Handshake.values()[getByte(at + HANDSHAKE)],
        ConnectionTruth.Ending.values()[getByte(at + ENDING)],
        ConnectionKind.values()[getByte(at + KIND)].label());
  }

  private Side side(final long at, final boolean ipv6) {
    final long low = getLong(at + ADDRESS_LOW);
    return new Side(
        ipv6 ? AddressText.ipv6(getLong(at + ADDRESS_HIGH), low) : AddressText.ipv4((int) low),
        rows.get(ValueLayout.JAVA_INT, at + PORT),
        getLong(at + PACKETS),
        getLong(at + PAYLOAD),
        getLong(at + WIRE),
        TcpFlags.letters(rows.get(ValueLayout.JAVA_INT, at + FLAGS)),
        getLong(at + RETRANSMITTED));
  }

  /**
   * Writes all rows below {@link ConnectionTruth#HEADER}.
   *
   * @param file created or replaced
   * @throws IOException when it cannot be written
   */
  public void writeCsv(final Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(ConnectionTruth.HEADER).append('\n');
      final StringBuilder line = new StringBuilder(256);
      for (int i = 0; i < count; i++) {
        line.setLength(0);
        row(i).appendCsv(line);
        out.append(line).append('\n');
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  private void setLong(final long at, final long value) {
    rows.set(ValueLayout.JAVA_LONG, at, value);
  }

  private long getLong(final long at) {
    return rows.get(ValueLayout.JAVA_LONG, at);
  }

  private void setByte(final long at, final int value) {
    rows.set(ValueLayout.JAVA_BYTE, at, (byte) value);
  }

  private int getByte(final long at) {
    return rows.get(ValueLayout.JAVA_BYTE, at);
  }
}
