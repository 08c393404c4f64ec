package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SequenceCounterTest {
  private final SequenceCounter counter = new SequenceCounter();

  @Test
  void shouldCountFromTheSyn() {
    assertEquals(0, counter.sent(1_000, 1, true, false));
    assertEquals(1, counter.sent(1_001, 10, false, false));
    assertEquals(11, counter.acknowledged(1_011, false));
  }

  @Test
  void shouldBeginWithOneAmidAStream() {
    assertEquals(1, counter.sent(1_000, 10, false, false));
    assertEquals(11, counter.sent(1_010, 10, false, false));
  }

  @Test
  void shouldBeginWithTheAcknowledgementWhereThatComesFirst() {
    assertEquals(1, counter.acknowledged(1_000, false));
    assertEquals(1, counter.sent(1_000, 10, false, false));
  }

  @Test
  void shouldGoBelowTheFirstForWhatCameBefore() {
    assertEquals(1, counter.sent(1_000, 10, false, false));
    assertEquals(-99, counter.sent(900, 10, false, false));
  }

  @Test
  void shouldCountOnBeyond32Bits() {
    counter.sent(0xFFFF_FF00, 1, true, false);
    long expected = 1;
    for (int sent = 0; sent < 6; sent++) {
      final int sequence = (int) (0xFFFF_FF00L + expected);
      assertEquals(expected, counter.sent(sequence, 1 << 29, false, false));
      expected += 1 << 29;
    }
    for (int sent = 0; sent < 6; sent++) {
      final int sequence = (int) (0xFFFF_FF00L + expected);
      assertEquals(expected, counter.sent(sequence, 1 << 29, false, false));
      expected += 1 << 29;
    }
    assertEquals(1 + 12L * (1 << 29), counter.acknowledged((int) (0xFFFF_FF00L + expected), false));
  }

  @Test
  void shouldNotBeLedAstrayByAReset() {
    counter.sent(1_000, 1, true, false);
    counter.sent(0x4000_0000, 0, false, true);
    assertEquals(1, counter.sent(1_001, 5, false, false));
    assertEquals(0, new SequenceCounter().acknowledged(7, true));
  }
}
