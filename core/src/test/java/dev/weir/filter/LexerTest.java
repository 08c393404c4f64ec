package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LexerTest {
  private static List<Token> tokens(final String text) throws FilterException {
    final List<Token> tokens = Lexer.tokens(text);
    assertEquals(TokenKind.END, tokens.getLast().kind());
    return tokens.subList(0, tokens.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "80, NUMBER",
    "0x50, NUMBER",
    "tcp-syn, NUMBER",
    "10.1, IPV4",
    "10.1.2.3, IPV4",
    "10.1.2.3.4, NAME",
    "1.2.3.4.5.6, MAC",
    "1:2:3:4:5:6, MAC",
    "1-2-3-4-5-6, MAC",
    "01a2.0304.0506, MAC",
    "0102.0304.0506, MAC",
    "01a203040506, MAC",
    "::, IPV6",
    "fe80::1, IPV6",
    "1:2:3:4:5:6:7:8, IPV6",
    "::ffff:10.1.2.3, IPV6",
    "len-1, NAME",
    "80-90, NAME",
    "TCP, NAME",
    "\\tcp, NAME",
    "tcp, PROTOCOL",
    "wlan, PROTOCOL",
    "es-is, UNSUPPORTED",
    "oam, ELSEWHERE",
    "&&, AND",
    "&, BIT_AND",
    "<<, SHIFT_LEFT",
    "<=, BELOW_OR_EQUAL",
    "==, EQUAL",
    "!=, NOT_EQUAL",
    "!, NOT"
  })
  void shouldTakeTheLongestToken(final String text, final TokenKind kind) throws FilterException {
    final List<Token> tokens = tokens(text);
    assertEquals(1, tokens.size(), tokens.toString());
    assertEquals(kind, tokens.get(0).kind());
    assertEquals(new Span(0, text.length()), tokens.get(0).span());
  }

  @Test
  void shouldReadNumbersAsTheirPrefixSays() throws FilterException {
    assertEquals(80, tokens("80").get(0).value());
    assertEquals(80, tokens("0120").get(0).value());
    assertEquals(80, tokens("0X50").get(0).value());
    assertEquals(-1, tokens("4294967295").get(0).value());
    assertEquals(18, tokens("icmp-maskreply").get(0).value());
  }

  @Test
  void shouldNotTakeTheEndOfANameForPartOfIt() throws FilterException {
    final List<Token> tokens = tokens("tcp[len - 1:2]");
    assertEquals(
        List.of("tcp", "[", "len", "-", "1", ":", "2", "]"),
        tokens.stream().map(Token::text).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "tcp port 4294967296, number 4294967296 overflows 32 bits, 9, 10",
    "port 08, number 08 contains non-octal digit, 5, 2",
    "'tcp;', \"can't parse filter expression: syntax error\", 3, 1",
    "'tcp \\', \"can't parse filter expression: syntax error\", 4, 1"
  })
  void shouldRefuseWithThePlace(
      final String text, final String message, final int column, final int length) {
    final FilterException refusal = assertThrows(FilterException.class, () -> Lexer.tokens(text));
    assertEquals(message.replace("\"", ""), refusal.getMessage());
    assertEquals(column, refusal.column());
    assertEquals(length, refusal.length());
  }
}
