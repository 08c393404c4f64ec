package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;

/** Prints all packets of a capture that pass a test, in order. */
public final class LineListing {
  /** Text is written when there is about this much of it. */
  private static final int BLOCK = 1 << 17;

  private final PacketLines lines;
  private final TextBuffer text;
  private final PacketTest test;
  private final long most;
  private final boolean lineByLine;
  private long passed;
  private long unprinted;

  /**
   * Makes a listing.
   *
   * @param lines writes the text that is written out, block by block.
   * @param test which packets are printed.
   * @param most how many packets may pass the test before the listing ends.
   * @param lineByLine whether each line is written as soon as it is complete.
   */
  public LineListing(
      final PacketLines lines, final PacketTest test, final long most, final boolean lineByLine) {
    this.lines = lines;
    this.text = lines.text();
    this.test = test;
    this.most = most;
    this.lineByLine = lineByLine;
  }

  /**
   * Walks to the capture's end.
   *
   * @param cursor stands before the first packet.
   * @param out where lines go; it should have no buffer of its own.
   * @throws IOException what the stream throws.
   */
  public void run(final PacketCursor cursor, final OutputStream out) throws IOException {
    try {
      while (passed < most && cursor.next()) {
        if (test.passes(cursor)) {
          passed++;
          if (!lines.print(cursor, passed)) {
            unprinted++;
          }
          if (text.length() >= BLOCK || lineByLine) {
            text.writeTo(out);
            text.clear();
          }
        }
      }
    } catch (final InternalError e) {
      if (!cursor.endedBy(e)) {
        throw e;
      }
    }
    text.writeTo(out);
    text.clear();
  }

  /**
   * How many packets passed the test.
   *
   * @return packets, printed or not.
   */
  public long passed() {
    return passed;
  }

  /**
   * How many packets passed the test but have no TCP in them.
   *
   * @return packets that were not printed.
   */
  public long unprinted() {
    return unprinted;
  }
}
