package dev.weir.analysis;

import static dev.weir.analysis.Exchange.MILLISECOND;
import static dev.weir.analysis.Exchange.SECOND;
import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Judgement;
import dev.weir.connection.SegmentVerdict;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What tshark 4.0.17 says of such segments. Numbers are relative to where client and server start,
 * which for some tests is just below the wrap-around.
 */
class SegmentJudgeTest {
  private static final String NOTHING = "";
  private static final int DSS = 1 << 2;
  private static final int ACK = 0x10;

  private final Exchange exchange = new Exchange();
  private int client;
  private int server;

  @AfterEach
  void close() {
    exchange.close();
  }

  private static String names(final SegmentVerdict verdict) {
    final List<String> names = new ArrayList<>();
    for (final Judgement judgement : Judgement.values()) {
      if (judgement.isIn(verdict.judgements())) {
        names.add(judgement.label());
      }
    }
    return String.join(" ", names);
  }

  /** Client and server send their first byte at numbers 1; the initial round trip is 20 ms. */
  private void open(final int clientStart, final int serverStart) {
    client = clientStart;
    server = serverStart;
    assertEquals(NOTHING, names(exchange.soon(SECOND).client("S", client, 0, 0)));
    assertEquals(
        NOTHING, names(exchange.soon(10 * MILLISECOND).server("S.", server, client + 1, 0)));
    assertEquals(NOTHING, client(".", 1, 1, 0));
  }

  private void open() {
    open(100, 500);
  }

  /** Ten milliseconds later. */
  private String client(final String flags, final int sequence, final int ack, final int length) {
    return client(10 * MILLISECOND, flags, sequence, ack, length);
  }

  private String client(
      final long step, final String flags, final int sequence, final int ack, final int length) {
    return names(exchange.soon(step).client(flags, client + sequence, server + ack, length));
  }

  private String server(final String flags, final int sequence, final int ack, final int length) {
    return server(10 * MILLISECOND, flags, sequence, ack, length);
  }

  private String server(
      final long step, final String flags, final int sequence, final int ack, final int length) {
    return names(exchange.soon(step).server(flags, server + sequence, client + ack, length));
  }

