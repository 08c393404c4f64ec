package dev.weir.http;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpFlags;
import dev.weir.transport.TcpSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.IntArrayList;

/**
 * Follows those of many connections that speak HTTP, in bounded memory. A connection that speaks
 * something else costs nothing but a mark, which whoever calls keeps with it, 0 at first.
 *
 * <p>Where all together take more than {@value #MOST_BYTES} bytes, the one that has been silent for
 * longest is followed no further; it is taken up again at its next request.
 */
public final class HttpConnections {
  /** Heap that the connections that are followed may take, roughly. */
  public static final long MOST_BYTES = 40L << 20;

  /** Payload that came early and waits, of all connections. */
  private static final long MOST_HELD_BYTES = 16L << 20;

  /** A mark: the connection is no HTTP, or there is nothing more to be found in it. */
  private static final int LEFT = -1;

  /** A mark: it was followed once, and is looked at again. */
  private static final int DROPPED = -2;

  /** Marks: an endpoint, this minus its number, began with something unknown. */
  private static final int UNKNOWN_FROM = -3;

  /** Answers of {@link #look}: follow the connection from its start, or from here. */
  private static final int START = 1;

  private static final int JOIN = 2;

  /** A connection that is followed. */
  private static final class Followed {
    private final HttpEndpoints endpoints;
    private final HttpConnection http;
    private int slot;
    private int memory;
    private Followed older;
    private Followed newer;

    private Followed(
        final HttpEndpoints endpoints, final Consumer<HttpRow> sink, final HoldingRoom room) {
      this.endpoints = endpoints;
      http =
          new HttpConnection(transaction -> sink.accept(new HttpRow(endpoints, transaction)), room);
    }
  }

  private final Consumer<HttpRow> sink;
  private final long mostBytes;
  private final HoldingRoom room = new HoldingRoom(MOST_HELD_BYTES);
  private final FirstBytes firstBytes = new FirstBytes();
  private final List<Followed> slots = new ArrayList<>();
  private final IntArrayList freeSlots = new IntArrayList();
  private Followed oldest;
  private Followed newest;
  private long bytes;
  private long dropped;

  /**
   * Makes an empty set.
   *
   * @param sink takes the transactions.
   */
  public HttpConnections(final Consumer<HttpRow> sink) {
    this(sink, MOST_BYTES);
  }

  HttpConnections(final Consumer<HttpRow> sink, final long mostBytes) {
    this.sink = sink;
    this.mostBytes = mostBytes;
  }

  /**
   * How often a connection was followed no further because the room was full.
   *
   * @return 0 or more.
   */
  public long dropped() {
    return dropped;
  }

  /** How many connections are followed now. */
  int followed() {
    return slots.size() - freeSlots.size();
  }

  /**
   * Takes a segment.
   *
   * @param connection the connection as it is with the segment; its {@link ConnectionView#mark()}
   *     is what was answered last time.
   * @param segment the segment; not kept.
   * @return the mark to be kept with the connection.
   */
  public int segment(final ConnectionView connection, final StreamSegment segment) {
    int mark = connection.mark();
    if (mark == LEFT) {
      return LEFT;
    }
    Followed followed = followed(mark, connection);
    if (followed == null) {
      mark = look(mark > 0 ? DROPPED : mark, connection, segment);
      if (mark <= 0) {
        return mark;
      }
      followed = follow(connection, mark == JOIN);
    }
    followed.http.segment(segment);
    return settle(followed);
  }

  /** Looks at a segment of a connection that is not followed; returns what is to be done. */
  private int look(final int mark, final ConnectionView connection, final StreamSegment segment) {
    if (segment.dataLength() == 0) {
      // Who closes before the first request does it in a race with that.
      final boolean closes = segment.has(TcpFlags.FIN | TcpFlags.RST);
      return closes && mark == 0 && isKnown(connection) ? START : mark;
    }
    if (mark == DROPPED || !connection.isInitialKnown(segment.from)) {
      return join(mark, segment);
    }
    final int start = TcpSequence.add(connection.initialSequence(segment.from), 1);
    final int ahead = TcpSequence.difference(segment.dataSequence(), start);
    final int unknown = UNKNOWN_FROM - segment.side();
    if (ahead < 0 || mark == unknown) {
      return mark;
    }
    if (ahead > 0) {
      return START;
    }
    if (protocol(segment).isOther()) {
      return LEFT;
    }
    if (firstBytes.needsMore() || beginning(segment) != StartLine.NO || isBlank(segment)) {
      return START;
    }
    return mark == 0 ? unknown : LEFT;
  }

