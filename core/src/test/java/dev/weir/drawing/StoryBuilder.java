package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.TcpState;
import dev.weir.story.ConnectionStory;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.StoryStep;
import dev.weir.story.TracedOptions;
import dev.weir.story.TracedSegment;
import java.util.ArrayList;
import java.util.List;

/** Builds stories by hand: who sends what when, how it is judged, and the states after it. */
final class StoryBuilder {
  static final long MILLISECOND = 1_000_000L;
  private static final long START = 1_768_478_400_000_000_000L;
  private static final byte[] NOTHING = {};

  private final List<TracedSegment> segments = new ArrayList<>();
  private final List<StoryStep> steps = new ArrayList<>();
  private String originator = "10.0.0.1";
  private String responder = "10.0.0.2";
  private String verdict = "All went well.";
  private long micros;
  private int originatorStates = TcpState.ANY;
  private int responderStates = TcpState.ANY;
  private int window = 64_000;

  StoryBuilder names(final String from, final String to) {
    originator = from;
    responder = to;
    return this;
  }

  StoryBuilder verdict(final String text) {
    verdict = text;
    return this;
  }

  /** Lets time pass. */
  StoryBuilder after(final long microseconds) {
    micros += microseconds;
    return this;
  }

  /** The window field of the next segments. */
  StoryBuilder window(final int bytes) {
    window = bytes;
    return this;
  }

  /** The states after the next segments. */
  StoryBuilder states(final TcpState ofOriginator, final TcpState ofResponder) {
    originatorStates = ofOriginator.bit();
    responderStates = ofResponder.bit();
    return this;
  }

  StoryBuilder client(
      final String flags,
      final long sequence,
      final long ack,
      final int length,
      final Judgement... judgements) {
    return send(Endpoint.ORIGINATOR, flags, sequence, ack, length, judgements);
  }

  StoryBuilder server(
      final String flags,
      final long sequence,
      final long ack,
      final int length,
      final Judgement... judgements) {
    return send(Endpoint.RESPONDER, flags, sequence, ack, length, judgements);
  }

  private StoryBuilder send(
      final Endpoint from,
      final String flags,
      final long sequence,
      final long ack,
      final int length,
      final Judgement... judgements) {
    int bits = 0;
    for (final char letter : flags.toCharArray()) {
      bits |= 1 << "FSRP.UEW".indexOf(letter);
    }
    int judged = 0;
    for (final Judgement each : judgements) {
      judged |= each.bit();
    }
    segments.add(
        new TracedSegment(
            segments.size() + 1,
            START + micros * 1_000,
            from,
            bits,
            sequence + 7_000,
            ack + 9_000,
            sequence,
            ack,
            window,
            window,
            length,
            NOTHING,
            TracedOptions.NONE,
            judged,
            originatorStates,
            responderStates));
    return this;
  }

  /** A handshake with a round trip of 20 ms to the responder and of 2 ms to the originator. */
  StoryBuilder handshake() {
    states(TcpState.SYN_SENT, TcpState.LISTEN).client("S", 0, 0, 0);
    after(20_000).states(TcpState.ESTABLISHED, TcpState.SYN_RECEIVED).server("S.", 0, 1, 0);
    after(2_000).states(TcpState.ESTABLISHED, TcpState.ESTABLISHED).client(".", 1, 1, 0);
    return this;
  }

  /** A close in three segments, begun by the responder, behind so many bytes each way. */
  StoryBuilder close(final long fromClient, final long fromServer) {
    states(TcpState.CLOSE_WAIT, TcpState.FIN_WAIT_1).server("F.", fromServer, fromClient, 0);
    after(3_000).states(TcpState.LAST_ACK, TcpState.TIME_WAIT);
    client("F.", fromClient, fromServer + 1, 0);
    after(20_000).states(TcpState.CLOSED, TcpState.TIME_WAIT);
    return server(".", fromServer + 1, fromClient + 1, 0);
  }

  /** Tells a step about segments, given by their places from 0. */
  StoryBuilder step(final StoryStep.Kind kind, final String text, final Integer... places) {
    final long begun = segments.get(places[0]).timeNanos();
    final long ended = segments.get(places[places.length - 1]).timeNanos();
    steps.add(new StoryStep(kind, List.of(places), begun, ended, List.of(text)));
    return this;
  }

  ConnectionTrace trace() {
    return new ConnectionTrace(originator, 40_000, responder, 9_000, segments, 0);
  }

  ConnectionStory story() {
    return new ConnectionStory(trace(), steps, verdict);
  }

  /** A request, a response in segments of 1000 bytes, each acknowledged, and a close. */
  static StoryBuilder download(final int responseSegments) {
    final StoryBuilder story = new StoryBuilder().handshake();
    story.after(500).client("P.", 1, 1, 100);
    story.after(20_000);
    for (int i = 0; i < responseSegments; i++) {
      story.after(400).server(".", 1 + i * 1_000L, 101, 1_000);
      story.after(2_100).client(".", 101, 1 + (i + 1) * 1_000L, 0);
    }
    return story.after(5_000).close(101, 1 + responseSegments * 1_000L);
  }

  /** Bytes sent again, a closed window, keep-alive probes and a reset, all in one connection. */
  static StoryBuilder troubled() {
    final StoryBuilder story = new StoryBuilder().handshake();
    story.after(500).client("P.", 1, 1, 100);
    story.after(300_000).client("P.", 1, 1, 100, Judgement.RETRANSMISSION);
    story.after(20_000).server(".", 1, 101, 0);
    story.after(900).window(0).server(".", 1, 101, 0, Judgement.ZERO_WINDOW);
    story.after(9_000).window(64_000).server(".", 1, 101, 0, Judgement.WINDOW_UPDATE);
    for (int i = 0; i < 3; i++) {
      story.after(10_000_000).client(".", 100, 1, 0, Judgement.KEEP_ALIVE);
      story.after(20_000).server(".", 1, 101, 0, Judgement.KEEP_ALIVE_ACK);
    }
    return story.after(1_000).states(TcpState.CLOSED, TcpState.CLOSED).server("R.", 1, 101, 0);
  }
}
