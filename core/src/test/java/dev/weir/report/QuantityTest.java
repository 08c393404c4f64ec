package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 kB",
    "1463, 1.46 kB",
    "9994, 9.99 kB",
    "9996, 10.0 kB",
    "99949, 99.9 kB",
    "99951, 100 kB",
    "999499, 999 kB",
    "999501, 1.00 MB",
    "9223372036854775807, 9.22 EB"
  })
  void shouldWriteBytesWithThreeDigits(final long bytes, final String expected) {
    assertEquals(expected, Quantity.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9999, 9999", "10000, 10.0k", "23200000, 23.2M"})
  void shouldWriteSmallCountsWhole(final long count, final String expected) {
    assertEquals(expected, Quantity.count(count));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1, 1 ns",
    "999, 999 ns",
    "1000, 1.00 us",
    "999499, 999 us",
    "999500, 1.00 ms",
    "31500000, 31.5 ms",
    "999499999, 999 ms",
    "999500000, 1.00 s",
    "59400000000, 59.4 s",
    "59600000000, 1 min 0 s",
    "3599000000000, 59 min 59 s",
    "7440000000000, 2 h 4 min",
    "90000000000000, 1 d 1 h"
  })
  void shouldWriteTimeSpans(final long nanos, final String expected) {
    assertEquals(expected, Quantity.duration(nanos));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0.0 %", "1, 8, 12.5 %", "1, 100000, 0.001 %", "5, 5, 100.0 %"})
  void shouldWriteShares(final long part, final long whole, final String expected) {
    assertEquals(expected, Quantity.percent(part, whole));
  }
}
