package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWrapTest {
  @Test
  void shouldBreakAtBlanks() {
    assertEquals(List.of("one two", "three", "four"), TextWrap.wrap("one two three four", 9));
    assertEquals(List.of("one"), TextWrap.wrap("one", 3));
    assertEquals(List.of(""), TextWrap.wrap("", 3));
  }

  @Test
  void shouldLeaveAWordWholeThatIsWiderThanTheLine() {
    assertEquals(List.of("extraordinary", "case"), TextWrap.wrap("extraordinary case", 5));
  }

  @Test
  void shouldKeepAnOperatorWithWhatItJoins() {
    assertEquals(List.of("so ack", "163 = J + 1"), TextWrap.wrap("so ack 163 = J + 1", 13));
    assertEquals(List.of("it goes", "A → B"), TextWrap.wrap("it goes A → B", 10));
  }

  @Test
  void shouldCountChineseCharactersTwice() {
    assertEquals(List.of("三次握手", "完成"), TextWrap.wrap("三次握手完成", 8));
  }

  @Test
  void shouldNotBeginALineWithAClosingMarkNorEndItWithAnOpeningOne() {
    for (int width = 4; width < 30; width++) {
      for (final String line : TextWrap.wrap("服务器（主动关闭方）先关闭，客户端（被动）后关闭。", width)) {
        assertTrue("，。）".indexOf(line.charAt(0)) < 0, line);
        assertTrue(!line.endsWith("（"), line);
      }
    }
  }
}
