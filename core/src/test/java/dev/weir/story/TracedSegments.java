package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Makes a trace segment by segment, for tests of what no generator sends. */
final class TracedSegments {
  private static final long MILLISECOND = 1_000_000L;

  private final List<TracedSegment> segments = new ArrayList<>();
  private long nanos = 1_000_000_000_000L;

  /** Opens the connection with three segments. */
  TracedSegments handshake() {
    add(ORIGINATOR, TcpFlags.SYN, 0, 0, 0, 64_000);
    add(RESPONDER, TcpFlags.SYN | TcpFlags.ACK, 0, 1, 0, 64_000);
    return add(ORIGINATOR, TcpFlags.ACK, 1, 1, 0, 64_000);
  }

  TracedSegments after(final long milliseconds) {
    nanos += milliseconds * MILLISECOND - MILLISECOND;
    return this;
  }

  TracedSegments data(final Endpoint from, final long sequence, final long ack, final int length) {
    return add(from, TcpFlags.ACK | TcpFlags.PSH, sequence, ack, length, 64_000);
  }

  TracedSegments ack(final Endpoint from, final long sequence, final long ack) {
    return add(from, TcpFlags.ACK, sequence, ack, 0, 64_000);
  }

  TracedSegments add(
      final Endpoint from,
      final int flags,
      final long sequence,
      final long ack,
      final int length,
      final int window,
      final Judgement... judgements) {
    nanos += MILLISECOND;
    int bits = 0;
    for (final Judgement judgement : judgements) {
      bits |= judgement.bit();
    }
    segments.add(
        new TracedSegment(
            segments.size() + 1L,
            nanos,
            from,
            flags,
            1_000 + sequence,
            1_000 + ack,
            sequence,
            ack,
            window,
            window,
            length,
            new byte[0],
            TracedOptions.NONE,
            bits,
            TcpState.ANY,
            TcpState.ANY));
    return this;
  }

  ConnectionStory told(final StoryLanguage language) {
    return told(language, 0, segments.size());
  }

  ConnectionStory told(final StoryLanguage language, final long omitted, final int omittedAt) {
    return new StoryTeller(new Phrases(language))
        .tell(new ConnectionTrace(1, 1, "a", 1, "b", 2, segments, omitted, omittedAt));
  }
}
