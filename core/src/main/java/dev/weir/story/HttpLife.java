package dev.weir.story;

import dev.weir.http.HttpConnection;
import dev.weir.http.HttpMessage;
import dev.weir.http.HttpOutcome;
import dev.weir.http.HttpTransaction;
import dev.weir.http.StreamProtocol;
import java.util.ArrayList;
import java.util.List;

/** What a connection's payload says: its protocol, and the HTTP transactions on it. */
final class HttpLife {
  private final List<TracedSegment> segments;
  private final List<HttpTransaction> transactions = new ArrayList<>();
  private final StreamProtocol protocol;
  private final String serverName;

  /** Reads the payload of a trace. */
  HttpLife(final ConnectionTrace trace) {
    segments = trace.segments();
    final HttpConnection http = new HttpConnection(transactions::add);
    for (final TracedSegment segment : segments) {
      http.segment(
          segment.from(),
          (int) segment.sequence(),
          (int) segment.acknowledgment(),
          segment.flags(),
          segment.payloadLength(),
          segment.payload(),
          segment.number(),
          segment.timeNanos());
    }
    http.finish();
    protocol = http.protocol();
    serverName = http.serverName();
  }

  List<HttpTransaction> transactions() {
    return transactions;
  }

  StreamProtocol protocol() {
    return protocol;
  }

  /** The name that a TLS client asks for, or null. */
  String serverName() {
    return serverName;
  }

  /** Place of a packet by its number, or of the one before where it was not kept. */
  int place(final long number) {
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      final int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).number() <= number) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The newest transaction that was over before a segment, or null. */
  HttpTransaction before(final int place) {
    HttpTransaction newest = null;
    for (final HttpTransaction each : transactions) {
      if (each.response() == null
          || each.response().message().lastPacket() > segments.get(place).number()) {
        break;
      }
      newest = each;
    }
    return newest;
  }

  /** Whether a connection is kept open for another request at a segment. */
  boolean isKeptFor(final int place) {
    final HttpTransaction newest = before(place);
    return newest != null && newest.persists() && newest.outcome() == HttpOutcome.COMPLETE;
  }

  /** Whether a message asks for the connection to be closed. */
  static boolean asksToClose(final HttpMessage message) {
    return message != null && !message.persists();
  }
}
