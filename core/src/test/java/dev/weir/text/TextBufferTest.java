package dev.weir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBufferTest {
  private final TextBuffer text = new TextBuffer(1);

  private String taken() {
    final String string = text.toString();
    text.clear();
    return string;
  }

  @Test
  void shouldWriteNumbersAsTheLibraryDoes() {
    final SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      final long value = random.nextLong() >> random.nextInt(64);
      assertEquals(Long.toString(value), text.decimal(value) == text ? taken() : "");
      text.unsignedDecimal(value);
      assertEquals(Long.toUnsignedString(value), taken());
      text.unsignedDecimal((int) value);
      assertEquals(Integer.toUnsignedString((int) value), taken());
      text.hex(value);
      assertEquals(Long.toHexString(value), taken());
      text.hexFixed(value, 8);
      assertEquals(String.format("%08x", (int) value), taken());
    }
  }

  @Test
  void shouldWriteEveryNumberAroundEachPowerOfTen() {
    for (long power = 1; power > 0; power = power >= 1_000_000_000_000_000_000L ? 0 : power * 10) {
      for (long value = power - 2; value <= power + 2; value++) {
        text.decimal(value).append(' ').unsignedDecimal((int) value);
        assertEquals(value + " " + Integer.toUnsignedString((int) value), taken());
      }
    }
    text.decimal(Long.MIN_VALUE).append(' ').decimal(Long.MAX_VALUE).append(' ');
    text.unsignedDecimal(-1L).append(' ').unsignedDecimal(Long.MIN_VALUE);
    assertEquals(
        "-9223372036854775808 9223372036854775807 18446744073709551615 9223372036854775808",
        taken());
  }

  @Test
  void shouldPadNumbers() {
    text.zeroPadded(5, 6).append('|').zeroPadded(1_000_001, 6).append('|').zeroPadded(0, 2);
    text.append('|').blankPadded(7, 5).append('|').blankPadded(123_456, 5);
    assertEquals("000005|1000001|00|    7|123456", taken());
  }

  @Test
  void shouldWriteFixedPointNumbersAsBigDecimalDoes() {
    final SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      final long value = i == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
      final int digits = random.nextInt(19);
      text.fixedPoint(value, digits);
      assertEquals(BigDecimal.valueOf(value, digits).toPlainString(), taken());
    }
  }

  @Test
  void shouldWriteSecondsLikeBigDecimal() {
    final SplittableRandom random = new SplittableRandom(1);
    final long[] edges = {0, 1, 99_999_999, 100_000_000, 999_999_999, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      final long value =
          i < edges.length ? edges[i] : random.nextLong() >> random.nextInt(Long.SIZE);
      text.seconds(value).append(' ').seconds(-value);
      final BigDecimal expected = BigDecimal.valueOf(value, 9);
      assertEquals(expected.toPlainString() + ' ' + expected.negate().toPlainString(), taken());
    }
    text.seconds(Long.MIN_VALUE);
    assertEquals(BigDecimal.valueOf(Long.MIN_VALUE, 9).toPlainString(), taken());
  }

  @Test
  void shouldWriteIpv4Addresses() {
    text.ipv4(0).append(' ').ipv4(-1).append(' ').ipv4(0x0A0B6409);
    assertEquals("0.0.0.0 255.255.255.255 10.11.100.9", taken());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, ::",
    "0, 1, ::1",
    "0, 0x01020304, ::1.2.3.4",
    "0, 0x00010002, ::0.1.0.2",
    "0, 0x0000FFFF01020304, ::ffff:1.2.3.4",
    "0, 0x0000000101020304, ::1:102:304",
    "0x0001000000000002, 0x0000000000030004, 1::2:0:0:3:4",
    "0x0001000000020003, 0x0004000500060007, 1:0:2:3:4:5:6:7",
    "0x0001000000000002, 0x0000000000000003, 1:0:0:2::3",
    "0x2001000000000001, 0x0000000000000001, 2001:0:0:1::1",
    "0x0000000100000000, 0, 0:1::",
    "0x0064ff9b00000000, 0x01020304, 64:ff9b::102:304",
    "0xfe80000000000000, 0x0000000000000000, fe80::",
    "0x20010db885a30000, 0x00008a2e03707334, 2001:db8:85a3::8a2e:370:7334",
    "0x1111222233334444, 0x5555666677778888, 1111:2222:3333:4444:5555:6666:7777:8888",
  })
  void shouldWriteIpv6AddressesAsTcpdumpDoes(
      final String high, final String low, final String expected) {
    text.ipv6(unsigned(high), unsigned(low));
    assertEquals(expected, taken());
  }

  private static long unsigned(final String number) {
    final boolean hex = number.startsWith("0x");
    return Long.parseUnsignedLong(hex ? number.substring(2) : number, hex ? 16 : 10);
  }

  @Test
  void shouldEscapeJsonStrings() {
    text.json("a\"b\\c\n\t\u0001\u007F\u00E9\u20AC\uD83D\uDE00\uD83D");
    assertEquals("\"a\\\"b\\\\c\\n\\t\\u0001\\u007f\u00E9\u20AC\uD83D\uDE00?\"", taken());
    text.jsonBytes(new byte[] {'x', (byte) 0xE9, 0, '"', 'y'}, 1, 3);
    assertEquals("\"\u00E9\\u0000\\\"\"", taken());
  }

  @Test
  void shouldQuoteCsvFieldsThatNeedIt() {
    text.csv("plain").append(' ').csv("a,b").append(' ').csv("say \"x\"").append(' ').csv("l\nm");
    assertEquals("plain \"a,b\" \"say \"\"x\"\"\" \"l\nm\"", taken());
  }

  @Test
  void shouldGrowAndKeepWhatWasWritten() {
    final StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.ascii("line ").decimal(i).repeat('.', i % 3).repeat('!', -1).append('\n');
      expected.append("line ").append(i).append(".".repeat(i % 3)).append('\n');
    }
    text.bytes("xyz".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 1, 2);
    assertEquals(expected.append("yz").toString(), text.toString());
    text.truncate(4);
    assertEquals("line", taken());
    assertThrows(IllegalArgumentException.class, () -> text.truncate(1));
  }
}
