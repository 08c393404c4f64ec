package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where Zeek ends a connection and begins the next one on the same tuple. */
class ZeekBoundsTest {
  private static final String[] HANDSHAKE = {"> S 100 0 0", "< S. 500 101 0", "> . 101 501 0"};

  @Test
  void shouldBeginAnewWithEachSynThatIsFiveSecondsLate() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play("> S 100 0 0").wait(4_990).play("> S 100 0 0").wait(1_000).play("> S 100 0 0");
      assertEquals(List.of("S0 S 0 0", "S0 S 0 0"), c.rows());
    }
  }

  @Test
  void shouldEndWhatIsOpenAfterFiveMinutesOfSilence() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).wait(299_000).play("> P. 101 501 1").wait(300_000).play("> P. 102 501 1");
      assertEquals(List.of("S1 ShAD 1 0", "OTH D 1 0"), c.rows());
    }
  }

  @Test
  void shouldNotTakeAnEarlyAckForAnAnswer() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play("> S 100 0 0", "< . 500 101 0").wait(5_000).play("> . 101 1 0");
      assertEquals(List.of("S0 Sa 0 0", "OTH A 0 0"), c.rows());
    }
  }

  @Test
  void shouldLetInteractiveServicesBeIdleForAnHour() {
    try (ZeekConversation c = new ZeekConversation(22)) {
      c.play(HANDSHAKE).wait(3_590_000).play("> P. 101 501 1");
      assertEquals(1, c.rows().size());
      c.wait(3_600_000).play("> P. 102 501 1");
      assertEquals(2, c.rows().size());
    }
  }

  @Test
  void shouldKeepStragglersForFiveSecondsAfterTheClose() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> F. 101 501 0", "< F. 501 102 0").wait(4_900).play("> . 102 502 0");
      assertEquals(List.of("SF ShAFf 0 0"), c.rows());
      c.wait(200).play("> . 102 502 0");
      assertEquals(List.of("SF ShAFf 0 0", "OTH A 0 0"), c.rows());
    }
  }

  @Test
  void shouldKeepStragglersForFiveSecondsAfterAReset() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> R 101 0 0").wait(4_000).play("< . 501 101 0");
      c.wait(1_000).play("< . 501 101 0");
      assertEquals(List.of("RSTO ShARa 0 0", "OTH A 0 0"), c.rows());
    }
  }

  @Test
  void shouldNotEndWhatIsHalfClosedWhileThePeerIsOpen() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> F. 101 501 0").wait(200_000).play("< P. 501 102 9");
      assertEquals(List.of("S2 ShAFd 0 9"), c.rows());
    }
  }

  @Test
  void shouldBeginAnewWithASynOfAnotherNumber() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> S 9000 0 0");
      assertEquals(List.of("S1 ShA 0 0", "S0 S 0 0"), c.rows());
    }
  }

  @Test
  void shouldNotBeginAnewWithARepeatedSyn() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> S 100 0 0");
      assertEquals(1, c.rows().size());
    }
  }

  @Test
  void shouldBeginAnewWithAnySynAfterAClose() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> R 101 0 0", "> S 100 0 0");
      assertEquals(List.of("RSTO ShAR 0 0", "S0 S 0 0"), c.rows());
    }
  }

  @Test
  void shouldTakeTheSecondSynOfASimultaneousOpenForAnotherConnection() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play("> S 100 0 0", "< S 500 0 0");
      assertEquals(List.of("S0 S 0 0", "S0 S 0 0"), c.rows());
    }
  }

  @Test
  void shouldNotBeginAnewWithASynAckOfAnOpenConnection() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("< S. 777 101 0");
      assertEquals(1, c.rows().size());
    }
  }

  @Test
  void shouldEndWhatHasOnlyWrongChecksumsAfterFiveSeconds() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.corrupt(true, "S").wait(6_000).play("> S 100 0 0");
      assertEquals(List.of("OTH C 0 0", "S0 S 0 0"), c.rows());
    }
  }

  @Test
  void shouldNotLetTheClockGoBack() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).wait(200_000).play("> P. 101 501 1").wait(-200_000).play("> P. 102 501 1");
      // The last packet's own time is what counts for idleness, the clock is the latest of all.
      c.wait(110_000).play("> P. 103 501 1");
      assertEquals(1, c.rows().size());
      c.wait(300_000).play("> P. 104 501 1");
      assertEquals(2, c.rows().size());
    }
  }
}
