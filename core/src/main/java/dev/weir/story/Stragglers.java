package dev.weir.story;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Segments that no step tells of, such as those behind a refusal: each goes to the step before. */
final class Stragglers {
  private final Telling telling;

  Stragglers(final Telling telling) {
    this.telling = telling;
  }

  /** Gives each of them to a step, which says so. */
  void attachTo(final List<StoryStep> steps) {
    final BitSet told = new BitSet();
    steps.forEach(step -> step.segments().forEach(told::set));
    final List<List<Integer>> behind = new ArrayList<>();
    steps.forEach(step -> behind.add(new ArrayList<>()));
    for (int i = told.nextClearBit(0);
        i < telling.reading().count();
        i = told.nextClearBit(i + 1)) {
      behind.get(stepBefore(steps, i)).add(i);
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!behind.get(i).isEmpty()) {
        steps.set(i, with(steps.get(i), behind.get(i)));
      }
    }
  }

  private static int stepBefore(final List<StoryStep> steps, final int place) {
    int found = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).segments().getFirst() <= place) {
        found = i;
      }
    }
    return found;
  }

  private StoryStep with(final StoryStep step, final List<Integer> more) {
    final List<Integer> segments = new ArrayList<>(step.segments());
    segments.addAll(more);
    segments.sort(null);
    final List<String> text = new ArrayList<>(step.text());
    text.add(
        telling
            .phrases()
            .say(
                "straggler",
                "segments",
                telling.phrases().count("segments", more.size()),
                "names",
                telling.names(more)));
    final long end = Math.max(step.endNanos(), telling.nanos(more.getLast()));
    return new StoryStep(step.kind(), segments, step.startNanos(), end, text, step.facts());
  }
}