  private long count(final Judgement judgement) {
    final ConnectionView connection = exchange.newest();
    return connection.judged().segments(judgement, ORIGINATOR)
        + connection.judged().segments(judgement, RESPONDER);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 0, -1, -50, -101, -150, -201, Integer.MAX_VALUE - 70})
  void shouldSayNothingOfDataInOrder(final int start) {
    open(start, start + 7);
    for (int i = 0; i < 30; i++) {
      assertEquals(NOTHING, client("P.", 1 + 10 * i, 1 + 20 * i, 10), "at " + i);
      assertEquals(NOTHING, server("P.", 1 + 20 * i, 11 + 10 * i, 20), "at " + i);
    }
    assertEquals(NOTHING, client("F.", 301, 601, 0));
    assertEquals(NOTHING, server("F.", 601, 302, 0));
    assertEquals(NOTHING, client(".", 302, 602, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, -150})
  void shouldCallARetransmissionWhatWasSentBeforeLongAgo(final int start) {
    open(start, 500);
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals(NOTHING, client(".", 101, 1, 100));
    assertEquals("retransmission", client(30 * MILLISECOND, ".", 1, 1, 100));
    assertEquals("retransmission", client(".", 101, 1, 100));
    assertEquals("retransmission", client(".", 51, 1, 100));
    assertEquals(NOTHING, client(".", 201, 1, 100));
    assertEquals(3, count(Judgement.RETRANSMISSION));
    assertEquals(300, exchange.newest().judged().retransmittedBytes(ORIGINATOR));
    assertEquals(0, exchange.newest().judged().retransmittedBytes(RESPONDER));
  }

  @Test
  void shouldCallRetransmissionsRepeatedSynsAndFins() {
    open();
    assertEquals("retransmission", client("S", 0, -500, 0));
    assertEquals("retransmission", server("S.", 0, 1, 0));
    assertEquals(NOTHING, client("F.", 1, 1, 0));
    assertEquals("retransmission", client("F.", 1, 1, 0));
    assertEquals(0, exchange.newest().judged().retransmittedBytes(ORIGINATOR));
  }

  @Test
  void shouldCallOutOfOrderWhatComesWithinTheInitialRoundTripBelowTheHighestNumber() {
    open();
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("lost_segment", client(".", 201, 1, 100));
    assertEquals("out_of_order", client(20 * MILLISECOND - 1, ".", 101, 1, 50));
    assertEquals("retransmission", client(1, ".", 151, 1, 50));
    assertEquals(50, exchange.newest().judged().outOfOrderBytes(ORIGINATOR));
  }

  @Test
  void shouldCallRetransmissionWhatEndsWhereTheHighestNumberIs() {
    open();
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("retransmission", client(1, ".", 1, 1, 100));
    assertEquals("out_of_order", client(1, ".", 1, 1, 99));
  }

  @Test
  void shouldTakeThreeMillisecondsForTheRoundTripWhereTheHandshakeWasNotSeen() {
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("lost_segment", client(".", 201, 1, 100));
    assertEquals("out_of_order", client(3 * MILLISECOND - 1, ".", 101, 1, 50));
    assertEquals("retransmission", client(1, ".", 151, 1, 49));
  }

  @Test
  void shouldTakeTimeThatWentBackForALongTime() {
    open();
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("retransmission", client(-1, ".", 1, 1, 50));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, -150})
  void shouldCallSpuriousWhatThePeerHadAcknowledged(final int start) {
    open(start, 500);
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals(NOTHING, client(".", 101, 1, 100));
    assertEquals(NOTHING, server(".", 1, 151, 0));
    assertEquals("retransmission spurious_retransmission", client(".", 1, 1, 100));
    assertEquals("retransmission spurious_retransmission", client(".", 101, 1, 50));
    assertEquals("retransmission", client(".", 101, 1, 100));
    assertEquals(3, count(Judgement.RETRANSMISSION));
    assertEquals(2, count(Judgement.SPURIOUS_RETRANSMISSION));
  }

  @Test
  void shouldCallFastWhatTwoDuplicatesAskForWithinTwentyMilliseconds() {
    open();
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("lost_segment", client(".", 201, 1, 100));
    assertEquals(NOTHING, server(".", 1, 101, 0));
    assertEquals("duplicate_ack", server(".", 1, 101, 0));
    assertEquals("retransmission", client(1, ".", 101, 1, 100), "one duplicate only");
    assertEquals("duplicate_ack", server(".", 1, 101, 0));
    assertEquals(
        "retransmission fast_retransmission", client(20 * MILLISECOND - 1, ".", 101, 1, 100));
    assertEquals("retransmission", client(1, ".", 101, 1, 100));
    assertEquals("duplicate_ack", server(".", 1, 101, 0));
    assertEquals("retransmission", client(".", 111, 1, 90), "not what was asked for");
    assertEquals(1, count(Judgement.FAST_RETRANSMISSION));
    assertEquals(3, count(Judgement.DUPLICATE_ACK));
    assertEquals(1, exchange.newest().judged().tripleDuplicates(RESPONDER));
    assertEquals(0, exchange.newest().judged().tripleDuplicates(ORIGINATOR));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, -60, -150})
  void shouldMissWhatLiesBelowASegment(final int start) {
    open(start, 500);
    assertEquals(NOTHING, client(".", 1, 1, 50));
    assertEquals("lost_segment", client(".", 101, 1, 50));
    assertEquals(NOTHING, client(".", 151, 1, 50));
    assertEquals("lost_segment", client(".", 202, 1, 0), "without payload, too");
    assertEquals("lost_segment", client("F.", 300, 1, 0));
    assertEquals(NOTHING, client("R.", 999, 1, 0), "a RST may come from anywhere");
  }

  @Test
  void shouldNotMissWhatCameBeforeTheFirstSegment() {
    assertEquals(NOTHING, client(".", 1_000_000, 1, 50));
    assertEquals(NOTHING, server(".", 77, 1_000_050, 50));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, -150})
  void shouldNoticeOnceThatUnseenBytesAreAcknowledged(final int start) {
    open(start, 500);
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("lost_segment", client(".", 201, 1, 100));
    assertEquals("ack_lost_segment", server(".", 1, 301, 0));
    assertEquals("ack_lost_segment", server(".", 1, 401, 0), "behind all that was seen");
    assertEquals(NOTHING, server(".", 1, 501, 0));
    assertEquals(NOTHING, server(".", 1, 601, 0));
    assertEquals("lost_segment", client(".", 701, 1, 100));
    assertEquals("ack_lost_segment", server(".", 1, 801, 0));
    assertEquals(NOTHING, server(".", 1, 801, 10));
    assertEquals(3, count(Judgement.ACK_LOST_SEGMENT));
  }

  @Test
  void shouldNotNoticeAcknowledgementsWithoutTheFlag() {
    open();
    assertEquals(NOTHING, server("R", 1, 900, 0));
  }

  @Test
  void shouldCallDuplicateWhatRepeatsAnAckAndNothingElse() {
    open();
    assertEquals(NOTHING, server(".", 1, 1, 100));
    assertEquals(NOTHING, client(".", 1, 101, 0));
    assertEquals("duplicate_ack", client(".", 1, 101, 0));
    assertEquals(NOTHING, client(".", 1, 101, 10), "payload");
    assertEquals("duplicate_ack", client(".", 11, 101, 0));
    assertEquals(NOTHING, client(".", 11, 91, 0), "another number");
    assertEquals(NOTHING, client("F.", 11, 91, 0), "a FIN");
    exchange.window(999);
    assertEquals("window_update", client(".", 12, 91, 0), "another window");
    exchange.window(999);
    assertEquals("duplicate_ack", client("E.", 12, 91, 0));
  }

  @Test
  void shouldNotCallDuplicateWhatBringsNewsOfMptcp() {
    open();
    exchange.multipath(1);
    assertEquals("duplicate_ack", client(".", 1, 1, 0), "what it brings itself does not count");
    assertEquals(NOTHING, client(".", 1, 1, 0));
    assertEquals("duplicate_ack", client(".", 1, 1, 0));
    exchange.multipath(DSS);
    assertEquals(NOTHING, server(".", 1, 1, 0), "to it, the client's are");
    assertEquals(NOTHING, client(".", 1, 1, 0), "the server's are news, too");
    assertEquals("duplicate_ack", client(".", 1, 1, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, -10, -12})
  void shouldTellKeepAlivesAndTheirAnswersFromDuplicatesAndRetransmissions(final int start) {
    open(start, 500);
    assertEquals(NOTHING, client(".", 1, 1, 10));
    assertEquals(NOTHING, server(".", 1, 11, 0));
    assertEquals("keep_alive", client(SECOND, ".", 10, 1, 0));
    assertEquals("keep_alive_ack", server(".", 1, 11, 0));
    assertEquals("keep_alive", client(SECOND, ".", 10, 1, 1));
    assertEquals("keep_alive_ack", server(".", 1, 11, 0));
    assertEquals("keep_alive_ack", server(".", 1, 11, 0), "the newest of the peer still is one");
    assertEquals(NOTHING, client(".", 11, 1, 5));
    assertEquals("duplicate_ack", server(".", 1, 11, 0), "now it is not");
    assertEquals("retransmission spurious_retransmission", client(".", 9, 1, 2), "two bytes");
    assertEquals(NOTHING, client("R.", 10, 1, 0));
    assertEquals(2, count(Judgement.KEEP_ALIVE));
    assertEquals(0, exchange.newest().judged().outOfOrderBytes(ORIGINATOR));
  }

  @Test
  void shouldCallAnAnswerWithANewWindowAnUpdate() {
    open();
    assertEquals("keep_alive", client(SECOND, ".", 0, 1, 0));
    exchange.window(2_000);
    assertEquals("window_update", server(".", 1, 1, 0));
    assertEquals(1, exchange.newest().judged().segments(Judgement.WINDOW_UPDATE, RESPONDER));
    assertEquals(0, exchange.newest().judged().segments(Judgement.WINDOW_UPDATE, ORIGINATOR));
  }

  @Test
  void shouldFollowAClosedWindow() {
    open();
    assertEquals(NOTHING, client(".", 1, 1, 10));
    exchange.window(0);
    assertEquals("zero_window", server(".", 1, 11, 0));
    assertEquals("zero_window_probe", client(SECOND, ".", 11, 1, 1));
    exchange.window(0);
    assertEquals("zero_window zero_window_probe_ack", server(".", 1, 11, 0));
    assertEquals("zero_window_probe", client(SECOND, ".", 11, 1, 1), "the next number stayed");
    exchange.window(0);
    assertEquals("ack_lost_segment zero_window", server(".", 1, 12, 0), "it took the byte");
    exchange.window(0);
    assertEquals("zero_window zero_window_probe_ack", server(".", 1, 12, 0), "no duplicate ACK");
    assertEquals("window_update", server(".", 1, 12, 0));
    exchange.window(0);
    assertEquals(NOTHING, server("R.", 1, 12, 0), "a RST has no window");
    assertEquals(4, count(Judgement.ZERO_WINDOW));
    assertEquals(2, count(Judgement.ZERO_WINDOW_PROBE));
    assertEquals(2, count(Judgement.ZERO_WINDOW_PROBE_ACK));
  }

  @Test
  void shouldNotTakeTheByteAfterAProbeForARetransmission() {
    open();
    exchange.window(0);
    assertEquals("zero_window", server(".", 1, 1, 0));
    assertEquals("zero_window_probe", client(".", 1, 1, 1));
    assertEquals("window_update", server(".", 1, 1, 0));
    assertEquals(NOTHING, client(".", 1, 1, 50));
    assertEquals(NOTHING, client(".", 50, 1, 20), "what begins one byte below, either");
  }

  @Test
  void shouldNotProbeAWindowThatWasNeverSeen() {
    assertEquals(NOTHING, client(".", 1, 1, 10));
    assertEquals(NOTHING, client(".", 11, 1, 1));
  }

  @Test
  void shouldFillTheWindowByTheScaleOfBothSyns() {
    exchange.options(0, 2, 0).client("S", 100, 0, 0);
    exchange.options(0, 3, 0).window(20).server("S.", 500, 101, 0);
    client = 100;
    server = 500;
    assertEquals("window_full", client(".", 1, 1, 20), "not scaled before the first ACK");
    exchange.window(10);
    assertEquals(NOTHING, server(".", 1, 21, 0));
    assertEquals(NOTHING, client(".", 21, 1, 10));
    assertEquals(NOTHING, client(".", 31, 1, 69));
    assertEquals("window_full", client(".", 100, 1, 1), "80 from the newest ACK");
    assertEquals(NOTHING, client("F.", 101, 1, 5));
    assertEquals(2, exchange.newest().judged().segments(Judgement.WINDOW_FULL, ORIGINATOR));
  }

  @Test
  void shouldNotScaleWhereOneSynHasNoScale() {
    exchange.client("S", 100, 0, 0);
    exchange.options(0, 3, 0).window(20).server("S.", 500, 101, 0);
    exchange.window(20).server(".", 501, 101, 0);
    client = 100;
    server = 500;
    assertEquals("window_full", client(".", 1, 1, 20));
  }

  @Test
  void shouldNotKnowWhetherTheWindowIsFullWithoutTheSyns() {
    exchange.window(20).server(".", 1, 1, 0);
    client = 0;
    server = 0;
    assertEquals(NOTHING, client(".", 1, 1, 20));
  }

  @Test
  void shouldNotKnowTheScaleWhereTheOptionsOfASynWereCut() {
    exchange.options(0, -1, Segment.OPTIONS_CUT).client("S", 100, 0, 0);
    exchange.options(0, -1, Segment.OPTIONS_CUT).window(20).server("S.", 500, 101, 0);
    exchange.window(20).server(".", 501, 101, 0);
    client = 100;
    server = 500;
    assertEquals(NOTHING, client(".", 1, 1, 20));
  }

  @Test
  void shouldCallPortsReusedWhereASynHasAnotherNumber() {
    open();
    assertEquals(NOTHING, client("F.", 1, 1, 0));
    assertEquals("reused_ports", client(20 * SECOND, "S", 9_000, -500, 0));
    assertEquals(1, exchange.newest().judged().segments(Judgement.REUSED_PORTS, ORIGINATOR));
    assertEquals(NOTHING, server("S.", 3_000, 9_001, 0), "nothing is left of the server's");
    assertEquals(NOTHING, client(".", 9_001, 3_001, 0));
  }

  @Test
  void shouldStayWithTheOldNumbersWhereASynRepeatsOneThatIsLongOver() {
    open();
    assertEquals(NOTHING, client("R.", 500, 1, 0), "moves the next number");
    assertEquals("retransmission", client(100 * SECOND, "S", 0, -500, 0));
    assertEquals("retransmission", server("S.", 0, 1, 0));
    assertEquals(NOTHING, client(".", 1, 1, 10), "and the SYN moved it back");
  }

  @Test
  void shouldCallPortsReusedWhereASynAckHasAnotherNumber() {
    open();
    assertEquals("lost_segment reused_ports", server("S.", 300, 1, 0));
    assertEquals("ack_lost_segment", client(".", 1, 301, 0));
    assertEquals(NOTHING, server(".", 301, 1, 20));
  }

  @Test
  void shouldGoOnWithTheNumbersOfAConnectionThatFellSilentTooLong() {
    open();
    assertEquals(NOTHING, client(".", 1, 1, 100));
    assertEquals("retransmission", client(100_000 * SECOND, ".", 1, 1, 100));
    assertEquals(1, exchange.finished.size(), "another connection");
    assertEquals(1, count(Judgement.RETRANSMISSION));
    assertEquals(
        0, exchange.view(exchange.finished.getFirst()).judged().retransmittedBytes(ORIGINATOR));
  }

  @Test
  void shouldForgetTheOctetOfAFinBehindTenThousandSegmentsThatNobodyAcknowledged() {
    for (int i = 0; i < 9_999; i++) {
      client(1, ".", 1 + i, 1, 1);
    }
    assertEquals(NOTHING, client(".", 10_000, 1, 1));
    assertEquals(NOTHING, client("F.", 10_001, 1, 0));
    assertEquals(NOTHING, client("F.", 10_001, 1, 0));
  }

  @Test
  void shouldKnowNothingOfTheNextNumberWhereItIsZero() {
    open(-11, 500);
    assertEquals(NOTHING, client(".", 1, 1, 10));
    assertEquals(NOTHING, client(".", 51, 1, 10));
    assertEquals("lost_segment", client(".", 71, 1, 10));
  }

  @Test
  void shouldTakeTheRestOfAFragmentedSegmentForSeen() {
    open();
    exchange.fragmented();
    assertEquals(NOTHING, client(".", 1, 1, 60));
    assertEquals(NOTHING, client(".", 201, 1, 100));
    exchange.fragmented();
    assertEquals(NOTHING, client(".", 301, 1, 60));
    assertEquals(NOTHING, server(".", 1, 501, 0));
    assertEquals(NOTHING, client(".", 501, 1, 10));
    assertEquals("lost_segment", client(".", 521, 1, 10));
  }

  @Test
  void shouldAllocateNothing() {
    open();
    repeat(20_000);
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final long before = threads.getCurrentThreadAllocatedBytes();
    repeat(50_000);
    final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 10_000, allocated + " bytes in 250,000 segments");
  }

  /** Data, a gap, duplicate ACKs, a retransmission, a keep-alive: five segments each time. */
  private void repeat(final int times) {
    for (int i = 0; i < times; i++) {
      final int at = client + 1 + 30 * i;
      exchange.soon(MILLISECOND).send(true, ACK, at, server + 1, 10);
      exchange.soon(MILLISECOND).send(true, ACK, at + 20, server + 1, 10);
      exchange.soon(MILLISECOND).send(false, ACK, server + 1, at + 10, 0);
      exchange.soon(MILLISECOND).send(false, ACK, server + 1, at + 10, 0);
      exchange.soon(MILLISECOND).send(true, ACK, at + 29, server + 1, 0);
    }
  }

  @Test
  void shouldMoveNumbersOnBehindAHeaderThatClaimsTooFewBytes() {
    open();
    exchange.badHeader();
    assertEquals(NOTHING, client("P.", 1, 1, 40));
    assertEquals(NOTHING, server(".", 1, 41, 0), "what was behind the header counts as sent");
    assertEquals(NOTHING, client("P.", 41, 1, 10));
    assertEquals("retransmission", client(SECOND, "P.", 41, 1, 10));
    assertEquals(0, count(Judgement.LOST_SEGMENT), "nothing is said of the segment itself");
    assertEquals(4, exchange.newest().packets(ORIGINATOR), "nor is it counted");
  }

  @Test
  void shouldKnowNothingButTheRoundTripOfASegmentThatEndsInItsHeader() {
    client = 100;
    server = 500;
    exchange.soon(SECOND).client("S", client, 0, 0);
    exchange.soon(10 * MILLISECOND).server("S.", server, client + 1, 0);
    exchange.shortOf(28);
    assertEquals(NOTHING, client("P.", 101, 1, 0));
    assertEquals("lost_segment", client(".", 201, 1, 100), "the numbers are those of the SYN");
    assertEquals(
        "out_of_order", client(20 * MILLISECOND - 1, ".", 101, 1, 50), "within the round trip");
  }

  @Test
  void shouldMakeNoConnectionOfABadHeader() {
    exchange.badHeader().client("S", 100, 0, 0);
    assertEquals(0, exchange.table.size());
    open();
    exchange.badHeader().soon(SECOND).client("S", 9_000, 0, 0);
    assertEquals(List.of(), exchange.finished);
    exchange.badHeader().later(10_000 * SECOND).client(".", 101, 501, 0);
    assertEquals(List.of(), exchange.finished);
  }
}
