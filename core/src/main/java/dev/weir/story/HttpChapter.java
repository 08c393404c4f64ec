package dev.weir.story;

import dev.weir.http.HttpMessage;
import dev.weir.http.HttpOutcome;
import dev.weir.http.HttpRequest;
import dev.weir.http.HttpResponse;
import dev.weir.http.HttpTransaction;

/** Tells the HTTP transactions of a connection, a step each. */
final class HttpChapter {
  private static final int MOST_TARGET = 80;

  private final Telling telling;
  private final HttpLife http;

  HttpChapter(final Telling telling) {
    this.telling = telling;
    http = telling.http();
  }

  void tell() {
    for (final HttpTransaction each : http.transactions()) {
      tell(each);
    }
  }

  private void tell(final HttpTransaction transaction) {
    final StepBuilder step = telling.step(StoryStep.Kind.HTTP);
    step.fact("transaction", transaction.number()).fact("outcome", transaction.outcome());
    step.fact("client", transaction.client());
    if (transaction.idleNanos() > 0) {
      step.fact("idle_before_ns", transaction.idleNanos());
      step.say("http.reused", "idle", telling.phrases().duration(transaction.idleNanos()));
    }
    if (transaction.request() != null) {
      tellRequest(step, transaction.request());
    }
    if (transaction.response() != null) {
      tellResponse(step, transaction);
    }
    tellOutcome(step, transaction);
    tellPersistence(step, transaction);
    telling.add(step);
  }

  private void tellRequest(final StepBuilder step, final HttpRequest request) {
    final HttpMessage message = request.message();
    prove(step, message);
    step.fact("method", request.method());
    put(step, "target", request.target());
    put(step, "host", request.host());
    put(step, "request_version", message.version());
    put(step, "request_connection", message.connection());
    step.fact("request_bytes", message.bytes());
    step.say(
        "http.request",
        "names",
        names(message),
        "method",
        request.method(),
        "target",
        cut(request.target()),
        "version",
        message.version() == null ? "" : " HTTP/" + message.version(),
        "bytes",
        telling.phrases().bytes(message.bytes()),
        "connection",
        connection(message));
  }

  private void tellResponse(final StepBuilder step, final HttpTransaction transaction) {
    final HttpResponse response = transaction.response();
    final HttpMessage message = response.message();
    prove(step, message);
    step.fact("status", response.status());
    put(step, "response_version", message.version());
    put(step, "response_connection", message.connection());
    step.fact("response_bytes", message.bytes()).fact("body_bytes", message.bodyBytes());
    step.fact("framing", message.framing());
    final Phrases phrases = telling.phrases();
    step.say(
        "http.response",
        "names",
        names(message),
        "status",
        Phrases.plain(response.status())
            + (response.reason().isBlank() ? "" : " " + cut(response.reason().strip())),
        "bytes",
        phrases.bytes(message.bytes()),
        "framing",
        phrases.say("http.framing." + message.framing().label()),
        "connection",
        connection(message));
    if (transaction.firstByteNanos() >= 0) {
      step.fact("first_byte_ns", transaction.firstByteNanos());
      step.fact("transfer_ns", transaction.transferNanos());
      step.say(
          "http.times",
          "first",
          phrases.duration(transaction.firstByteNanos()),
          "transfer",
          phrases.duration(Math.max(0, transaction.transferNanos())));
    }
    if (message.keepAliveTimeout() >= 0) {
      step.fact("keep_alive_timeout_s", message.keepAliveTimeout());
      step.say(
          "http.timeout", "seconds", phrases.duration(message.keepAliveTimeout() * 1_000_000_000L));
    }
  }

  private void tellOutcome(final StepBuilder step, final HttpTransaction transaction) {
    if (transaction.outcome() != HttpOutcome.COMPLETE) {
      step.say("http.outcome." + transaction.outcome().label());
    }
  }

  private void tellPersistence(final StepBuilder step, final HttpTransaction transaction) {
    if (transaction.request() == null || transaction.response() == null) {
      return;
    }
    final boolean persists = transaction.persists();
    step.fact("persists", persists);
    if (persists) {
      step.say("http.persists");
    } else {
      final boolean client = HttpLife.asksToClose(transaction.request().message());
      step.say(
          client ? "http.closes.request" : "http.closes.response",
          client ? transaction.client() : Telling.peer(transaction.client()));
    }
  }

  private void prove(final StepBuilder step, final HttpMessage message) {
    step.proof(http.place(message.firstPacket())).proof(http.place(message.lastPacket()));
  }

  private String names(final HttpMessage message) {
    return message.firstPacket() == message.lastPacket()
        ? "#" + message.firstPacket()
        : telling
            .phrases()
            .say(
                "segments.range",
                "first",
                "#" + message.firstPacket(),
                "last",
                "#" + message.lastPacket());
  }

  private String connection(final HttpMessage message) {
    return message.connection() == null
        ? ""
        : telling.phrases().say("http.connection", "value", cut(message.connection()));
  }

  /** What comes from the wire is shown without what could confuse a terminal. */
  private static String cut(final String text) {
    if (text == null) {
      return "?";
    }
    final String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= MOST_TARGET ? clean : clean.substring(0, MOST_TARGET) + "…";
  }

  private static void put(final StepBuilder step, final String name, final String value) {
    if (value != null) {
      step.fact(name, value);
    }
  }
}
