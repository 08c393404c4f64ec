package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Endpoint;
import dev.weir.connection.ZeekLayout;
import dev.weir.connection.ZeekView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Zeek says of connections, segment by segment; the rows follow from its source (8.x). */
class ZeekModelTest {
  private static final String[] HANDSHAKE = {"> S 100 0 0", "< S. 500 101 0", "> . 101 501 0"};

  private static String row(final String... packets) {
    try (ZeekConversation conversation = new ZeekConversation()) {
      return conversation.play(packets).row();
    }
  }

  private static String opened(final String... packets) {
    try (ZeekConversation conversation = new ZeekConversation()) {
      return conversation.play(HANDSHAKE).play(packets).row();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "> S 100 0 0, S0 S 0 0",
    "> S 100 0 0; < R. 0 101 0, REJ Sr 0 0",
    "> R 100 0 0, OTH R 0 0",
    "> S 100 0 0; > R 101 0 0, RSTOS0 SR 0 0",
    "> S 100 0 0; < . 500 101 0; > R 101 0 0, RSTOS0 SaR 0 0",
    "> S 100 0 0; < . 500 101 0; > F. 101 501 0, SH SaF 0 0",
    "> S 100 0 0; > . 101 1 0; > R 101 0 0, OTH SAR 0 0",
    "> S 100 0 0; > F 101 0 0; < S. 500 102 0; < R 501 0 0, RSTR SFhr 0 0",
    "> S 100 0 0; < S. 500 101 0, S1 Sh 0 0",
    "> S 100 0 0; < S. 500 101 0; > R 101 0 0, RSTO ShR 0 0",
    "> S 100 0 0; < S. 500 101 0; < R 501 0 0, RSTR Shr 0 0",
    "> S 100 0 0; > F 101 0 0, SH SF 0 0",
    "> . 100 500 7, OTH D 7 0",
    "< S. 500 101 0, OTH H 0 0",
    "< S. 500 101 0; < . 501 101 0; < F. 501 101 0, SHR ^haf 0 0",
  })
  void shouldNameTheState(final String packets, final String row) {
    assertEquals(row, row(packets.split("; ")));
  }

  @Test
  void shouldCallACloseBothWaysSf() {
    assertEquals(
        "SF ShADadFf 10 5",
        opened(
            "> P. 101 501 10",
            "< . 501 111 0",
            "< P. 501 111 5",
            "> F. 111 506 0",
            "< F. 506 112 0",
            "> . 112 507 0"));
  }

  @Test
  void shouldCallAHalfCloseByItsSide() {
    assertEquals("S2 ShAF 0 0", opened("> F. 101 501 0"));
    assertEquals("S3 ShAf 0 0", opened("< F. 501 101 0"));
  }

  @Test
  void shouldTakeARstBehindBothFinsForAnEnd() {
    assertEquals("SF ShAFfR 0 0", opened("> F. 101 501 0", "< F. 501 102 0", "> R 102 0 0"));
  }

  @Test
  void shouldTakeARstBehindAFinBackWhenThePeerClosesToo() {
    assertEquals("RSTO ShAFR 0 0", opened("> F. 101 501 0", "> R 102 0 0"));
    assertEquals("SF ShAFRf 0 0", opened("> F. 101 501 0", "> R 102 0 0", "< F. 501 102 0"));
  }

  @Test
  void shouldWriteRepeatedFlagsAgainOnlyWithAnotherNumber() {
    assertEquals("S0 S 0 0", row("> S 100 0 0", "> S 100 0 0"));
    assertEquals("S2 ShAF 0 0", opened("> F. 101 501 0", "> F. 101 501 0"));
    assertEquals("S2 ShAFF 5 0", opened("> F. 101 501 0", "> F. 106 501 0"));
    assertEquals("RSTO ShARR 0 0", opened("> R 101 0 0", "> R 150 0 0"));
  }

  @Test
  void shouldWriteFlagsThatContradictOneAnother() {
    assertEquals("OTH I 0 0", row("> FR 100 0 0"));
    assertEquals("SH Q 0 0", row("> SF 100 0 0"));
    assertEquals("OTH Q 0 0", row("> SR 100 0 0"));
  }

