package dev.weir.analysis;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.ConnectionHash;
import dev.weir.decode.DecodeOutcome;
import dev.weir.decode.PacketDecoder;
import dev.weir.filter.CaptureFilter;

/**
 * The walk through all packets of a capture: filters them, counts them where that is wanted, and
 * takes the TCP segments out. Belongs to one thread at a time.
 */
final class PacketWalk implements SegmentSource {
  private final PacketCursor cursor;
  private final ConnectionHash hash;
  private final CaptureFilter.Walk filter;
  private final boolean verifyChecksums;

  /** Null where nobody asks. */
  private final CaptureTotals totals;

  private final UsualSegments usual = new UsualSegments();
  private final PacketDecoder decoder = new PacketDecoder();
  private long clockNanos = Long.MIN_VALUE;
  private boolean isRoundOver;
  private boolean isOver;
  private volatile long bytesRead;

  /**
   * Begins a walk.
   *
   * @param cursor stands before the first packet.
   * @param options which packets count and how.
   * @param totals where they are counted, or null.
   */
  PacketWalk(final PacketCursor cursor, final AnalyzerOptions options, final CaptureTotals totals) {
    this.cursor = cursor;
    this.totals = totals;
    hash = new ConnectionHash(options.hashSeed());
    filter = options.filter() == null ? null : options.filter().walk();
    verifyChecksums = options.verifyChecksums();
  }

  @Override
  public int fill(final Segment[] batch) {
    int count = 0;
    try {
      while (count < batch.length && next(batch[count])) {
        count++;
        if (isRoundOver) {
          break;
        }
      }
    } catch (final InternalError e) {
      endBy(e);
    }
    return count;
  }

  /**
   * Goes on to the next segment.
   *
   * @return false where a round or the capture ended before there was one. A round may end with a
   *     segment, too.
   */
  boolean next(final Segment segment) {
    isRoundOver = false;
    while (!isOver && cursor.next()) {
      clockNanos = Math.max(clockNanos, cursor.timestampNanos());
      final boolean isFound = (filter == null || filter.matches(cursor)) && take(segment);
      if ((cursor.packetNumber() & ROUND_PACKETS - 1) == 0) {
        isRoundOver = true;
        bytesRead = cursor.bytesRead();
      }
      if (isFound) {
        segment.clockNanos = clockNanos;
        return true;
      }
      if (isRoundOver) {
        return false;
      }
    }
    end();
    return false;
  }

  private void end() {
    isOver = true;
    bytesRead = cursor.bytesRead();
  }

  private boolean take(final Segment segment) {
    if (totals != null) {
      totals.count(cursor);
    }
    if (mayBeUsual() && usual.take(cursor, hash, segment)) {
      if (totals != null) {
        totals.countTcp();
      }
      return true;
    }
    final DecodeOutcome outcome =
        decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
    if (totals != null) {
      totals.count(cursor, decoder);
    }
    if (!SegmentAnalyzer.isSegment(outcome)) {
      return false;
    }
    final boolean isTaken = segment.take(cursor, decoder, hash, verifyChecksums);
    final boolean isBad = !isTaken || segment.badChecksum;
    if (totals != null && outcome == DecodeOutcome.TCP && isBad) {
      totals.countBadChecksum();
    }
    return isTaken;
  }

  /** Whether the decoder may be left out: nobody has to look at anything but the segment. */
  private boolean mayBeUsual() {
    return !verifyChecksums && (totals == null || !totals.wantsDecoded());
  }

  @Override
  public boolean isRoundOver() {
    return isRoundOver;
  }

  @Override
  public boolean isOver() {
    return isOver;
  }

  @Override
  public long packetNumber() {
    return cursor.packetNumber();
  }

  @Override
  public long timestampNanos() {
    return cursor.timestampNanos();
  }

  @Override
  public void endBy(final InternalError error) {
    // A mapped file became shorter under us: where the JVM survives that, it is damage.
    if (!cursor.endedBy(error)) {
      throw error;
    }
    end();
  }

  @Override
  public void leave() {
    // Nobody else waits for anything.
  }

  PacketCursor cursor() {
    return cursor;
  }

  /** Bytes of the files that have been walked; may be read by any thread. */
  long bytesRead() {
    return bytesRead;
  }
}
