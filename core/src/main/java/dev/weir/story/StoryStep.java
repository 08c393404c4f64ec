package dev.weir.story;

import java.util.List;

/**
 * One step of a connection's story: what happened, and the segments that prove it.
 *
 * @param kind what happened.
 * @param segments the segments that prove it, in the order of the capture: places in {@link
 *     ConnectionTrace#segments()}, from 0.
 * @param startNanos when it began, nanoseconds since 1970-01-01 00:00 UTC.
 * @param endNanos when it was over.
 * @param text the step told in words, in the language of the story.
 */
public record StoryStep(
    Kind kind, List<Integer> segments, long startNanos, long endNanos, List<String> text) {
  /** Keeps copies of the lists. */
  public StoryStep {
    segments = List.copyOf(segments);
    text = List.copyOf(text);
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
    /** The connection is closed. */
    CLOSE,
    /** The connection is reset. */
    RESET,
    /** The capture ends with the connection open. */
    STILL_OPEN
  }
}
