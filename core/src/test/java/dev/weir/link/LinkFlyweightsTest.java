package dev.weir.link;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.HexBytes.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of the link headers, from literal bytes behind two others. */
final class LinkFlyweightsTest {
  private static UnsafeBuffer behindTwo(final String hex) {
    return packet("eeee", hex);
  }

  @Test
  void shouldReadEthernet() {
    final EthernetFlyweight ethernet =
        new EthernetFlyweight().wrap(behindTwo("f20000000001 0000000000ff 88cc"), 2, 14);
    assertEquals(LinkFault.NONE, ethernet.check());
    assertEquals(0xF200_0000_0001L, ethernet.destination());
    assertEquals(0xFFL, ethernet.source());
    assertEquals(0x88CC, ethernet.etherType());
    assertEquals(LinkFault.CUT, ethernet.wrap(behindTwo("00".repeat(13)), 2, 13).check());
  }

  @Test
  void shouldReadVlanTags() {
    final VlanTagFlyweight tag = new VlanTagFlyweight().wrap(behindTwo("bffe 86dd"), 2, 4);
    assertEquals(LinkFault.NONE, tag.check());
    assertEquals(5, tag.priority());
    assertTrue(tag.dropEligible());
    assertEquals(4094, tag.id());
    assertEquals(EtherType.IPV6, tag.etherType());
    assertFalse(tag.wrap(behindTwo("e001 86dd"), 2, 4).dropEligible());
    assertEquals(LinkFault.CUT, tag.wrap(behindTwo("e00186"), 2, 3).check());
    assertTrue(EtherType.isVlan(EtherType.VLAN));
    assertTrue(EtherType.isVlan(0x9300));
    assertFalse(EtherType.isVlan(EtherType.MPLS));
  }

  @Test
  void shouldReadSnap() {
    final LlcSnapFlyweight snap =
        new LlcSnapFlyweight().wrap(behindTwo("aaaa03 00000c 2000"), 2, 8);
    assertEquals(LinkFault.NONE, snap.check());
    assertEquals(0x0C, snap.organisation());
    assertFalse(snap.carriesEtherType());
    assertEquals(0x2000, snap.etherType());
    assertTrue(snap.wrap(behindTwo("aaaa03 0000f8 0800"), 2, 8).carriesEtherType());
    final byte[] spanningTree = bytes("424203");
    assertEquals(
        LinkFault.NOT_THIS_HEADER, snap.wrap(new UnsafeBuffer(spanningTree), 0, 3).check());
    assertEquals(LinkFault.CUT, snap.wrap(cut(spanningTree, 2), 0, 2).check());
    assertEquals(LinkFault.CUT, snap.wrap(packet("aaaa0300000008"), 0, 7).check());
  }

  @ParameterizedTest
  @CsvSource({
    "02000000, 2, 0800",
    "00000002, 2, 0800",
    "0a000000, 10, 86dd",
    "18000000, 24, 86dd",
    "0000001c, 28, 86dd",
    "1e000000, 30, 86dd",
    "07000000, 7, 0",
    "00010000, 256, 0",
    "00000000, 0, 0"
  })
  void shouldReadLoopbackInEitherByteOrder(
      final String hex, final int family, final String etherType) {
    final LoopbackFlyweight loopback = new LoopbackFlyweight().wrap(behindTwo(hex), 2, 4);
    assertEquals(LinkFault.NONE, loopback.check());
    assertEquals(family, loopback.family());
    assertEquals(Integer.parseInt(etherType, 16), loopback.etherType());
  }

  @Test
  void shouldReadCookedCaptures() {
    final LinuxSllFlyweight sll =
        new LinuxSllFlyweight().wrap(behindTwo("0004 0001 0006 0200000000010000 0800"), 2, 16);
    assertEquals(LinkFault.NONE, sll.check());
    assertEquals(4, sll.packetType());
    assertEquals(1, sll.hardwareType());
    assertEquals(6, sll.addressLength());
    assertEquals(0x0200_0000_0001_0000L, sll.address());
    assertEquals(EtherType.IPV4, sll.protocol());

    final LinuxSll2Flyweight sll2 =
        new LinuxSll2Flyweight()
            .wrap(behindTwo("86dd ffff 80000002 0304 04 06 0200000000010000"), 2, 20);
    assertEquals(LinkFault.NONE, sll2.check());
    assertEquals(EtherType.IPV6, sll2.protocol());
    assertEquals(0x8000_0002L, sll2.interfaceIndex());
    assertEquals(0x0304, sll2.hardwareType());
    assertEquals(4, sll2.packetType());
    assertEquals(6, sll2.addressLength());
    assertEquals(0x0200_0000_0001_0000L, sll2.address());
  }

