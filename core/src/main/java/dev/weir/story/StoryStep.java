package dev.weir.story;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of a connection's story: what happened, and the segments that prove it.
 *
 * @param kind what happened.
 * @param segments the segments that prove it, in the order of the capture: places in {@link
 *     ConnectionTrace#segments()}, from 0.
 * @param startNanos when it began, nanoseconds since 1970-01-01 00:00 UTC.
 * @param endNanos when it was over.
 * @param text the step told in words, in the language of the story.
 * @param facts the same for programs, whatever the language: names in lower case with underscores;
 *     values are strings, booleans, integers, or lists of these. {@code docs/explain.schema.json}
 *     describes them. Times are nanoseconds, sizes bytes, segments their numbers in the capture.
 */
public record StoryStep(
    Kind kind,
    List<Integer> segments,
    long startNanos,
    long endNanos,
    List<String> text,
    Map<String, Object> facts) {
  /** Keeps copies. */
  public StoryStep {
    segments = List.copyOf(segments);
    text = List.copyOf(text);
    facts = copyOf(facts);
  }

  /**
   * A step without facts for programs.
   *
   * @param kind what happened.
   * @param segments the segments that prove it.
   * @param startNanos when it began.
   * @param endNanos when it was over.
   * @param text the step told in words.
   */
  public StoryStep(
      final Kind kind,
      final List<Integer> segments,
      final long startNanos,
      final long endNanos,
      final List<String> text) {
    this(kind, segments, startNanos, endNanos, text, Map.of());
  }

  /** A copy that keeps its order: what is printed from it must not change from run to run. */
  static Map<String, Object> copyOf(final Map<String, Object> facts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** What happened. */
  public enum Kind {
    /** The connection is opened, or the attempt fails. */
    HANDSHAKE,
    /** The capture begins amid the connection. */
    MIDSTREAM,
    /** What the two SYNs agree on. */
    NEGOTIATION,
    /** A burst of data with its ACKs. */
    DATA,
    /** An HTTP request, a response, or both. */
    HTTP,
    /** Bytes were lost, sent again, or came out of order. */
    LOSS,
    /** The receiver's window was closed or full. */
    WINDOW,
    /** Nothing was sent for long. */
    IDLE,
    /** TCP keep-alive probes and their answers. */
    KEEP_ALIVE,
    /** Segments that were too many to keep: nothing is told of them. */
    OMITTED,
    /** The connection is closed. */
    CLOSE,
    /** The connection is reset. */
    RESET,
    /** The capture ends with the connection open. */
    STILL_OPEN
  }
}
