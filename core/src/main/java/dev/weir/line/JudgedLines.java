package dev.weir.line;

import dev.weir.capture.PacketCursor;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.connection.SegmentVerdict;
import dev.weir.connection.TcpState;
import dev.weir.text.TextBuffer;

/**
 * Writes tcpdump's lines and, in brackets at the end of each segment's, how it is judged and in
 * which states both endpoints are after it, the sender first: {@code [retransmission; ESTABLISHED >
 * CLOSE_WAIT]}. Where a packet takes several lines, it is the one with the TCP flags. It belongs to
 * one thread.
 */
public final class JudgedLines implements PacketLines {
  /** An endpoint that can be in more states than this is not written out. */
  private static final int MOST_STATES = 3;

  private static final int SPECIAL_RETRANSMISSIONS =
      Judgement.FAST_RETRANSMISSION.bit() | Judgement.SPURIOUS_RETRANSMISSION.bit();

  private final LinePrinter printer;
  private final SegmentVerdicts verdicts;
  private final TextBuffer text;
  private final TextBuffer note = new TextBuffer();

  /**
   * Makes a printer.
   *
   * @param printer prints the lines; it is closed with this.
   * @param verdicts judges the segments.
   */
  public JudgedLines(final LinePrinter printer, final SegmentVerdicts verdicts) {
    this.printer = printer;
    this.verdicts = verdicts;
    text = printer.text();
  }

  @Override
  public boolean print(final PacketCursor cursor, final long number) {
    if (!printer.print(cursor, number)) {
      return false;
    }
    final SegmentVerdict verdict = verdicts.of(cursor);
    final int segment = printer.segment();
    if (verdict.isKnown() && segment >= 0) {
      note.clear();
      describe(verdict);
      int end = segment;
      while (text.array()[end] != '\n') {
        end++;
      }
      text.insert(end, note);
    }
    return true;
  }

  private void describe(final SegmentVerdict verdict) {
    note.ascii(" [");
    int judgements = verdict.judgements();
    if ((judgements & SPECIAL_RETRANSMISSIONS) != 0) {
      judgements &= ~Judgement.RETRANSMISSION.bit();
    }
    if (judgements != 0) {
      String separator = "";
      for (int rest = judgements; rest != 0; rest &= rest - 1) {
        note.ascii(separator).ascii(Judgement.at(Integer.numberOfTrailingZeros(rest)).label());
        separator = ", ";
      }
      note.ascii("; ");
    }
    final Endpoint source = verdict.isFromOriginator() ? Endpoint.ORIGINATOR : Endpoint.RESPONDER;
    final Endpoint destination =
        verdict.isFromOriginator() ? Endpoint.RESPONDER : Endpoint.ORIGINATOR;
    states(verdict.states(source));
    note.ascii(" > ");
    states(verdict.states(destination));
    note.append(']');
  }

  private void states(final int set) {
    if (Integer.bitCount(set) > MOST_STATES) {
      note.append('?');
      return;
    }
    String separator = "";
    for (int rest = set; rest != 0; rest &= rest - 1) {
      note.ascii(separator).ascii(TcpState.at(Integer.numberOfTrailingZeros(rest)).name());
      separator = "|";
    }
  }

  @Override
  public TextBuffer text() {
    return text;
  }

  @Override
  public void close() {
    printer.close();
  }
}
