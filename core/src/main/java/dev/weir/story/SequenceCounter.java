package dev.weir.story;

import dev.weir.transport.TcpSequence;

/** Counts the sequence numbers of one endpoint from its initial one, on beyond 32 bits. */
final class SequenceCounter {
  /** No window is larger (RFC 7323, section 2.3): what is farther ahead is no number of ours. */
  private static final int FARTHEST = 1 << 30;

  private boolean known;
  private int base;
  private long highest;

  /**
   * Counts a number that the endpoint sent.
   *
   * @param octets what the segment takes of the sequence space.
   * @param isSyn whether its number is the initial one.
   * @param isReset whether it is a RST, whose number may be any.
   */
  long sent(final int sequence, final int octets, final boolean isSyn, final boolean isReset) {
    if (!known) {
      known = true;
      base = isSyn ? sequence : sequence - 1;
      highest = isSyn ? 0 : 1;
    }
    final long relative = relative(sequence);
    if (!isReset) {
      advance(relative + octets);
    }
    return relative;
  }

  /** Counts a number that the other endpoint acknowledged. */
  long acknowledged(final int acknowledgment, final boolean isReset) {
    if (!known) {
      if (isReset) {
        return 0;
      }
      known = true;
      base = acknowledgment - 1;
      highest = 1;
    }
    final long relative = relative(acknowledgment);
    if (!isReset) {
      advance(relative);
    }
    return relative;
  }

  private void advance(final long relative) {
    if (relative > highest && relative - highest < FARTHEST) {
      highest = relative;
    }
  }

  private long relative(final int sequence) {
    return highest + TcpSequence.difference(sequence, base + (int) highest);
  }
}
