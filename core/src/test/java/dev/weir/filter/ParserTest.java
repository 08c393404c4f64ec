package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParserTest {
  private static Expression parse(final String text) throws FilterException {
    return Parser.parse(Lexer.tokens(text));
  }

  /** A tree in prefix notation. */
  private static String show(final Expression tree) {
    return switch (tree) {
      case Expression.And and -> "and(" + show(and.left()) + " " + show(and.right()) + ")";
      case Expression.Or or -> "or(" + show(or.left()) + " " + show(or.right()) + ")";
      case Expression.Not not -> "not(" + show(not.operand()) + ")";
      case Expression.Abbreviation abbreviation -> abbreviation.protocol().keyword();
      case Expression.Primitive primitive ->
          show(primitive.qualifiers()) + show(primitive.identifier());
      case Expression.Comparison comparison ->
          comparison.relation()
              + "("
              + show(comparison.left())
              + " "
              + show(comparison.right())
              + ")";
      default -> tree.getClass().getSimpleName();
    };
  }

  private static String show(final Qualifiers qualifiers) {
    if (qualifiers == null) {
      return "?";
    }
    final Protocol protocol = qualifiers.protocol();
    return (protocol == null ? "" : protocol.keyword() + ".")
        + qualifiers.direction()
        + "."
        + qualifiers.type()
        + ".";
  }

  private static String show(final Identifier identifier) {
    return switch (identifier) {
      case Identifier.Number number -> Integer.toString(number.value());
      case Identifier.Name name -> name.text();
      case Identifier.Ipv4 ipv4 -> ipv4.text();
      case Identifier.Ipv6 ipv6 -> ipv6.text();
      case Identifier.Mac mac -> mac.text();
    };
  }

  private static String show(final Arithmetic arithmetic) {
    return switch (arithmetic) {
      case Arithmetic.Constant constant -> Integer.toString(constant.value());
      case Arithmetic.PacketLength ignored -> "len";
      case Arithmetic.Load load ->
          load.protocol().keyword() + "[" + show(load.index()) + ":" + load.size() + "]";
      case Arithmetic.Binary binary ->
          binary.operator() + "(" + show(binary.left()) + " " + show(binary.right()) + ")";
      case Arithmetic.Negation negation -> "NEGATE(" + show(negation.operand()) + ")";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "udp or tcp and arp, and(or(udp tcp) arp)",
    "tcp and udp or arp, or(and(tcp udp) arp)",
    "not tcp and udp, and(not(tcp) udp)",
    "!!tcp, not(not(tcp))",
    "udp or (tcp and arp), or(udp and(tcp arp))",
  })
  void shouldBindAndAndOrEquallyToTheLeft(final String text, final String tree)
      throws FilterException {
    assertEquals(tree, show(parse(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp port 80 or 22, or(tcp.UNSAID.PORT.80 tcp.UNSAID.PORT.22)",
    "not port 80 or 53, or(not(UNSAID.PORT.80) UNSAID.PORT.53)",
    "src host a and (b or not c), " + "and(SOURCE.HOST.a or(SOURCE.HOST.b not(SOURCE.HOST.c)))",
    "port 80 or (udp port 53) or 22, or(or(UNSAID.PORT.80 udp.UNSAID.PORT.53) UNSAID.PORT.22)",
    "tcp and 80, and(tcp ?80)",
    "src or dst 10.1, EITHER.UNSAID.10.1",
    "dst and src port (80), BOTH.PORT.80",
    "ip proto \\tcp, ip.UNSAID.PROTO.tcp",
  })
  void shouldInheritTheLastQualifiers(final String text, final String tree) throws FilterException {
    assertEquals(tree, show(parse(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp[13] & 2 != 0, NOT_EQUAL(AND(tcp[13:1] 2) 0)",
    "len - 2 - 1 = 1, EQUAL(SUBTRACT(SUBTRACT(len 2) 1) 1)",
    "len | 1 & 2 << 3 + 4 * 5 = 1, " + "EQUAL(OR(len AND(1 SHIFT_LEFT(2 ADD(3 MULTIPLY(4 5))))) 1)",
    "- len * 2 = 1, EQUAL(MULTIPLY(NEGATE(len) 2) 1)",
    "len % 4 + 1 = 2, EQUAL(MODULO(len ADD(4 1)) 2)",
    "len ^ 4 & 3 = 2, EQUAL(XOR(len AND(4 3)) 2)",
    "1 + 2 % 3 = 2, EQUAL(ADD(1 MODULO(2 3)) 2)",
    "- len % 3 = 2, EQUAL(NEGATE(MODULO(len 3)) 2)",
    "(len % 4) + 1 = 2, EQUAL(ADD(MODULO(len 4) 1) 2)",
    "((len + 1) * 2) > tcp[ip[0]:4], ABOVE(MULTIPLY(ADD(len 1) 2) tcp[ip[0:1]:4])",
    "(5 = len or tcp), or(EQUAL(5 len) tcp)",
    "tcp[-1] = 0, EQUAL(tcp[NEGATE(1):1] 0)",
  })
  void shouldReadArithmeticWithItsOddPrecedences(final String text, final String tree)
      throws FilterException {
    assertEquals(tree, show(parse(text)));
  }

  @Test
  void shouldMakeNoTreeOfNothing() throws FilterException {
    assertNull(parse("  "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp or",
        "and tcp",
        "tcp tcp",
        "TCP",
        "(tcp",
        "tcp)",
        "foo",
        "tcp & udp",
        "proto tcp",
        "net 10/33",
        "greater -5",
        "vxlan",
        "80",
        "1.2.3.4",
        "((80) or 22)",
        "src proto 6",
        "len = 1 = 2",
        "tcp[len-1] = 0",
        "port ((80 or 22) or 23)",
        "host",
        "not",
        "len",
        "tcp[0"
      })
  void shouldRefuseWhatIsNoExpression(final String text) {
    final FilterException refusal = assertThrows(FilterException.class, () -> parse(text));
    assertEquals("can't parse filter expression: syntax error", refusal.getMessage());
  }

  @Test
  void shouldRefuseWhatIsNestedTooDeeplyInsteadOfOverflowingTheStack() {
    for (final String deep :
        new String[] {"(".repeat(100_000), "!".repeat(100_000) + "tcp", "-".repeat(9999) + "1=1"}) {
      assertThrows(FilterException.class, () -> parse(deep));
    }
  }
}
