package dev.weir.connection;

import static dev.weir.connection.HeadLayout.CHUNKS_OFFSET;
import static dev.weir.connection.HeadLayout.FIRST_CHUNK_OFFSET;
import static dev.weir.connection.HeadLayout.KNOWN_OFFSET;
import static dev.weir.connection.HeadLayout.NEWEST_CHUNK_OFFSET;
import static dev.weir.connection.HeadLayout.USED_OFFSET;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Journals: what happened to a connection and is not taken in yet, entry by entry, in chunks of a
 * cache line that are linked from its head. Off-heap; belongs to one thread.
 *
 * <p>A segment of one of very many connections finds nothing of its connection in the cache. To
 * write an entry touches the head and one line; to take in all entries at once touches the
 * connection's record, which is ten lines, once for all of them.
 *
 * <pre>
 *   0  next chunk's number and one  4
 *   4  entries                     60   one may end in the next chunk, but for its first 2 bytes
 * </pre>
 */
public final class JournalPool implements AutoCloseable {
  /** The most chunks of a journal: some 40 to 60 segments. */
  private static final int MOST_CHUNKS = 12;

  /** So many of the chunks that are taken next are read ahead with a batch of segments. */
  private static final int CHUNKS_AHEAD = 8;

  /** Bytes of a chunk. */
  static final int CHUNK_LENGTH = 64;

  private static final int NEXT_OFFSET = 0;
  private static final int ENTRIES_OFFSET = NEXT_OFFSET + Integer.BYTES;

  /** The most bytes of an entry. */
  private static final int MOST_ENTRY = CHUNK_LENGTH - ENTRIES_OFFSET;

  /** An entry begins here at the latest. */
  private static final int LAST_BEGIN = CHUNK_LENGTH - Short.BYTES;

  private final RecordPool pool = new RecordPool(CHUNK_LENGTH);
  private final ReadAhead lines = new ReadAhead(1);
  private final OffHeapRecord chunk = new OffHeapRecord();

  /** Holds an entry that lies in two chunks. */
  private final OffHeapRecord whole = OffHeapRecord.allocate(CHUNK_LENGTH, Arena.ofAuto());

  /** Links to chunks of journals that are being read ahead. */
  private int[] chains = new int[16];

  private int chainCount;

  private final OffHeapRecord following = new OffHeapRecord();
  private int position;

  // Where the reader is.
  private int reading;
  private int at;
  private int newest;
  private int newestUsed;

  /** Depends on the first bytes of the next chunk, so that they are read in time. */
  private int ahead;

  JournalPool() {}

  private OffHeapRecord chunk(final int link) {
    return chunk.wrap(pool.address(link - 1), CHUNK_LENGTH);
  }

  /**
   * Whether a connection has no entries.
   *
   * @param head its head.
   * @return true where it has none.
   */
  public boolean isEmpty(final OffHeapRecord head) {
    return head.getInt(FIRST_CHUNK_OFFSET) == 0;
  }

  /**
   * Whether a journal is as long as it may be, so that its entries have to be taken in.
   *
   * @param head the connection's head.
   * @return true where no chunk may be added.
   */
  public boolean isFull(final OffHeapRecord head) {
    return head.getByte(CHUNKS_OFFSET) == MOST_CHUNKS;
  }

  /**
   * Makes room for an entry at the end of a journal. It is to be written at {@link #position} of
   * what is returned; then {@link #appended} has to be called.
   *
   * @param head the connection's head.
   * @param length bytes of the entry, at most those that a chunk has for entries.
   * @return where to; one view.
   */
  public OffHeapRecord append(final OffHeapRecord head, final int length) {
    assert length <= MOST_ENTRY : length;
    final int link = head.getInt(NEWEST_CHUNK_OFFSET);
    final int used = link == 0 ? CHUNK_LENGTH : head.getByte(USED_OFFSET);
    if (used + length <= CHUNK_LENGTH) {
      head.putByte(USED_OFFSET, (byte) (used + length));
      position = used;
      return chunk(link);
    }
    position = 0;
    return whole;
  }

  /**
   * The entry has been written.
   *
   * @param head the connection's head.
   * @param written what {@link #append} returned.
   * @param length bytes of the entry.
   */
  public void appended(final OffHeapRecord head, final OffHeapRecord written, final int length) {
    if (written != whole) {
      return;
    }
    final int link = head.getInt(NEWEST_CHUNK_OFFSET);
    final int added = pool.take() + 1;
    int before = 0;
    if (link == 0) {
      head.putInt(FIRST_CHUNK_OFFSET, added);
    } else {
      final int used = head.getByte(USED_OFFSET);
      before = used > LAST_BEGIN ? 0 : CHUNK_LENGTH - used;
      chunk(link).putInt(NEXT_OFFSET, added);
      chunk.putBytes(used, whole, 0, before);
    }
    chunk(added).putInt(NEXT_OFFSET, 0);
    chunk.putBytes(ENTRIES_OFFSET, whole, before, length - before);
    head.putInt(NEWEST_CHUNK_OFFSET, added);
    head.putByte(CHUNKS_OFFSET, (byte) (head.getByte(CHUNKS_OFFSET) + 1));
    head.putByte(USED_OFFSET, (byte) (ENTRIES_OFFSET + length - before));
  }

