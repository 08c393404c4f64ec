package dev.weir.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However segments are cut, ordered, repeated or lost: what can be known is found. */
class HttpOrderTest {
  private static final String FIRST =
      "POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nupload";
  private static final String FIRST_ANSWER =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n6\r\npedia!\r\n0\r\n\r\n";
  private static final String SECOND = "HEAD /second HTTP/1.1\r\nX: 1\r\n folded\r\n\r\n";
  private static final String SECOND_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n";
  private static final String THIRD = "GET /third HTTP/1.0\r\n\r\n";
  private static final String THIRD_ANSWER = "HTTP/1.0 200 Fine\r\n\r\nup to the end";

  private static Dialogue wholeDialogue() {
    return Dialogue.opened()
        .client(FIRST)
        .server(FIRST_ANSWER)
        .client(SECOND)
        .server(SECOND_ANSWER)
        .client(THIRD)
        .server(THIRD_ANSWER)
        .fin(Dialogue.SERVER)
        .fin(Dialogue.CLIENT);
  }

  private static final String WHOLE = Dialogue.gist(wholeDialogue().transactions());

  @Test
  void shouldFindAllOfTheWholeDialogue() {
    assertEquals(
        """
        1 POST /first 52+6=58 length -> 200 OK 47+10=72 chunked complete reused 0
        2 HEAD /second 40+0=40 none -> 200 OK 39+0=39 none complete reused 0
        3 GET /third 23+0=23 none -> 200 Fine 21+13=34 to_close complete closed_server 0
        """,
        WHOLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 11, 13, 17, 29, 31})
  void shouldFindTheSameInSegmentsOfAnySize(final int size) {
    final Dialogue dialogue =
        Dialogue.opened()
            .client(FIRST, size)
            .server(FIRST_ANSWER, size)
            .client(SECOND, size)
            .server(SECOND_ANSWER, size)
            .client(THIRD, size)
            .server(THIRD_ANSWER, size)
            .fin(Dialogue.SERVER)
            .fin(Dialogue.CLIENT);
    assertEquals(WHOLE, Dialogue.gist(dialogue.transactions()));
  }

  @Test
  void shouldFindTheSameWhereverAMessageIsCutInTwo() {
    final List<Dialogue.Sent> whole = wholeDialogue().segments();
    for (int i = 0; i < whole.size(); i++) {
      for (int at = 1; at < whole.get(i).length(); at++) {
        for (final boolean swapped : new boolean[] {false, true}) {
          final List<Dialogue.Sent> cut = new ArrayList<>(whole);
          cut.set(i, part(whole.get(i), 0, at));
          cut.add(i + 1, part(whole.get(i), at, whole.get(i).length()));
          if (swapped) {
            Collections.swap(cut, i, i + 1);
          }
          assertEquals(WHOLE, Dialogue.gist(Dialogue.transactions(cut)), i + " at " + at);
        }
      }
    }
  }

  private static Dialogue.Sent part(final Dialogue.Sent whole, final int from, final int to) {
    final byte[] bytes = java.util.Arrays.copyOfRange(whole.payload(), from, to);
    return new Dialogue.Sent(
        whole.from(),
        whole.sequence() + from,
        whole.ack(),
        whole.flags(),
        to - from,
        bytes,
        whole.nanos());
  }

  @Test
  void shouldFindTheSameInEveryOrderOfTheSegmentsBehindTheHandshake() {
    final List<Dialogue.Sent> all = wholeDialogue().segments();
    final List<Dialogue.Sent> handshake = all.subList(0, 3);
    final int[] count = {0};
    permute(
        new ArrayList<>(all.subList(3, all.size())),
        0,
        order -> {
          final List<Dialogue.Sent> segments = new ArrayList<>(handshake);
          segments.addAll(order);
          // Who closed is told by the order, and nothing else.
          final String gist = Dialogue.gist(Dialogue.transactions(segments));
          assertEquals(
              WHOLE.replace("closed_server", "closed_"),
              gist.replaceAll("closed_(client|server)", "closed_"));
          count[0]++;
        });
    assertEquals(40_320, count[0]);
  }