  @ParameterizedTest
  @CsvSource({
    "0021, false, 2, 33, 0800",
    "ff030021, true, 4, 33, 0800",
    "2145, false, 1, 33, 0800",
    "ff032145, true, 3, 33, 0800",
    "5760, false, 1, 87, 86dd",
    "ff030057, true, 4, 87, 86dd",
    "0281, false, 2, 641, 8847",
    "ff030283, true, 4, 643, 8847",
    "c021, false, 2, 49185, 0"
  })
  void shouldReadPppInEachOfItsLengths(
      final String hex,
      final boolean addressed,
      final int headerLength,
      final int protocol,
      final String etherType) {
    final byte[] header = bytes(hex);
    final PppFlyweight ppp = new PppFlyweight();
    ppp.wrap(new UnsafeBuffer(header), 0, header.length);
    assertEquals(LinkFault.NONE, ppp.check());
    assertEquals(addressed, ppp.hasAddressAndControl());
    assertEquals(headerLength, ppp.headerLength());
    assertEquals(protocol, ppp.protocol());
    assertEquals(Integer.parseInt(etherType, 16), ppp.etherType());
    for (int length = 0; length < header.length; length++) {
      if (length != 2 || addressed) {
        assertEquals(LinkFault.CUT, ppp.wrap(cut(header, length), 0, length).check());
      }
    }
  }

  @Test
  void shouldReadCiscoHdlc() {
    final CiscoHdlcFlyweight hdlc = new CiscoHdlcFlyweight().wrap(behindTwo("8f00 2000"), 2, 4);
    assertEquals(LinkFault.NONE, hdlc.check());
    assertEquals(CiscoHdlcFlyweight.MULTICAST, hdlc.address());
    assertEquals(0x2000, hdlc.etherType());
  }

  @Test
  void shouldReadMplsLabels() {
    final MplsLabelFlyweight label = new MplsLabelFlyweight().wrap(behindTwo("ffffebfe"), 2, 4);
    assertEquals(LinkFault.NONE, label.check());
    assertEquals(0xFFFFE, label.label());
    assertEquals(5, label.trafficClass());
    assertTrue(label.isBottom());
    assertEquals(254, label.timeToLive());
    assertFalse(label.wrap(behindTwo("00010001"), 2, 4).isBottom());
    assertEquals(16, label.label());
  }

  @Test
  void shouldReadPppoe() {
    final PppoeFlyweight pppoe = new PppoeFlyweight().wrap(behindTwo("1100 dde5 0036"), 2, 6);
    assertEquals(LinkFault.NONE, pppoe.check());
    assertEquals(0xDDE5, pppoe.session());
    assertEquals(54, pppoe.payloadLength());
    assertEquals(LinkFault.NOT_THIS_HEADER, pppoe.wrap(behindTwo("1109 0000 0036"), 2, 6).check());
    assertEquals(LinkFault.NOT_THIS_HEADER, pppoe.wrap(behindTwo("2100 0000 0036"), 2, 6).check());
  }

  @Test
  void shouldReadServiceInstances() {
    final ServiceInstanceTagFlyweight tag =
        new ServiceInstanceTagFlyweight().wrap(behindTwo("f0123456"), 2, 4);
    assertEquals(LinkFault.NONE, tag.check());
    assertEquals(0x123456, tag.service());
  }

  @Test
  void shouldReadTheTagsOfSwitches() {
    final VnTagFlyweight vnTag = new VnTagFlyweight().wrap(behindTwo("bffeeffe 86dd"), 2, 6);
    assertEquals(LinkFault.NONE, vnTag.check());
    assertEquals(0x3FFE, vnTag.destinationInterface());
    assertEquals(0xFFE, vnTag.sourceInterface());
    assertEquals(EtherType.IPV6, vnTag.etherType());

    final PortExtensionTagFlyweight eTag =
        new PortExtensionTagFlyweight().wrap(behindTwo("ffff fffe ffff 0800"), 2, 8);
    assertEquals(LinkFault.NONE, eTag.check());
    assertEquals(0x3FFE, eTag.channel());
    assertEquals(EtherType.IPV4, eTag.etherType());

    final FabricPathTagFlyweight fabric =
        new FabricPathTagFlyweight().wrap(behindTwo("ffa0"), 2, 2);
    assertEquals(LinkFault.NONE, fabric.check());
    assertEquals(0x3FE, fabric.forwardingTag());
    assertEquals(32, fabric.timeToLive());
  }
}
