package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.text.TextBuffer;

/** Writes what is listed of one packet after another. */
public interface PacketLines extends AutoCloseable {
  /**
   * Writes the line or lines of a packet.
   *
   * @param cursor stands on the packet.
   * @param number the packet's place among those that passed the filter, from 1.
   * @return false where the packet has no TCP in it: then nothing has been written.
   */
  boolean print(PacketCursor cursor, long number);

  /**
   * Where the lines are.
   *
   * @return the buffer that is written into; whoever writes it out clears it.
   */
  TextBuffer text();

  @Override
  void close();
}
