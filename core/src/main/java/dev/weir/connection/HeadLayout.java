package dev.weir.connection;

/**
 * Where the fields of a connection's head are, off-heap, native byte order. A head is what a table
 * holds of a connection whose segments are taken in later (see {@link JournalPool}): it begins with
 * the first line of a record, key and times, which is all that finding and ending a connection
 * needs.
 *
 * <pre>
 *   0  key, state, times, numbers  64   as in a record: see {@link ConnectionLayout}
 *  64  number of the body and one   4   a record of {@link ConnectionLayout}; 0 where there is none
 *  68  first chunk of the journal   4   its number and one; 0 where the journal is empty
 *  72  newest chunk                 4   the same
 *  76  bytes used of it             1
 *  77  chunks                       1
 *  78  directions with segments     1   bits: in the journal, the next two are known
 *  79  free                         1
 *  80  next sequence number         8   of each direction; ints
 *  88  newest window                4   of each direction as sent; shorts
 *  92  newest lengths of headers    4   of each direction: IP and TCP, around these; bytes
 * </pre>
 */
public final class HeadLayout {
  static final int BODY_OFFSET = 64;
  static final int FIRST_CHUNK_OFFSET = BODY_OFFSET + Integer.BYTES;
  static final int NEWEST_CHUNK_OFFSET = FIRST_CHUNK_OFFSET + Integer.BYTES;
  static final int USED_OFFSET = NEWEST_CHUNK_OFFSET + Integer.BYTES;
  static final int CHUNKS_OFFSET = USED_OFFSET + Byte.BYTES;

  /** Bit 0 and 1: the direction has a segment in the journal; byte. */
  public static final int KNOWN_OFFSET = CHUNKS_OFFSET + Byte.BYTES;

  /** The number after the newest segment of a direction in the journal; 2 ints. */
  public static final int NEXT_OFFSET = KNOWN_OFFSET + Short.BYTES;

  /** The window field of the newest segment of a direction in the journal; 2 shorts. */
  public static final int WINDOW_OFFSET = NEXT_OFFSET + 2 * Integer.BYTES;

  /**
   * Bytes of IP and TCP headers, and bytes on the wire around the IP packet, of the newest segment
   * of a direction in the journal; twice 2 bytes.
   */
  public static final int HEADERS_OFFSET = WINDOW_OFFSET + 2 * Short.BYTES;

  /** Bytes of a head. */
  public static final int LENGTH = HEADERS_OFFSET + 2 * Short.BYTES;

  private HeadLayout() {}
}