  private StreamProtocol protocol(final StreamSegment segment) {
    return firstBytes.protocol(segment.buffer, segment.offset, segment.captured);
  }

  private static StartLine beginning(final StreamSegment segment) {
    return StartLine.examine(segment.buffer, segment.offset, segment.captured);
  }

  /** Whether an empty line, or nothing that was captured, comes first. */
  private static boolean isBlank(final StreamSegment segment) {
    if (segment.captured == 0) {
      return true;
    }
    final byte first = segment.buffer.getByte(segment.offset);
    return first == '\r' || first == '\n';
  }

  private static boolean isKnown(final ConnectionView connection) {
    return connection.isInitialKnown(Endpoint.ORIGINATOR)
        && connection.isInitialKnown(Endpoint.RESPONDER);
  }

  /** Looks for a message in a stream whose beginning was not seen. */
  private int join(final int mark, final StreamSegment segment) {
    if (beginning(segment).isLikely()) {
      return JOIN;
    }
    return mark != DROPPED && protocol(segment).isSureMidstream() ? LEFT : mark;
  }

  private Followed followed(final int mark, final ConnectionView connection) {
    if (mark <= 0) {
      return null;
    }
    final Followed followed = slots.get(mark - 1);
    // The slot may have been given to another one meanwhile.
    return followed != null && followed.endpoints.firstPacket() == connection.firstPacket()
        ? followed
        : null;
  }

  private Followed follow(final ConnectionView connection, final boolean joins) {
    final Followed followed = new Followed(HttpEndpoints.of(connection), sink, room);
    for (final Endpoint endpoint : Endpoint.values()) {
      if (connection.packets(endpoint) > 0) {
        followed.http.see(endpoint.ordinal());
      }
      if (!joins && connection.isInitialKnown(endpoint)) {
        followed.http.synchronise(endpoint, connection.initialSequence(endpoint));
      }
    }
    if (freeSlots.isEmpty()) {
      followed.slot = slots.size();
      slots.add(followed);
    } else {
      followed.slot = freeSlots.removeAt(freeSlots.size() - 1);
      slots.set(followed.slot, followed);
    }
    append(followed);
    return followed;
  }

  /** What is to be done after a segment; returns the mark. */
  private int settle(final Followed followed) {
    if (followed.http.isLeftAlone() || followed.http.isOver()) {
      end(followed);
      return LEFT;
    }
    final int memory = followed.http.memory();
    bytes += memory - followed.memory;
    followed.memory = memory;
    if (followed != newest) {
      unlink(followed);
      append(followed);
    }
    while (bytes > mostBytes && oldest != followed) {
      dropped++;
      oldest.http.abandon();
      end(oldest);
    }
    return followed.slot + 1;
  }

  /**
   * A connection is over.
   *
   * @param connection as it is at its end.
   */
  public void end(final ConnectionView connection) {
    final Followed followed = followed(connection.mark(), connection);
    if (followed != null) {
      end(followed);
    }
  }

  private void end(final Followed followed) {
    followed.http.finish();
    bytes -= followed.memory;
    unlink(followed);
    slots.set(followed.slot, null);
    freeSlots.addInt(followed.slot);
  }

  private void append(final Followed followed) {
    followed.older = newest;
    followed.newer = null;
    if (newest == null) {
      oldest = followed;
    } else {
      newest.newer = followed;
    }
    newest = followed;
  }

  private void unlink(final Followed followed) {
    if (followed.older == null) {
      oldest = followed.newer;
    } else {
      followed.older.newer = followed.newer;
    }
    if (followed.newer == null) {
      newest = followed.older;
    } else {
      followed.newer.older = followed.older;
    }
  }
}
