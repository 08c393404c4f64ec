package dev.weir.story;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Folds the middle of a long story into one step: who wants more asks for JSON, or a filter. */
final class StepFolding {
  private static final int MOST = 40;
  private static final int KEPT_FIRST = 16;
  private static final int KEPT_LAST = 12;

  private final Telling telling;

  StepFolding(final Telling telling) {
    this.telling = telling;
  }

  /** A new list, no longer than what a person reads. */
  List<StoryStep> fold(final List<StoryStep> steps) {
    final List<StoryStep> kept = new ArrayList<>(steps);
    if (steps.size() <= MOST) {
      return kept;
    }
    // From the end: what is folded first must not move what is folded next.
    int to = kept.size() - KEPT_LAST;
    for (int i = to - 1; i >= KEPT_FIRST; i--) {
      if (kept.get(i).kind() == StoryStep.Kind.OMITTED) {
        fold(kept, i + 1, to);
        to = i;
      }
    }
    fold(kept, KEPT_FIRST, to);
    return kept;
  }

  /** Folds some steps into one; never what says that segments were left out. */
  private void fold(final List<StoryStep> steps, final int from, final int to) {
    if (to - from > 1) {
      final List<StoryStep> middle = steps.subList(from, to);
      final StoryStep folded = folded(middle);
      middle.clear();
      steps.add(from, folded);
    }
  }

  private StoryStep folded(final List<StoryStep> middle) {
    final Map<StoryStep.Kind, Integer> kinds = new EnumMap<>(StoryStep.Kind.class);
    final StepBuilder step = telling.step(StoryStep.Kind.DATA);
    long bytes = 0;
    int segments = 0;
    long longestIdle = 0;
    for (final StoryStep each : middle) {
      kinds.merge(each.kind(), 1, Integer::sum);
      step.proofs(each.segments());
      if (each.kind() == StoryStep.Kind.DATA) {
        bytes += (long) each.facts().get("bytes");
        segments += (int) each.facts().get("data_segments");
      } else if (each.kind() == StoryStep.Kind.IDLE) {
        longestIdle = Math.max(longestIdle, (long) each.facts().get("duration_ns"));
      }
    }
    final Phrases phrases = telling.phrases();
    step.fact("folded_steps", middle.size()).fact("bytes", bytes).fact("data_segments", segments);
    final Map<String, Object> counts = new java.util.LinkedHashMap<>();
    final List<String> names = new ArrayList<>();
    kinds.forEach(
        (kind, count) -> {
          counts.put(kind.name().toLowerCase(Locale.ROOT), count);
          names.add(phrases.say("folded.kind", "kind", phrases.kind(kind), "n", count));
        });
    step.fact("folded_kinds", counts);
    step.say(
        "folded",
        "steps",
        phrases.count("steps", middle.size()),
        "kinds",
        phrases.list(names, "list.comma"),
        "bytes",
        phrases.bytes(bytes),
        "segments",
        phrases.count("segments", segments));
    if (longestIdle > 0) {
      step.fact("longest_idle_ns", longestIdle);
      step.say("folded.idle", "idle", phrases.duration(longestIdle));
    }
    return step.build();
  }
}
