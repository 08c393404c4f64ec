package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.http.HttpFraming;
import dev.weir.http.HttpOutcome;
import dev.weir.http.HttpTransaction;
import java.util.List;
import java.util.Locale;

/** The whole connection in one sentence. */
final class Verdict {
  private final Telling telling;
  private final TraceReading reading;
  private final Opening opening;
  private final Closing closing;
  private String code;

  /**
   * Readies it.
   *
   * @param closing the close, or null where there is none.
   */
  Verdict(final Telling telling, final Opening opening, final Closing closing) {
    this.telling = telling;
    this.opening = opening;
    this.closing = closing;
    reading = telling.reading();
  }

  /** How it ended, in the words of {@link dev.weir.connection.ConnectionView#ending()}. */
  Ending ending() {
    final boolean resets = reading.firstReset() < reading.count();
    final boolean overBefore =
        closing != null && closing.peerFin() >= 0 && closing.peerFin() < reading.firstReset();
    if (resets && !overBefore) {
      return reading.segment(reading.firstReset()).from() == ORIGINATOR
          ? Ending.RESET_ORIGINATOR
          : Ending.RESET_RESPONDER;
    }
    if (closing == null) {
      return Ending.OPEN;
    }
    final boolean byOriginator = closing.closer() == ORIGINATOR;
    if (closing.peerFin() < 0) {
      return byOriginator ? Ending.HALF_CLOSED_ORIGINATOR : Ending.HALF_CLOSED_RESPONDER;
    }
    return byOriginator ? Ending.CLOSED_ORIGINATOR : Ending.CLOSED_RESPONDER;
  }

  /** What the sentence says, for programs; known once the sentence is made. */
  String code() {
    return code;
  }

  /** The sentence. */
  String sentence() {
    final String main = main();
    final long payload = payload();
    final long repeated = repeated();
    // One in twenty bytes again: the network, not the endpoints, made it slow.
    if (repeated * 20 < payload || repeated == 0) {
      return main;
    }
    return telling
        .phrases()
        .say("verdict.lossy", "main", main, "share", Phrases.percent(repeated, payload));
  }

  private String main() {
    return switch (opening.outcome()) {
      case NO_ANSWER ->
          say(
              "unanswered",
              ORIGINATOR,
              "tries",
              telling.phrases().count("times", opening.syns().size()));
      case REFUSED -> say("refused", RESPONDER);
      case NO_ACK -> failedHalfOpen();
      default -> ended();
    };
  }

  private String failedHalfOpen() {
    return reading.firstReset() < reading.count()
            && reading.segment(reading.firstReset()).from() == ORIGINATOR
        ? say("scan", ORIGINATOR)
        : say("halfopen", RESPONDER);
  }

  private String ended() {
    final Ending ending = ending();
    return switch (ending) {
      case RESET_ORIGINATOR -> reset(ORIGINATOR);
      case RESET_RESPONDER -> reset(RESPONDER);
      case OPEN ->
          say(
              opening.outcome() == Handshake.MIDSTREAM ? "open.midstream" : "open",
              ORIGINATOR,
              "bytes",
              bytes());
      case HALF_CLOSED_ORIGINATOR, HALF_CLOSED_RESPONDER ->
          say("halfclosed", closing.closer(), "bytes", bytes());
      default -> closed();
    };
  }

  private String reset(final Endpoint by) {
    final StoryStep step = last(StoryStep.Kind.RESET);
    return say("reset." + step.facts().get("during"), by, "bytes", bytes());
  }

  private String closed() {
    final Endpoint closer = closing.closer();
    final long idle = idleBefore(closing.fin());
    if (closing.isSimultaneous()) {
      return say("closed.simultaneous", closer, "bytes", bytes());
    }
    final List<HttpTransaction> transactions = telling.http().transactions();
    if (!transactions.isEmpty()) {
      return closedAfterHttp(transactions, idle);
    }
    if (idle >= BodyChapter.IDLE_NANOS) {
      return say("closed.idle", closer, "idle", telling.phrases().duration(idle), "bytes", bytes());
    }
    return say(
        closing.form() == Closing.Form.THREE_SEGMENTS ? "closed.three" : "closed",
        closer,
        "bytes",
        bytes(),
        "segments",
        telling.phrases().count("segments", closing.places().size()));
  }

  private String closedAfterHttp(final List<HttpTransaction> transactions, final long idle) {
    final HttpTransaction last = transactions.getLast();
    final Endpoint closer = closing.closer();
    final String name;
    if (last.outcome() == HttpOutcome.LOST_IN_RACE) {
      name = "closed.http.race";
    } else if (last.response() == null) {
      name = "closed.http.unanswered";
    } else if (telling.http().isKeptFor(closing.fin())) {
      final boolean byClient = closer == last.client();
      final boolean waited = idle >= BodyChapter.IDLE_NANOS;
      name = waited ? byClient ? "closed.http.idle.client" : "closed.http.idle" : "closed.http";
    } else if (last.response().message().framing() == HttpFraming.TO_CLOSE) {
      name = "closed.http.toclose";
    } else if (!last.persists() && last.outcome() == HttpOutcome.COMPLETE) {
      name = "closed.http.announced";
    } else {
      name = "closed.http";
    }
    return say(
        name,
        closer,
        "idle",
        telling.phrases().duration(idle),
        "requests",
        telling.phrases().count("requests", transactions.size()),
        "bytes",
        bytes());
  }

  /** From the last segment with payload to the first FIN, keep-alive or not between them. */
  private long idleBefore(final int fin) {
    if (reading.segment(fin).payloadLength() > 0) {
      return 0;
    }
    for (int i = fin - 1; i >= 0; i--) {
      final boolean probe = reading.isKeepAliveProbe(i) || reading.isWindowProbe(i);
      if (reading.segment(i).payloadLength() > 0 && !probe) {
        return telling.between(i, fin);
      }
    }
    return telling.between(0, fin);
  }

  private String bytes() {
    long client = 0;
    long server = 0;
    for (int i = 0; i < reading.count(); i++) {
      final TracedSegment segment = reading.segment(i);
      if (reading.isKeepAliveProbe(i) || reading.isWindowProbe(i)) {
        continue;
      }
      final long bytes = segment.payloadLength() - reading.repeated(i);
      client += segment.from() == ORIGINATOR ? bytes : 0;
      server += segment.from() == RESPONDER ? bytes : 0;
    }
    final Phrases phrases = telling.phrases();
    return phrases.say(
        telling.trace().omitted() == 0 ? "verdict.bytes" : "verdict.bytes.kept",
        "client",
        phrases.bytes(client),
        "server",
        phrases.bytes(server));
  }

  private long payload() {
    long bytes = 0;
    for (int i = 0; i < reading.count(); i++) {
      bytes += reading.segment(i).payloadLength();
    }
    return bytes;
  }

  private long repeated() {
    long bytes = 0;
    for (int i = 0; i < reading.count(); i++) {
      bytes += reading.repeated(i);
    }
    return bytes;
  }

  private StoryStep last(final StoryStep.Kind kind) {
    final List<StoryStep> steps = telling.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).kind() == kind) {
        return steps.get(i);
      }
    }
    throw new IllegalStateException("no step " + kind.name().toLowerCase(Locale.ROOT));
  }

  private String say(final String name, final Endpoint who, final Object... values) {
    code = name.replace('.', '_');
    return telling.say("verdict." + name, who, values);
  }
}
