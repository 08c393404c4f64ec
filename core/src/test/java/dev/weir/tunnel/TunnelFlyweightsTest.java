package dev.weir.tunnel;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.HexBytes.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The fields of the tunnel headers, from literal bytes behind two others. */
final class TunnelFlyweightsTest {
  private static UnsafeBuffer behindTwo(final String hex) {
    return packet("eeee", hex);
  }

  private static void assertCutBelow(
      final String hex, final BiFunction<UnsafeBuffer, Integer, TunnelFault> check) {
    final byte[] header = bytes(hex);
    assertEquals(TunnelFault.NONE, check.apply(new UnsafeBuffer(header), header.length));
    for (int length = 0; length < header.length; length++) {
      assertEquals(TunnelFault.CUT, check.apply(cut(header, length), length), "length " + length);
    }
  }

  @Test
  void shouldReadGre() {
    final GreFlyweight gre = new GreFlyweight();
    gre.wrap(behindTwo("b000 0800 abcd 0000 8000002a 00000007"), 2, 16);
    assertEquals(TunnelFault.NONE, gre.check());
    assertEquals(0, gre.version());
    assertEquals(0x0800, gre.protocol());
    assertTrue(gre.hasKey());
    assertTrue(gre.hasSequence());
    assertEquals(0x8000_002AL, gre.key());
    assertEquals(16, gre.headerLength());

    gre.wrap(behindTwo("2000 6558 00000a00"), 2, 8);
    assertEquals(0x0A00, gre.key());
    assertFalse(gre.hasSequence());

    gre.wrap(behindTwo("0000 86dd"), 2, 4);
    assertEquals(-1, gre.key());
    assertEquals(4, gre.headerLength());

    gre.wrap(behindTwo("3081 880b 00040001 00000001 00000002"), 2, 16);
    assertEquals(TunnelFault.NONE, gre.check());
    assertEquals(1, gre.version());
    assertEquals(16, gre.headerLength());

    assertCutBelow("b000 0800 abcd0000 0000002a 00000007", (b, n) -> gre.wrap(b, 0, n).check());
    assertEquals(TunnelFault.NOT_THIS_HEADER, gre.wrap(packet("00020800"), 0, 4).check());
    assertEquals(TunnelFault.NOT_THIS_HEADER, gre.wrap(packet("40000800"), 0, 4).check());
  }

  @Test
  void shouldReadErspan() {
    final ErspanFlyweight erspan = new ErspanFlyweight();
    erspan.wrap(behindTwo("1fffe3ff 00000001"), 2, 8);
    assertEquals(TunnelFault.NONE, erspan.check());
    assertEquals(1, erspan.version());
    assertEquals(4095, erspan.vlanId());
    assertEquals(1023, erspan.session());
    assertEquals(8, erspan.headerLength());
    assertEquals(12, erspan.wrap(packet("2001e3ff 00000000 0000fffe"), 0, 12).headerLength());
    assertEquals(TunnelFault.NONE, erspan.check());
    assertCutBelow(
        "2001e3ff 00000000 00000001 0000000000000000", (b, n) -> erspan.wrap(b, 0, n).check());
    assertEquals(20, erspan.wrap(packet("20010000 00000000 00000001"), 0, 12).headerLength());
    assertEquals(
        TunnelFault.NOT_THIS_HEADER, erspan.wrap(packet("30010000 00000000"), 0, 8).check());
  }

  @Test
  void shouldReadVxlanAndGeneve() {
    final VxlanFlyweight vxlan = new VxlanFlyweight();
    assertEquals(0xFFFFFE, vxlan.wrap(behindTwo("08000000 fffffe00"), 2, 8).network());
    assertCutBelow("08000000 fffffe00", (b, n) -> vxlan.wrap(b, 0, n).check());
    assertEquals(
        TunnelFault.NOT_THIS_HEADER, vxlan.wrap(packet("f7000000 fffffe00"), 0, 8).check());

    final GeneveFlyweight geneve = new GeneveFlyweight();
    geneve.wrap(behindTwo("02406558 fffffe00 0000000000000000"), 2, 16);
    assertEquals(TunnelFault.NONE, geneve.check());
    assertEquals(0x6558, geneve.protocol());
    assertEquals(0xFFFFFE, geneve.network());
    assertEquals(16, geneve.headerLength());
    assertCutBelow("02406558 fffffe00 0000000000000000", (b, n) -> geneve.wrap(b, 0, n).check());
    assertEquals(260, geneve.wrap(packet("3f006558 00000000"), 0, 8).headerLength());
  }

  @Test
  void shouldReadGtp() {
    final GtpFlyweight gtp = new GtpFlyweight();
    gtp.wrap(behindTwo("30ff003a 80000001"), 2, 8);
    assertEquals(TunnelFault.NONE, gtp.check());
    assertEquals(58, gtp.payloadLength());
    assertEquals(0x8000_0001L, gtp.tunnel());
    assertEquals(8, gtp.headerLength());
    // S without E: the next extension type means nothing.
    assertEquals(12, gtp.wrap(packet("32ff0000 00000001 00010085"), 0, 12).headerLength());
    assertEquals(12, gtp.wrap(packet("34ff0000 00000001 00010000"), 0, 12).headerLength());
    assertCutBelow(
        "34ff0000 00000001 000000c0 01000085 0200000000000000",
        (b, n) -> gtp.wrap(b, 0, n).check());
  }

  @Test
  void shouldReadTeredoAndAyiya() {
    final TeredoFlyweight teredo = new TeredoFlyweight();
    assertEquals(0, teredo.wrap(packet("60000000"), 0, 4).headerLength());
    assertEquals(8, teredo.wrap(packet("0000123401020304"), 0, 8).headerLength());
    assertEquals(TunnelFault.CUT, teredo.wrap(packet("00001234010203"), 0, 7).check());
    assertEquals(20, teredo.wrap(packet("00010403"), 0, 4).headerLength());
    assertEquals(TunnelFault.CUT, teredo.wrap(packet("000104"), 0, 3).check());

    final AyiyaFlyweight ayiya = new AyiyaFlyweight();
    ayiya.wrap(behindTwo("41110129 00000000" + "00".repeat(20)), 2, 28);
    assertEquals(TunnelFault.NONE, ayiya.check());
    assertEquals(41, ayiya.nextHeader());
    assertEquals(28, ayiya.headerLength());
    assertCutBelow("41110129 00000000" + "00".repeat(20), (b, n) -> ayiya.wrap(b, 0, n).check());
  }
}