  /** Calls for every order of what is at {@code from} and behind it. */
  private static void permute(
      final List<Dialogue.Sent> segments,
      final int from,
      final java.util.function.Consumer<List<Dialogue.Sent>> visit) {
    if (from == segments.size()) {
      visit.accept(segments);
      return;
    }
    for (int i = from; i < segments.size(); i++) {
      Collections.swap(segments, from, i);
      permute(segments, from + 1, visit);
      Collections.swap(segments, from, i);
    }
  }

  @Test
  void shouldFindTheSameWithSmallSegmentsInDisorderTwiceAndOverlapping() {
    final Random random = new Random(6);
    final List<Dialogue.Sent> all = wholeDialogue().segments();
    for (int round = 0; round < 500; round++) {
      final List<Dialogue.Sent> pieces = new ArrayList<>();
      for (final Dialogue.Sent sent : all.subList(3, all.size())) {
        for (int at = 0; at < sent.length(); at += 8) {
          final int from = Math.max(0, at - random.nextInt(12));
          pieces.add(part(sent, from, Math.min(sent.length(), at + 8 + random.nextInt(12))));
        }
        pieces.add(part(sent, sent.length(), sent.length()));
      }
      // No farther out of order than is waited for.
      for (int i = 0; i < pieces.size(); i += 8) {
        Collections.shuffle(pieces.subList(i, Math.min(pieces.size(), i + 8)), random);
      }
      final List<Dialogue.Sent> segments = new ArrayList<>(all.subList(0, 3));
      segments.addAll(pieces);
      assertEquals(
          WHOLE.replace("closed_server", "closed_"),
          Dialogue.gist(Dialogue.transactions(segments))
              .replaceAll("closed_(client|server)", "closed_"),
          "round " + round);
    }
  }

  @Test
  void shouldFindTheOthersWhicheverSegmentIsMissing() {
    final List<Dialogue.Sent> all = wholeDialogue().segments();
    for (int missing = 3; missing < all.size() - 2; missing++) {
      final List<Dialogue.Sent> rest = new ArrayList<>(all);
      rest.remove(missing);
      final List<HttpTransaction> found = Dialogue.transactions(rest);
      final int hit = (missing - 3) / 2;
      final boolean ofRequest = (missing - 3) % 2 == 0;
      assertEquals(3, found.size(), "without " + missing);
      for (int i = 0; i < 3; i++) {
        if (i != hit) {
          assertEquals(HttpOutcome.COMPLETE, found.get(i).outcome(), missing + ": " + i);
        } else if (ofRequest) {
          assertEquals(HttpOutcome.NO_REQUEST, found.get(i).outcome());
        } else {
          assertEquals(HttpOutcome.NOT_CAPTURED, found.get(i).outcome(), missing + ": " + i);
        }
      }
    }
  }

