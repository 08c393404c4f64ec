package dev.weir.cli;

import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.SegmentVerdict;
import dev.weir.line.PacketTest;
import dev.weir.line.SegmentVerdicts;

/**
 * Judges the segments of all packets before a filter sees them: what a segment is does not depend
 * on which others are printed.
 */
final class JudgedPackets implements PacketTest, SegmentVerdicts {
  private final SegmentAnalyzer analyzer;
  private final PacketTest filter;
  private SegmentVerdict verdict;

  JudgedPackets(final SegmentAnalyzer analyzer, final PacketTest filter) {
    this.analyzer = analyzer;
    this.filter = filter;
  }

  @Override
  public boolean passes(final PacketCursor cursor) {
    verdict = analyzer.analyze(cursor);
    return filter.passes(cursor);
  }

  @Override
  public SegmentVerdict of(final PacketCursor cursor) {
    return verdict;
  }
}
