package dev.weir.http;

import dev.weir.connection.Endpoint;
import dev.weir.transport.TcpFlags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The segments of a connection between a client, who opened it, and a server, as a test says. */
final class Dialogue {
  static final Endpoint CLIENT = Endpoint.ORIGINATOR;
  static final Endpoint SERVER = Endpoint.RESPONDER;
  static final long STEP_NANOS = 1_000_000;

  /** Close below the end of the numbers, so that they wrap amid the first request. */
  private static final int[] INITIAL = {-20, 1_000};

  /** A segment; its place in the list gives its number and its time, unless they are set. */
  record Sent(
      Endpoint from, int sequence, int ack, int flags, int length, byte[] payload, long nanos) {
    Sent cutTo(final int captured) {
      final byte[] cut = Arrays.copyOf(payload, Math.min(captured, payload.length));
      return new Sent(from, sequence, ack, flags, length, cut, nanos);
    }
  }

  private final List<Sent> segments = new ArrayList<>();
  private final int[] next = {INITIAL[0] + 1, INITIAL[1] + 1};
  private long nanos;

  private Dialogue() {}

  /** Begins with the three segments of the handshake. */
  static Dialogue opened() {
    final Dialogue dialogue = new Dialogue();
    dialogue.add(CLIENT, INITIAL[0], 0, TcpFlags.SYN, "");
    dialogue.add(SERVER, INITIAL[1], INITIAL[0] + 1, TcpFlags.SYN | TcpFlags.ACK, "");
    dialogue.add(CLIENT, dialogue.next[0], dialogue.next[1], TcpFlags.ACK, "");
    return dialogue;
  }

  /** Begins without a handshake. */
  static Dialogue midstream() {
    return new Dialogue();
  }

  private void add(
      final Endpoint from, final int sequence, final int ack, final int flags, final String text) {
    final byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
    nanos += STEP_NANOS;
    segments.add(new Sent(from, sequence, ack, flags, payload.length, payload, nanos));
  }

  private Dialogue send(final Endpoint from, final int flags, final String text) {
    final int side = from.ordinal();
    add(from, next[side], next[1 - side], flags | TcpFlags.ACK, text);
    next[side] += text.length() + ((flags & TcpFlags.FIN) != 0 ? 1 : 0);
    return this;
  }

  Dialogue client(final String text) {
    return send(CLIENT, TcpFlags.PSH, text);
  }

  Dialogue server(final String text) {
    return send(SERVER, TcpFlags.PSH, text);
  }

  /** The text in segments of some bytes. */
  Dialogue client(final String text, final int size) {
    return inPieces(CLIENT, text, size);
  }

  /** The text in segments of some bytes. */
  Dialogue server(final String text, final int size) {
    return inPieces(SERVER, text, size);
  }

  private Dialogue inPieces(final Endpoint from, final String text, final int size) {
    for (int at = 0; at < text.length(); at += size) {
      send(from, TcpFlags.PSH, text.substring(at, Math.min(text.length(), at + size)));
    }
    return this;
  }

  /** Bytes that the server sends and that no packet of the capture holds. */
  Dialogue serverSkips(final int count) {
    next[1] += count;
    return this;
  }

  Dialogue fin(final Endpoint from) {
    return send(from, TcpFlags.FIN, "");
  }

  Dialogue reset(final Endpoint from) {
    return send(from, TcpFlags.RST, "");
  }

  /** A RST without ACK: there is no connection any more. */
  Dialogue resetOutOfTheBlue(final Endpoint from) {
    add(from, next[from.ordinal()], 0, TcpFlags.RST, "");
    return this;
  }

  /** A segment by which an endpoint has not received what the other sent since. */
  Dialogue sentBeforeReceiving(
      final Endpoint from, final int flags, final String text, final int missing) {
    final int side = from.ordinal();
    add(from, next[side], next[1 - side] - missing, flags | TcpFlags.ACK, text);
    next[side] += text.length() + ((flags & TcpFlags.FIN) != 0 ? 1 : 0);
    return this;
  }

  Dialogue pause(final long duration) {
    nanos += duration;
    return this;
  }

  List<Sent> segments() {
    return segments;
  }

  List<HttpTransaction> transactions() {
    return transactions(segments);
  }

  static List<HttpTransaction> transactions(final List<Sent> segments) {
    final List<HttpTransaction> found = new ArrayList<>();
    read(segments, found);
    return found;
  }

  /** Follows segments; the connection is finished. */
  static HttpConnection read(final List<Sent> segments, final List<HttpTransaction> found) {
    final HttpConnection connection = new HttpConnection(found::add);
    long number = 0;
    for (final Sent sent : segments) {
      number++;
      connection.segment(
          sent.from,
          sent.sequence,
          sent.ack,
          sent.flags,
          sent.length,
          sent.payload,
          number,
          sent.nanos);
    }
    connection.finish();
    return connection;
  }

  /** What is the same however the bytes are spread over segments. */
  static String gist(final List<HttpTransaction> transactions) {
    final StringBuilder gist = new StringBuilder();
    for (final HttpTransaction transaction : transactions) {
      gist.append(transaction.number()).append(' ');
      if (transaction.request() != null) {
        final HttpRequest request = transaction.request();
        gist.append(request.method()).append(' ').append(request.target()).append(' ');
        gist.append(gist(request.message()));
      }
      gist.append("-> ");
      if (transaction.response() != null) {
        final HttpResponse response = transaction.response();
        gist.append(response.status()).append(' ').append(response.reason()).append(' ');
        gist.append(gist(response.message()));
      }
      gist.append(transaction.outcome().label()).append(' ').append(transaction.ending().label());
      gist.append(' ').append(transaction.interimResponses()).append('\n');
    }
    return gist.toString();
  }

  private static String gist(final HttpMessage message) {
    return message.headerBytes()
        + "+"
        + message.bodyBytes()
        + "="
        + message.bytes()
        + " "
        + message.framing().label()
        + (message.complete() ? " " : " incomplete ");
  }
}
