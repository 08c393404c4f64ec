package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How numbers, spans and texts are written and measured. */
class MeasuresTest {
  @Test
  void shouldWriteTimesOfTheCaptureToTheMicrosecond() {
    assertEquals("0.000000", Measures.clock(0));
    assertEquals("60.154012", Measures.clock(60_154_012_999L));
    assertEquals("-0.000001", Measures.clock(-1_000));
  }

  @Test
  void shouldWriteBytesExactlyBelowAMillion() {
    assertEquals("38,122 B", Measures.bytes(38_122));
    assertEquals("1.00 MB", Measures.bytes(1_000_000));
    assertEquals("9.22 EB", Measures.bytes(Long.MAX_VALUE));
  }

  @Test
  void shouldCountTwoColumnsForChinese() {
    assertEquals(8, CellWidth.of("重传 abc"));
    assertEquals("重…", CellWidth.cut("重传x", 4, "…"));
    assertEquals(3, CellWidth.of("重…"));
    assertEquals("abc", CellWidth.cut("abc", 3, "…"));
    assertEquals("e\u0301", CellWidth.left("e\u0301", 1), "an accent takes no column");
  }

  @Test
  void shouldReplaceWhatMustNotBeShown() {
    assertEquals("a\uFFFDb\uFFFD", PrintableText.of("a\u001bb\u2066"));
    assertEquals("\uFFFD", PrintableText.of("\ud800"));
    assertEquals("plain 文字", PrintableText.of("plain 文字"));
  }

  @Test
  void shouldBreakLinesAtBlanksAndBetweenChineseCharacters() {
    final List<String> words = FontWidth.lines("one two three four", 10, 45, 5);
    assertTrue(words.size() > 1);
    words.forEach(line -> assertTrue(FontWidth.of(line, 10) <= 45, line));
    assertEquals("one two three four", String.join(" ", words));
    final List<String> chinese = FontWidth.lines("服务器关闭了连接，因为空闲。", 10, 80, 5);
    assertEquals("服务器关闭了连接，因为空闲。", String.join("", chinese));
    chinese.forEach(line -> assertTrue("，。".indexOf(line.charAt(0)) < 0, line));
  }

  @Test
  void shouldCutTheLastLineThatIsAllowed() {
    final List<String> lines = FontWidth.lines("word ".repeat(100), 10, 100, 3);
    assertEquals(3, lines.size());
    assertTrue(lines.getLast().endsWith("…"));
  }

  @Test
  void shouldMarkRoundValuesOnAnAxis() {
    assertEquals(
        List.of(0.0, 10_000.0, 20_000.0, 30_000.0, 40_000.0),
        ValueScale.linear(0, 38_123, 100, 0).ticks());
    assertEquals(List.of(10.0, 100.0, 1_000.0), ValueScale.logarithmic(12, 900, 100, 0).ticks());
    assertEquals(50, ValueScale.linear(0, 100, 100, 0).at(50));
    assertEquals(50, ValueScale.logarithmic(1, 100, 100, 0).at(10));
  }

  @Test
  void shouldDrawNoMorePointsThanThereAreColumns() {
    final StepLine line = new StepLine();
    for (int i = 0; i < 100_000; i++) {
      line.to(i / 1_000.0, i % 50);
    }
    final String path = line.endAt(100);
    assertTrue(path.chars().filter(c -> c == 'V').count() <= 5 * 200, "length " + path.length());
    assertTrue(path.contains("V49"), "the highest value of a column is drawn");
  }

  @Test
  void shouldWriteNumbersWithTwoPlacesAtMost() {
    assertEquals("3", Markup.number(3.0));
    assertEquals("3.1", Markup.number(3.1));
    assertEquals("-0.13", Markup.number(-0.1299));
  }
}