  @Test
  void shouldKeepCountingWhereABodyHasAHole() {
    for (final int hole : new int[] {1, 1_000, 3_000}) {
      final List<HttpTransaction> found =
          Dialogue.opened()
              .client(THIRD)
              .server("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(1_500))
              .serverSkips(hole)
              .server("y".repeat(3_500 - hole) + "HTTP/1.1 200 Stray\r\n\r\n")
              .client("GET /next HTTP/1.1\r\n\r\n")
              .server("HTTP/1.1 204 None\r\n\r\n")
              .transactions();
      assertTrue(found.get(0).has(HttpNote.GAP));
      assertEquals(5_000, found.get(0).response().message().bodyBytes());
      assertEquals(HttpOutcome.COMPLETE, found.get(0).outcome());
    }
  }

  @Test
  void shouldStayInStepWhereAHoleIsWithinOneChunkAndSayWhereItIsNot() {
    final String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    final HttpTransaction within =
        Dialogue.opened()
            .client(THIRD)
            .server(head + "20\r\n0123456789")
            .serverSkips(10)
            .server("0123456789ab\r\n0\r\n\r\n")
            .transactions()
            .getFirst();
    assertEquals(HttpFraming.CHUNKED, within.response().message().framing());
    assertEquals(32, within.response().message().bodyBytes());
    final HttpTransaction beyond =
        Dialogue.opened()
            .client(THIRD)
            .server(head + "4\r\nwiki\r\n")
            .serverSkips(40)
            .server("more of it\r\n0\r\n\r\n")
            .fin(Dialogue.SERVER)
            .transactions()
            .getFirst();
    assertEquals(HttpFraming.UNKNOWN, beyond.response().message().framing());
    assertEquals(-1, beyond.response().message().bodyBytes());
    assertEquals(head.length() + 9 + 40 + 17, beyond.response().message().bytes());
    assertEquals(HttpOutcome.COMPLETE, beyond.outcome(), "its end was found again");
  }

  @Test
  void shouldCountBodiesOfWhichNothingWasCaptured() {
    final List<Dialogue.Sent> all =
        Dialogue.opened()
            .client(FIRST)
            .server("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + "z".repeat(1_000))
            .server("z".repeat(3_000))
            .client(THIRD)
            .server(THIRD_ANSWER)
            .segments();
    for (int captured = 41; captured < 1_100; captured += 97) {
      final List<Dialogue.Sent> cut = new ArrayList<>();
      for (final Dialogue.Sent sent : all) {
        cut.add(sent.from() == Endpoint.RESPONDER ? sent.cutTo(captured) : sent);
      }
      final List<HttpTransaction> found = Dialogue.transactions(cut);
      assertEquals(4_000, found.get(0).response().message().bodyBytes());
      assertEquals(HttpOutcome.COMPLETE, found.get(0).outcome());
      assertEquals(2, found.size());
    }
  }

  @Test
  void shouldFindEachMessageAgainWhereverTheSnapshotLengthCutsTheHeaders() {
    final List<Dialogue.Sent> all = wholeDialogue().segments();
    for (int captured = 16; captured < 60; captured++) {
      final List<Dialogue.Sent> cut = new ArrayList<>();
      for (final Dialogue.Sent sent : all) {
        cut.add(sent.cutTo(captured));
      }
      final List<HttpTransaction> found = Dialogue.transactions(cut);
      assertEquals(3, found.size(), "cut to " + captured);
      assertEquals("POST", found.get(0).request().method());
      assertEquals(200, found.get(2).response().status());
      assertEquals(58, found.get(0).request().message().bytes());
      assertEquals(72, found.get(0).response().message().bytes());
      assertEquals(captured < 52, found.get(0).request().message().headerBytes() < 0);
      assertEquals(
          captured < 52, HttpNote.CUT_BY_SNAPLEN.isIn(found.get(0).request().message().notes()));
    }
  }

  @Test
  void shouldJoinAConnectionAtItsNextRequest() {
    final List<HttpTransaction> found =
        Dialogue.midstream()
            .server("the end of some body\r\n")
            .client(SECOND)
            .server(SECOND_ANSWER)
            .client(THIRD)
            .server(THIRD_ANSWER)
            .fin(Dialogue.SERVER)
            .transactions();
    assertEquals(2, found.size());
    assertEquals("/second", found.get(0).request().target());
    assertTrue(found.get(0).has(HttpNote.MIDSTREAM));
    assertEquals(HttpOutcome.COMPLETE, found.get(1).outcome());
  }

  @Test
  void shouldListWhatOneDirectionTells() {
    final List<Dialogue.Sent> all = wholeDialogue().segments();
    final List<Dialogue.Sent> asked = new ArrayList<>(all);
    asked.removeIf(sent -> sent.from() == Dialogue.SERVER);
    final List<HttpTransaction> requests = Dialogue.transactions(asked);
    assertEquals(3, requests.size());
    for (final HttpTransaction transaction : requests) {
      assertEquals(HttpOutcome.NOT_CAPTURED, transaction.outcome());
    }
    final List<Dialogue.Sent> answered = new ArrayList<>(all);
    answered.removeIf(sent -> sent.from() == Dialogue.CLIENT);
    final List<HttpTransaction> responses = Dialogue.transactions(answered);
    assertEquals(3, responses.size());
    for (final HttpTransaction transaction : responses) {
      assertEquals(HttpOutcome.NO_REQUEST, transaction.outcome());
      assertEquals(Dialogue.CLIENT, transaction.client());
    }
  }

  @Test
  void shouldHoldNoMoreThanItsBoundAndSaySo() {
    final Dialogue dialogue = Dialogue.opened().client(THIRD);
    dialogue.server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").serverSkips(1);
    for (int i = 0; i < 2 * PayloadStream.MOST_HELD; i++) {
      dialogue.server("5\r\nchunk\r\n");
    }
    final List<HttpTransaction> found = dialogue.transactions();
    assertEquals(1, found.size());
    assertTrue(found.getFirst().has(HttpNote.HOLDING_BOUND));
  }
}