  /**
   * Where the entry begins that is to be written or read.
   *
   * @return bytes from the start of the view.
   */
  public int position() {
    return position;
  }

  /**
   * Begins to read a journal; nothing may be appended to any until it has been read.
   *
   * @param head the connection's head.
   */
  public void read(final OffHeapRecord head) {
    newest = head.getInt(NEWEST_CHUNK_OFFSET);
    newestUsed = head.getByte(USED_OFFSET);
    reading = head.getInt(FIRST_CHUNK_OFFSET);
    if (reading != 0) {
      enter();
    }
  }

  private void enter() {
    chunk(reading);
    at = ENTRIES_OFFSET;
    if (reading != newest) {
      ahead += UnsafeApi.getInt(pool.address(chunk.getInt(NEXT_OFFSET) - 1));
    }
  }

  /**
   * Goes on to the next entry, whose first two bytes are at {@link #position} of what is returned.
   * {@link #whole} and {@link #passed} have to be called then.
   *
   * @return where it begins, or null at the end; one view.
   */
  public OffHeapRecord next() {
    if (reading == newest) {
      if (reading == 0 || at == newestUsed) {
        return null;
      }
    } else if (at > LAST_BEGIN) {
      enterNext();
    }
    position = at;
    return chunk;
  }

  private void enterNext() {
    reading = chunk.getInt(NEXT_OFFSET);
    enter();
  }

  /**
   * The entry as a whole, at {@link #position} of what is returned.
   *
   * @param length its bytes.
   * @return where it is; one view.
   */
  public OffHeapRecord whole(final int length) {
    final int before = CHUNK_LENGTH - at;
    if (length <= before) {
      return chunk;
    }
    whole.putBytes(0, chunk, at, before);
    following.wrap(pool.address(chunk.getInt(NEXT_OFFSET) - 1), CHUNK_LENGTH);
    whole.putBytes(before, following, ENTRIES_OFFSET, length - before);
    position = 0;
    return whole;
  }

  /**
   * Tells how long the entry was.
   *
   * @param length its bytes.
   */
  public void passed(final int length) {
    at += length;
    if (at > CHUNK_LENGTH) {
      final int beyond = at - CHUNK_LENGTH;
      enterNext();
      at += beyond;
    }
  }

  /**
   * Gives all chunks of a journal back.
   *
   * @param head the connection's head.
   */
  public void clear(final OffHeapRecord head) {
    final int last = head.getInt(NEWEST_CHUNK_OFFSET);
    int link = head.getInt(FIRST_CHUNK_OFFSET);
    while (link != 0) {
      final int next = link == last ? 0 : chunk(link).getInt(NEXT_OFFSET);
      pool.free(link - 1);
      link = next;
    }
    head.putInt(FIRST_CHUNK_OFFSET, 0);
    head.putInt(NEWEST_CHUNK_OFFSET, 0);
    head.putByte(USED_OFFSET, (byte) 0);
    head.putByte(CHUNKS_OFFSET, (byte) 0);
    head.putByte(KNOWN_OFFSET, (byte) 0);
  }

  /** Notes the line that the next entry will be written to, for {@link #readNoted}. */
  void noteNewest(final OffHeapRecord head) {
    final int link = head.getInt(NEWEST_CHUNK_OFFSET);
    if (link != 0) {
      lines.add(pool.address(link - 1));
    }
  }

  /** Reads what was noted, and the chunks that are taken next. */
  void readNoted() {
    pool.noteNext(lines, CHUNKS_AHEAD);
    lines.read();
  }

  /** Notes a journal that is about to be read, for {@link #readJournals}. */
  void noteJournal(final OffHeapRecord head) {
    final int link = head.getInt(FIRST_CHUNK_OFFSET);
    if (link != 0) {
      if (chainCount == chains.length) {
        chains = Arrays.copyOf(chains, 2 * chainCount);
      }
      chains[chainCount++] = link;
    }
  }

  /**
   * Reads all chunks of the journals that were noted: the first ones of all of them, then the
   * second ones. A chain alone would be waited for at each of its links.
   */
  void readJournals() {
    while (chainCount > 0) {
      int left = 0;
      for (int i = 0; i < chainCount; i++) {
        final int next = UnsafeApi.getInt(pool.address(chains[i] - 1) + NEXT_OFFSET);
        chains[left] = next;
        left += next == 0 ? 0 : 1;
      }
      chainCount = left;
    }
  }

  /** Chunks of a connection. */
  int inUse(final OffHeapRecord head) {
    return head.getByte(CHUNKS_OFFSET);
  }

  int inUse() {
    return pool.inUse();
  }

  long memory() {
    return pool.memory();
  }

  @Override
  public void close() {
    pool.close();
  }
}
