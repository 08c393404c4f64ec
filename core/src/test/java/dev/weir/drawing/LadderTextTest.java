package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.story.ConnectionStory;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal shows of a connection. */
class LadderTextTest {
  private static final DrawingOptions PLAIN = DrawingOptions.defaults();
  private static final DrawingOptions ASCII = PLAIN.withTerminal(80, false, false);

  private static String draw(final ConnectionStory story, final DrawingOptions options)
      throws IOException {
    final StringBuilder text = new StringBuilder();
    new LadderText(options).write(story, text);
    return text.toString();
  }

  @Test
  void shouldDrawHandshakeDataAndCloseWithTheStatesAtEachSide() throws Exception {
    assertEquals(
        """
                    10.0.0.1:40000                                         10.0.0.2:9000
                         CLOSED │                                          │ LISTEN
         1 0.000000    SYN_SENT │─ SYN seq 0 (7000) win 64000 ────────────▶│
         2 0.020000 ESTABLISHED │◀── SYN ACK seq 0 (7000) ack 1 win 64000 ─│ SYN_RCVD
         3 0.022000             │─ ACK seq 1 ack 1 win 64000 ─────────────▶│ ESTABLISHED
         4 0.022500             │─ PSH ACK · 100 B seq 1:101 ack 1 ───────▶│
         5 0.042900             │◀════ 20 segments · 20,000 B seq 1:20001 ═│
         6 0.045000             │═ 20 ACKs ack 20001 ═════════════════════▶│
        45 0.097500  CLOSE_WAIT │◀─── FIN ACK seq 20001 ack 101 win 64000 ─│ FIN_WAIT_1
        46 0.100500    LAST_ACK │─ FIN ACK seq 101 ack 20002 win 64000 ───▶│ TIME_WAIT
        47 0.120500      CLOSED │◀─────── ACK seq 20002 ack 102 win 64000 ─│
        """,
        draw(StoryBuilder.download(20).story(), PLAIN));
  }

  @Test
  void shouldMarkRetransmissionsLossesProbesWindowsAndResetsInAsciiToo() throws Exception {
    assertEquals(
        """
                     10.0.0.1:40000                                        10.0.0.2:9000
                          CLOSED |                                         | LISTEN
         1  0.000000    SYN_SENT |- SYN seq 0 (7000) win 64000 ----------->|
         2  0.020000 ESTABLISHED |<- SYN ACK seq 0 (7000) ack 1 win 64000 -| SYN_RCVD
         3  0.022000             |- ACK seq 1 ack 1 win 64000 ------------>| ESTABLISHED
         4  0.022500             |~ PSH ACK - 100 B, lost? seq 1:101 ~~~~~x|
         5  0.322500             |~ PSH ACK - 100 B, retransmission ~~~~~~>|
         6  0.342500             |<---------- ACK seq 1 ack 101 win 64000 -|
         7  0.343400             |<----- ACK, window closed seq 1 ack 101 -|
         8  0.352400             |<----- ACK, window update seq 1 ack 101 -|
                                 |.............. idle 10.0 s ..............|
         9 10.352400             |= 3 keep-alive probes every 10.0 s =====>|
        10 10.372400             |<==================== 3 answers ack 101 =|
        15 30.413400      CLOSED |<------ RST ACK seq 1 ack 101 win 64000 -| CLOSED
        """,
        draw(StoryBuilder.troubled().story(), ASCII));
  }

  @Test
  void shouldDrawInChineseWithTheLifelinesStraight() throws Exception {
    final DrawingOptions chinese = PLAIN.withLocale(Locale.SIMPLIFIED_CHINESE);
    final String text = draw(StoryBuilder.troubled().story(), chinese);
    assertTrue(text.contains("重传"), text);
    assertTrue(text.contains("次保活探测"), text);
    assertTrue(text.contains("空闲 10.0 秒"), text);
    assertLifelinesStraight(text);
  }

  @Test
  void shouldDrawInEnglishWhereTheTerminalHasNoChinese() throws Exception {
    assertEquals(
        draw(StoryBuilder.troubled().story(), ASCII),
        draw(StoryBuilder.troubled().story(), ASCII.withLocale(Locale.CHINESE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61, 79, 80, 100, 132, 200})
  void shouldFillTheTerminalAndNoMore(final int columns) throws Exception {
    for (final Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      final DrawingOptions options = PLAIN.withLocale(language).withTerminal(columns, true, false);
      final String text = draw(StoryBuilder.troubled().story(), options);
      final int widest = text.lines().mapToInt(CellWidth::of).max().orElse(0);
      assertEquals(columns, widest, text);
      assertLifelinesStraight(text);
    }
  }

  @Test
  void shouldShowMoreNumbersWhereThereIsRoom() throws Exception {
    final ConnectionStory story = StoryBuilder.download(20).story();
    assertFalse(draw(story, PLAIN).contains("seq 1:101 ack 1 win 64000"));
    final String wide = draw(story, PLAIN.withTerminal(120, true, false));
    assertTrue(wide.contains("seq 1:101 ack 1 win 64000"), wide);
  }

  @Test
  void shouldUseColoursOnlyWhereAsked() throws Exception {
    final ConnectionStory story = StoryBuilder.troubled().story();
    final String plain = draw(story, PLAIN);
    assertFalse(plain.contains("\u001b"));
    final String coloured = draw(story, PLAIN.withTerminal(80, true, true));
    assertTrue(coloured.contains("\u001b[31m"), coloured);
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void shouldPrintNothingThatMovesTheCursorWhereNamesAreHostile() throws Exception {
    final ConnectionStory story =
        StoryBuilder.download(3).names("evil\u001b[2J\r\nhost\u202e", "b\u0007ell\u0000").story();
    final String text = draw(story, PLAIN);
    assertTrue(text.codePoints().allMatch(c -> c == '\n' || c >= ' ' && c != 0x202E), text);
    assertTrue(text.contains("evil\uFFFD[2J\uFFFD\uFFFDhost\uFFFD:40000"), text);
  }

  @Test
  void shouldCutLongNamesInsteadOfLines() throws Exception {
    final ConnectionStory story =
        StoryBuilder.download(3).names("a".repeat(300), "主".repeat(300)).story();
    for (final String line : draw(story, PLAIN).lines().toList()) {
      assertTrue(CellWidth.of(line) <= 80, line);
    }
  }

  /** Each line has its two lifelines in the same columns. */
  private static void assertLifelinesStraight(final String text) {
    final Set<String> columns = new HashSet<>();
    text.lines()
        .skip(1)
        .forEach(
            line -> {
              final int left = line.indexOf('│');
              final int right = line.lastIndexOf('│');
              columns.add(
                  CellWidth.of(line.substring(0, left))
                      + " "
                      + CellWidth.of(line.substring(0, right)));
            });
    assertEquals(1, columns.size(), text);
  }
}
