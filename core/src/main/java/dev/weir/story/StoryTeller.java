package dev.weir.story;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.Endpoint;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the stories of connections in one language. */
public final class StoryTeller {
  private final Phrases phrases;

  /**
   * Makes a teller.
   *
   * @param phrases what stories are told with.
   */
  public StoryTeller(final Phrases phrases) {
    this.phrases = phrases;
  }

  /**
   * Tells the story of a connection.
   *
   * @param trace the connection.
   * @return its steps, a verdict and the facts.
   */
  public ConnectionStory tell(final ConnectionTrace trace) {
    final Telling telling = new Telling(trace, phrases);
    final Opening opening = new Opening(telling.reading());
    new OpeningChapter(telling, opening).tell();
    new HttpChapter(telling).tell();
    new BodyChapter(telling, opening).tell();
    final Closing closing = new EndChapter(telling, opening).tell();
    final List<StoryStep> steps = new StepFolding(telling).fold(telling.steps());
    steps.sort(Comparator.comparingInt(step -> step.segments().getFirst()));
    new Stragglers(telling).attachTo(steps);
    final Verdict verdict = new Verdict(telling, opening, closing);
    final String sentence = verdict.sentence();
    return new ConnectionStory(trace, steps, sentence, facts(telling, opening, verdict));
  }

  private static Map<String, Object> facts(
      final Telling telling, final Opening opening, final Verdict verdict) {
    final ConnectionTrace trace = telling.trace();
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("handshake", opening.outcome().label());
    facts.put("ending", verdict.ending().label());
    facts.put("duration_ns", Math.max(0, trace.endNanos() - trace.startNanos()));
    facts.put("omitted_segments", trace.omitted());
    count(facts, telling, ORIGINATOR, "originator");
    count(facts, telling, RESPONDER, "responder");
    facts.put("protocol", telling.http().protocol().label());
    if (telling.http().serverName() != null) {
      facts.put("tls_server_name", telling.http().serverName());
    }
    facts.put("http_transactions", telling.http().transactions().size());
    facts.put("verdict", verdict.code());
    return facts;
  }

  private static void count(
      final Map<String, Object> facts,
      final Telling telling,
      final Endpoint endpoint,
      final String name) {
    long segments = 0;
    long payload = 0;
    long repeated = 0;
    for (int i = 0; i < telling.reading().count(); i++) {
      final TracedSegment segment = telling.segment(i);
      if (segment.from() == endpoint) {
        segments++;
        payload += segment.payloadLength();
        repeated += telling.reading().repeated(i);
      }
    }
    facts.put(name + "_segments", segments);
    facts.put(name + "_payload_bytes", payload);
    facts.put(name + "_retransmitted_bytes", repeated);
  }
}
