package dev.weir.story;

import dev.weir.connection.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts one step together: its segments, its sentences and its facts. */
final class StepBuilder {
  private final Telling telling;
  private final StoryStep.Kind kind;
  private final List<Integer> segments = new ArrayList<>();
  private final List<String> text = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  StepBuilder(final Telling telling, final StoryStep.Kind kind) {
    this.telling = telling;
    this.kind = kind;
  }

  /** Adds a segment that proves the step; it spreads over the segment's time. */
  StepBuilder proof(final int place) {
    segments.add(place);
    return spread(telling.segment(place).timeNanos());
  }

  /** Adds segments that are not there yet. */
  StepBuilder proofs(final List<Integer> places) {
    segments.addAll(places);
    places.forEach(place -> spread(telling.segment(place).timeNanos()));
    return this;
  }

  /** Makes the step last over a time. */
  StepBuilder spread(final long nanos) {
    start = Math.min(start, nanos);
    end = Math.max(end, nanos);
    return this;
  }

  /** Adds a sentence. */
  StepBuilder say(final String key, final Object... values) {
    text.add(telling.phrases().say(key, values));
    return this;
  }

  /** Adds a sentence about an endpoint, which can name it and the other one. */
  StepBuilder say(final String key, final Endpoint who, final Object... values) {
    text.add(telling.say(key, who, values));
    return this;
  }

  /** Adds a fact. */
  StepBuilder fact(final String name, final Object value) {
    facts.put(name, value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value);
    return this;
  }

  /** Adds the numbers of segments as a fact. */
  StepBuilder numbers(final String name, final List<Integer> places) {
    facts.put(name, telling.numbers(places));
    return this;
  }

  /** Adds the number of a segment as a fact, where there is one. */
  StepBuilder number(final String name, final int place) {
    if (place >= 0) {
      facts.put(name, telling.segment(place).number());
    }
    return this;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  StoryStep build() {
    return new StoryStep(
        kind, segments.stream().sorted().distinct().toList(), start, end, text, facts);
  }
}
