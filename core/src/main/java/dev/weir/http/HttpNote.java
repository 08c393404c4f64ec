package dev.weir.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is worth a note about a transaction. Kept as a set of bits. */
public enum HttpNote {
  /** Bytes of it are missing in the capture. */
  GAP,
  /** The snapshot length cut its header. */
  CUT_BY_SNAPLEN,
  /** Out-of-order payload was given up because the room for it was full. */
  HOLDING_BOUND,
  /** The capture, or the following of the connection, began amid the connection. */
  MIDSTREAM,
  /** The request was sent before the response before it was over. */
  PIPELINED,
  /** The response began before the request was over. */
  EARLY_RESPONSE,
  /** A line of the header is no header field, or a field's value makes no sense. */
  MALFORMED,
  /** {@code Content-Length} twice, or together with {@code Transfer-Encoding}. */
  AMBIGUOUS_LENGTH,
  /** A header field goes on in the next line (RFC 9112 section 5.2). */
  FOLDED,
  /** A line ends without CR (RFC 9112 section 2.2). */
  BARE_LF,
  /** A line of the header is longer than is kept; what is behind that was not looked at. */
  LONG_LINE,
  /** Behind the message came bytes that begin no message. */
  STRAY_BYTES,
  /** More requests were waiting for their responses than are kept. */
  QUEUE_BOUND;

  int bit() {
    return 1 << ordinal();
  }

  /**
   * Whether the note is in a set.
   *
   * @param bits a set of notes.
   * @return true where it is.
   */
  public boolean isIn(final int bits) {
    return (bits & bit()) != 0;
  }

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The notes of a set.
   *
   * @param bits a set of notes.
   * @return in the order of this enumeration.
   */
  public static List<HttpNote> in(final int bits) {
    final List<HttpNote> notes = new ArrayList<>();
    for (final HttpNote note : values()) {
      if (note.isIn(bits)) {
        notes.add(note);
      }
    }
    return notes;
  }
}
