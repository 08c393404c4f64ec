package dev.weir.drawing;

import java.util.List;

/**
 * What is written beside one end of a rung.
 *
 * @param title flags and length, or what was folded.
 * @param tag how the segment is judged, empty where there is nothing to say.
 * @param details numbers, the most important first.
 * @param tone how it is drawn.
 * @param alarming whether the tag tells of trouble.
 */
record Caption(String title, String tag, List<String> details, Tone tone, boolean alarming) {
  /** Keeps a copy of the list. */
  Caption {
    details = List.copyOf(details);
  }
}
