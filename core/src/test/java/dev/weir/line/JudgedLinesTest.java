package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.analysis.AnalyzerOptions;
import dev.weir.analysis.SegmentAnalyzer;
import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.Judgement;
import dev.weir.connection.SegmentVerdict;
import dev.weir.connection.TcpState;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgedLinesTest {
  private static final Path CAPTURES = Path.of("../testdata/captures");
  private static final Path SEED = CAPTURES.resolve("seed/test2.pcap");
  private static final String NOTE = " \\[[a-z_, ]*;? ?[A-Z_0-9|?]+ > [A-Z_0-9|?]+\\]$";

  private static LineOptions options() {
    return new LineOptions().numeric(2).zone(ZoneOffset.UTC);
  }

  /** What is printed of a capture, with what a judge says or, where there is none, without. */
  private static List<String> lines(
      final Path capture, final LineOptions options, final SegmentVerdicts verdicts)
      throws CaptureException {
    final TextBuffer text = new TextBuffer();
    final LinePrinter printer = new LinePrinter(options, text, 1);
    try (Capture opened = Capture.open(List.of(capture), CaptureOptions.DEFAULT);
        PacketCursor cursor = opened.cursor();
        PacketLines lines = verdicts == null ? printer : new JudgedLines(printer, verdicts)) {
      while (cursor.next()) {
        lines.print(cursor, cursor.packetNumber());
      }
    }
    return text.toString().lines().toList();
  }

  private static String firstNote(final SegmentVerdict verdict) throws CaptureException {
    final List<String> plain = lines(SEED, options(), null);
    final List<String> judged = lines(SEED, options(), cursor -> verdict);
    assertTrue(judged.getFirst().startsWith(plain.getFirst()));
    return judged.getFirst().substring(plain.getFirst().length());
  }

  private static SegmentVerdict verdict(
      final int judged, final int originator, final int responder) {
    final SegmentVerdict verdict = new SegmentVerdict();
    verdict.clear();
    verdict.belongsTo(false, true);
    verdict.judge(judged);
    verdict.states(originator, responder);
    return verdict;
  }

  @Test
  void shouldNameJudgementsAndTheStateOfTheSenderFirst() throws CaptureException {
    final int established = TcpState.ESTABLISHED.bit();
    final int waiting = TcpState.CLOSE_WAIT.bit();
    assertEquals(" [ESTABLISHED > CLOSE_WAIT]", firstNote(verdict(0, established, waiting)));
    assertEquals(
        " [out_of_order, lost_segment; ESTABLISHED > ESTABLISHED]",
        firstNote(
            verdict(
                Judgement.OUT_OF_ORDER.bit() | Judgement.LOST_SEGMENT.bit(),
                established,
                established)));
    final SegmentVerdict fromResponder = verdict(0, established, waiting);
    fromResponder.belongsTo(false, false);
    assertEquals(" [CLOSE_WAIT > ESTABLISHED]", firstNote(fromResponder));
  }

  @Test
  void shouldNameTheSpecialKindOfRetransmissionOnly() throws CaptureException {
    final int established = TcpState.ESTABLISHED.bit();
    final int retransmission = Judgement.RETRANSMISSION.bit();
    assertEquals(
        " [retransmission; ESTABLISHED > ESTABLISHED]",
        firstNote(verdict(retransmission, established, established)));
    assertEquals(
        " [spurious_retransmission; ESTABLISHED > ESTABLISHED]",
        firstNote(
            verdict(
                retransmission | Judgement.SPURIOUS_RETRANSMISSION.bit(),
                established,
                established)));
  }

  @Test
  void shouldNameUpToThreePossibleStates() throws CaptureException {
    final int three = TcpState.CLOSED.bit() | TcpState.LISTEN.bit() | TcpState.SYN_RECEIVED.bit();
    assertEquals(" [? > CLOSED|LISTEN|SYN_RECEIVED]", firstNote(verdict(0, TcpState.ANY, three)));
    assertEquals(
        " [? > ?]", firstNote(verdict(0, TcpState.ANY, three | TcpState.ESTABLISHED.bit())));
  }

  @Test
  void shouldSayNothingWithoutAVerdict() throws CaptureException {
    final SegmentVerdict none = new SegmentVerdict();
    none.clear();
    assertEquals("", firstNote(none));
  }

  @Test
  void shouldAddToTheLinesWithTcpFlagsAndChangeNothingElse() throws IOException, CaptureException {
    final List<Path> captures;
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      captures = files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    int noted = 0;
    for (final Path capture : captures) {
      noted += compare(capture, options()).size();
      compare(capture, options().verbosity(2).linkHeader(true));
      compare(capture, options().verbosity(1).hexAndAscii(1).numbered(true));
      compare(capture, options().quiet(1).timestamp(3));
    }
    assertTrue(noted > 300, "only " + noted);
  }

  /** Returns the lines that have a note. */
  private static List<String> compare(final Path capture, final LineOptions options) {
    try (SegmentAnalyzer analyzer =
        new SegmentAnalyzer(AnalyzerOptions.defaults().withHashSeed(1), ended -> {})) {
      final List<String> judged = lines(capture, options, analyzer::analyze);
      assertEquals(
          lines(capture, options, null),
          judged.stream().map(line -> line.replaceFirst(NOTE, "")).toList(),
          capture.toString());
      final List<String> noted = judged.stream().filter(line -> line.matches(".*" + NOTE)).toList();
      for (final String line : noted) {
        assertTrue(
            line.matches(".*(Flags \\[|: tcp | tcp |\\[\\|tcp\\]).*"), capture + ": " + line);
      }
      return noted;
    } catch (final CaptureException e) {
      return List.of(); // Damaged from the start.
    }
  }
}
