package dev.weir.http;

import static dev.weir.http.Dialogue.CLIENT;
import static dev.weir.http.Dialogue.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.transport.TcpFlags;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How connections end, and what that means for the last request. */
class HttpRaceTest {
  private static final String GET = "GET / HTTP/1.1\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final long SECOND = 1_000_000_000L;

  private static Dialogue answeredOnce() {
    return Dialogue.opened().client(GET).server(OK);
  }

  @Test
  void shouldTellHowLongTheConnectionWasIdleBeforeTheServerClosedIt() {
    final HttpTransaction transaction =
        last(answeredOnce().pause(60 * SECOND).fin(SERVER).fin(CLIENT));
    assertEquals(HttpEnding.CLOSED_SERVER, transaction.ending());
    assertEquals(60 * SECOND + Dialogue.STEP_NANOS, transaction.closedAfterNanos());
    assertEquals(6, transaction.endingPacket());
    assertTrue(transaction.persists());
  }

  @Test
  void shouldTellHowLongTheConnectionWasIdleBeforeItWasUsedAgain() {
    final List<HttpTransaction> found =
        answeredOnce().pause(3 * SECOND).client(GET).server(OK).transactions();
    assertEquals(-1, found.get(0).idleNanos());
    assertEquals(3 * SECOND + Dialogue.STEP_NANOS, found.get(1).idleNanos());
    assertEquals(2, found.get(1).number());
    assertEquals(HttpTransaction.NOT_KNOWN, found.get(1).closedAfterNanos());
  }

  @Test
  void shouldSayThatARequestWasLostWhereTheServerClosedBeforeItCame() {
    // On the client's side of the network: the request leaves, then the server's FIN comes.
    final HttpTransaction crossing =
        last(
            answeredOnce()
                .client(GET)
                .sentBeforeReceiving(SERVER, TcpFlags.FIN, "", GET.length())
                .resetOutOfTheBlue(SERVER));
    assertEquals(HttpOutcome.LOST_IN_RACE, crossing.outcome());
    assertEquals(HttpEnding.CLOSED_SERVER, crossing.ending());
    // On the server's side: its FIN leaves, then the request comes.
    final HttpTransaction late =
        last(
            answeredOnce()
                .fin(SERVER)
                .sentBeforeReceiving(CLIENT, TcpFlags.PSH, GET, 1)
                .resetOutOfTheBlue(SERVER));
    assertEquals(HttpOutcome.LOST_IN_RACE, late.outcome());
    assertTrue(late.closedAfterNanos() < 0);
  }

  @Test
  void shouldSayThatARequestWasLostWhereThereWasNoConnectionAnyMore() {
    final HttpTransaction transaction = last(answeredOnce().client(GET).resetOutOfTheBlue(SERVER));
    assertEquals(HttpOutcome.LOST_IN_RACE, transaction.outcome());
    assertEquals(HttpEnding.RESET_SERVER, transaction.ending());
  }

  @Test
  void shouldNotBlameTheRaceWhereTheServerHadReceivedTheRequest() {
    assertEquals(
        HttpOutcome.CLOSED_UNANSWERED, last(answeredOnce().client(GET).fin(SERVER)).outcome());
    assertEquals(
        HttpOutcome.CLOSED_UNANSWERED, last(answeredOnce().client(GET).reset(SERVER)).outcome());
  }

  @Test
  void shouldNotTakeAnUnaskedResponseForTheAnswerToARequestThatItDoesNotAcknowledge() {
    final List<HttpTransaction> found =
        answeredOnce()
            .client(GET)
            .sentBeforeReceiving(
                SERVER,
                TcpFlags.FIN,
                "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n",
                GET.length())
            .transactions();
    assertEquals(3, found.size());
    assertEquals(HttpOutcome.NO_REQUEST, found.get(1).outcome());
    assertEquals(408, found.get(1).response().status());
    assertEquals(HttpOutcome.LOST_IN_RACE, found.get(2).outcome());
  }

  @Test
  void shouldTellWhatBecameOfARequestWithoutAnswer() {
    assertEquals(HttpOutcome.UNANSWERED, last(answeredOnce().client(GET)).outcome());
    assertEquals(HttpOutcome.GIVEN_UP, last(answeredOnce().client(GET).fin(CLIENT)).outcome());
    assertEquals(HttpOutcome.GIVEN_UP, last(answeredOnce().client(GET).reset(CLIENT)).outcome());
    assertEquals(
        HttpOutcome.REQUEST_CUT_SHORT,
        last(answeredOnce().client("PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\n").reset(CLIENT))
            .outcome());
  }

  @Test
  void shouldTellAResponseThatWasCutShort() {
    final String half = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf";
    assertEquals(
        HttpOutcome.CUT_SHORT,
        last(Dialogue.opened().client(GET).server(half).reset(SERVER)).outcome());
    assertEquals(
        HttpOutcome.CUT_SHORT,
        last(Dialogue.opened().client(GET).server(half).fin(SERVER)).outcome());
    final String toClose = "HTTP/1.1 200 OK\r\n\r\nhalf";
    assertEquals(
        HttpOutcome.CUT_SHORT,
        last(Dialogue.opened().client(GET).server(toClose).reset(SERVER)).outcome());
    assertEquals(
        HttpOutcome.COMPLETE,
        last(Dialogue.opened().client(GET).server(toClose).fin(SERVER)).outcome());
  }

  @Test
  void shouldNoteAResponseThatCameBeforeTheRequestWasOver() {
    final HttpTransaction transaction =
        last(
            Dialogue.opened()
                .client("PUT /big HTTP/1.1\r\nContent-Length: 8\r\n\r\n1234")
                .server("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
                .client("5678"));
    assertTrue(transaction.has(HttpNote.EARLY_RESPONSE));
    assertEquals(-Dialogue.STEP_NANOS, transaction.firstByteNanos());
  }

  @Test
  void shouldLeaveAConnectionWithTooManyRequestsInARow() {
    final Dialogue dialogue = Dialogue.opened();
    for (int i = 0; i < ExchangeQueue.MOST_WAITING + 10; i++) {
      dialogue.client(GET);
    }
    final List<HttpTransaction> found = dialogue.transactions();
    assertEquals(ExchangeQueue.MOST_WAITING + 1, found.size());
    assertEquals(HttpEnding.NOT_FOLLOWED, found.getLast().ending());
    assertTrue(found.getLast().has(HttpNote.QUEUE_BOUND));
  }

  private static HttpTransaction last(final Dialogue dialogue) {
    return dialogue.transactions().getLast();
  }
}