  @Test
  void shouldScaleRetransmissionsByTens() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> P. 101 501 10");
      for (int i = 0; i < 9; i++) {
        c.play("> P. 101 501 10");
      }
      assertEquals("S1 ShADT 10 0", c.row());
      c.play("> P. 101 501 10");
      assertEquals("S1 ShADTT 10 0", c.row());
      for (int i = 0; i < 90; i++) {
        c.play("> P. 105 501 6");
      }
      assertEquals("S1 ShADTTT 10 0", c.row());
    }
  }

  @Test
  void shouldNotCallAPartialOverlapARetransmission() {
    assertEquals("S1 ShAD 15 0", opened("> P. 101 501 10", "> P. 106 501 10"));
  }

  @Test
  void shouldCallAKeepAliveWithAByteARetransmission() {
    assertEquals("S1 ShADT 10 0", opened("> P. 101 501 10", "> . 110 501 1"));
    assertEquals("S1 ShAD 10 0", opened("> P. 101 501 10", "> . 110 501 0"));
  }

  @Test
  void shouldWriteZeroWindowsAlsoOfSynsButNotAfterThePeersFin() {
    try (ZeekConversation c = new ZeekConversation()) {
      assertEquals("S0 SW 0 0", c.window(0).play("> S 100 0 0").row());
    }
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).window(0).play("< . 501 101 0");
      assertEquals("S1 ShAaw 0 0", c.row());
      c.window(9).play("> F. 101 501 0").window(0);
      for (int i = 0; i < 20; i++) {
        c.play("< . 501 102 0");
      }
      assertEquals("S2 ShAawF 0 0", c.row());
    }
  }

  @Test
  void shouldWriteWrongChecksumsAndIgnoreWhatThePacketSays() {
    try (ZeekConversation c = new ZeekConversation()) {
      assertEquals("S1 ShACc 0 0", c.play(HANDSHAKE).corrupt(true, "R").corrupt(false, "F").row());
      assertEquals(2, c.only().packets(Endpoint.ORIGINATOR));
      assertEquals(2_000, c.only().durationMicros());
    }
    try (ZeekConversation c = new ZeekConversation()) {
      assertEquals("OTH C 0 0", c.corrupt(true, "S").row());
    }
  }

  @Test
  void shouldMakeAConnectionOfATrashedPacketThatIsNotCounted() {
    try (ZeekConversation c = new ZeekConversation()) {
      assertEquals("OTH  0 0", c.trash(true).row());
      assertEquals(0, c.only().packets(Endpoint.ORIGINATOR));
    }
  }

  @Test
  void shouldExchangeRolesByLikelyServerPorts() {
    try (ZeekConversation c = new ZeekConversation(443)) {
      c.play("< . 500 100 9");
      assertEquals("OTH ^d 0 9", c.row());
    }
    try (ZeekConversation c = new ZeekConversation(443)) {
      c.play("< S. 500 101 0");
      assertEquals("OTH ^h 0 0", c.row());
      c.play("> . 101 501 0");
      assertEquals("S1 ^hA 0 0", c.row());
    }
  }

  @Test
  void shouldExchangeRolesWhenASynAckIsFollowedByDataOrAcks() {
    assertEquals("OTH ^hA 0 0", row("< S. 500 101 0", "> . 101 501 0"));
    assertEquals("OTH ^hd 0 7", row("< S. 500 101 0", "< P. 501 101 7"));
    assertEquals("REJ Hr 0 0", row("< S. 500 101 0", "> R 101 0 0"));
  }

  @Test
  void shouldExchangeRolesWhenTheSynComesBehindItsAnswer() {
    assertEquals("S1 Hs^ 0 0", row("< S. 500 101 0", "> S 100 0 0"));
    try (ZeekConversation c = new ZeekConversation(80)) {
      c.play("< S. 500 101 0", "> S 100 0 0", "> . 101 501 0", "> P. 101 501 3", "< . 501 104 0");
      c.play("< P. 501 104 4", "> F. 104 505 0", "< F. 505 105 0");
      assertEquals("SF ^hSADadFf 3 4", c.row());
    }
  }

  @Test
  void shouldCountBytesThatOnlyAcknowledgementsTellOf() {
    assertEquals("S1 ShAaG 200 0 missed 200", opened("< . 501 301 0"));
  }

  @Test
  void shouldNotTrustAnAckOfZeroThatJumps() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play("> S 4000000000 0 0", "< S. 500 4000000001 0", "> . 4000000001 501 0");
      assertEquals(0, c.play("< . 501 0 0").only().size(Endpoint.ORIGINATOR));
      assertEquals(294_967_296, c.play("< . 501 1 0").only().size(Endpoint.ORIGINATOR));
    }
  }

  @Test
  void shouldNotTrustAnRstThatJumps() {
    assertEquals("RSTO ShAR 0 0", opened("> R 2000000 0 0"));
    assertEquals("RSTO ShAR 50 0", opened("> R 151 0 0"));
  }

  @Test
  void shouldCountAcrossTheWrapOfSequenceNumbers() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play("> S 4294967290 0 0", "< S. 4294967295 4294967291 0", "> . 4294967291 0 0");
      c.play("> P. 4294967291 0 20", "< P. 0 15 30", "> . 15 30 0");
      assertEquals("S1 ShADd 20 30", c.row());
    }
  }

  @Test
  void shouldCountStreamsOfMoreThanFourGigabytes() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE);
      final long step = 1_000_000_000L;
      for (long sent = 0; sent < 9 * step; sent += step) {
        c.play("> . " + (101 + sent & 0xFFFF_FFFFL) + " 501 " + step);
        c.play("< . 501 " + (101 + sent + step & 0xFFFF_FFFFL) + " 0");
      }
      assertEquals(9 * step, c.only().size(Endpoint.ORIGINATOR));
    }
  }

  @Test
  void shouldMissWhatWasAcknowledgedButNotCaptured() {
    assertEquals(
        "S1 ShADaG 30 0 missed 10", opened("> P. 101 501 10", "> P. 121 501 10", "< . 501 131 0"));
  }

  @Test
  void shouldNotMissWhatIsNotAcknowledged() {
    assertEquals("S1 ShAD 30 0", opened("> P. 101 501 10", "> P. 121 501 10"));
  }

  @Test
  void shouldNotMissWhatComesLateButBeforeItsAcknowledgement() {
    assertEquals(
        "S1 ShADTa 30 0",
        opened("> P. 101 501 10", "> P. 121 501 10", "> P. 111 501 10", "< . 501 131 0"));
  }

  @Test
  void shouldCountEachHole() {
    assertEquals(
        "S1 ShADaG 50 0 missed 20",
        opened("> P. 101 501 10", "> P. 121 501 10", "> P. 141 501 10", "< . 501 151 0"));
    assertEquals(
        "S1 ShADaG 50 0 missed 20",
        opened(
            "> P. 101 501 10",
            "> P. 121 501 10",
            "> P. 141 501 10",
            "< . 501 126 0",
            "< . 501 151 0"));
  }

  @Test
  void shouldMissCutPayload() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).cut(4).play("> P. 101 501 10", "< . 501 111 0");
      assertEquals("S1 ShADaG 10 0 missed 10", c.row());
    }
  }

  @Test
  void shouldNotMissTheFirstByteOfAPartialConnection() {
    assertEquals("OTH Da 10 0", row("> . 101 501 10", "< . 501 111 0"));
  }

  @Test
  void shouldNotMissAnythingOfAConnectionThatWasReset() {
    assertEquals("RSTR ShADr 30 0", opened("> P. 101 501 10", "> P. 121 501 10", "< R. 501 131 0"));
  }

  @Test
  void shouldGiveUpWithoutAcknowledgements() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> P. 201 501 16385");
      assertEquals("S1 ShADa 16485 0", c.play("< . 501 16586 0").row());
    }
  }

  @Test
  void shouldGiveUpWhereTenMebibytesWait() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> P. 101 501 10", "< . 501 111 0");
      c.play("> P. 111 501 10485760", "> . 10485871 501 1", "> P. 10485900 501 10");
      assertEquals("S1 ShADa 10485809 0", c.play("< . 501 10485910 0").row());
    }
  }

  @Test
  void shouldSayWhenMoreHolesAreOpenThanItKeeps() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> P. 101 501 10", "< . 501 111 0");
      int sequence = 111;
      for (int i = 0; i < ZeekReassembly.SPANS_MOST; i++) {
        sequence += 20;
        c.play("> . " + sequence + " 501 10");
      }
      assertFalse(c.only().isBounded());
      c.play("> . " + (sequence + 20) + " 501 10");
      assertTrue(c.only().isBounded());
    }
  }

  @Test
  void shouldForgetSizesWhereASecondSynBeginsAnew() {
    assertEquals("S1 ShAd 0 50", opened("< P. 501 101 50"));
    assertEquals("S1 ShAd 0 0", opened("< P. 501 101 50", "< S. 900 101 0"));
  }

  @Test
  void shouldKeepLongHistoriesUpToItsBound() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE);
      for (int i = 0; i < 200; i++) {
        c.play("> R " + (200 + i) + " 0 0");
      }
      final ZeekView zeek = c.only();
      assertEquals(ZeekLayout.LETTERS_MOST, zeek.historyLength());
      final String history = c.row().split(" ")[1];
      assertEquals("ShA" + "R".repeat(ZeekLayout.LETTERS_MOST - 3), history);
    }
  }

  @Test
  void shouldEndTheDurationWithBothCloses() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).play("> F. 101 501 0", "< F. 501 102 0").wait(50).play("> . 102 502 0");
      // Packets are 1 ms apart: the fifth is the last that counts.
      assertEquals(4_000, c.only().durationMicros());
    }
  }

  @Test
  void shouldLetTheDurationShrinkWhenTimeGoesBack() {
    try (ZeekConversation c = new ZeekConversation()) {
      c.play(HANDSHAKE).wait(100).play("> P. 101 501 10").wait(-90).play("< . 501 111 0");
      assertEquals(3_000 + 10_000 + 1_000, c.only().durationMicros());
    }
  }

  @Test
  void shouldCountDuplicatesOnceInSequenceSpace() {
    assertEquals(
        "S1 ShADTdt 10 5",
        opened("> P. 101 501 10", "> P. 101 501 10", "< P. 501 111 5", "< P. 501 111 5"));
  }

  @Test
  void shouldCountIpBytesAndPackets() {
    try (ZeekConversation c = new ZeekConversation()) {
      final ZeekView zeek = c.play(HANDSHAKE).play("> P. 101 501 10").only();
      assertEquals(3, zeek.packets(Endpoint.ORIGINATOR));
      assertEquals(130, zeek.ipBytes(Endpoint.ORIGINATOR));
      assertEquals(40, zeek.ipBytes(Endpoint.RESPONDER));
    }
  }
}
