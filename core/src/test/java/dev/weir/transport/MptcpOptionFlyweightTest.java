package dev.weir.transport;

import static dev.weir.HexBytes.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MptcpOptionFlyweightTest {
  private final MptcpOptionFlyweight option = new MptcpOptionFlyweight();

  private MptcpOptionFlyweight of(final String... hex) {
    final byte[] bytes = bytes(hex);
    option.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    assertEquals(bytes.length, bytes[1], "length byte of the literal");
    assertEquals(TransportFault.NONE, option.check());
    return option;
  }

  @Test
  void shouldReadCapable() {
    of("1e0c 0181 73bb150358a0aecb");
    assertEquals(MptcpOptionFlyweight.CAPABLE, option.subtype());
    assertEquals(1, option.version());
    assertEquals(0x81, option.flags());
    assertEquals(1, option.keys());
    assertEquals(0x73BB_1503_58A0_AECBL, option.key(0));
    assertEquals(0, of("1e04 0181").keys());
    of("1e14 0081 0000000000000001 ffffffffffffffff");
    assertEquals(2, option.keys());
    assertEquals(-1, option.key(1));
  }

  @Test
  void shouldReadJoin() {
    of("1e0c 1105 80000001 fffffffe");
    assertEquals(MptcpOptionFlyweight.JOIN, option.subtype());
    assertTrue(option.backup());
    assertEquals(5, option.addressId());
    assertEquals(0x8000_0001L, option.token());
    assertEquals(0xFFFF_FFFEL, option.nonce());
    of("1e10 1007 0102030405060708 00000009");
    assertFalse(option.backup());
    assertEquals(9, option.nonce());
    assertEquals(12, option.bodyLength());
  }

  @Test
  void shouldReadDataSequenceSignals() {
    of("1e14 2005 c9dba751 b170ee76 00000001 0001 9e91");
    assertTrue(option.hasDataAck());
    assertTrue(option.hasMapping());
    assertFalse(option.dataFin());
    assertEquals(3_386_615_633L, option.dataAck());
    assertEquals(0xB170_EE76L, option.dataSequence());
    assertEquals(1, option.subflowSequence());
    assertEquals(1, option.dataLength());

    of("1e1a 201f 0000000100000002 8000000000000003 80000004 ffff");
    assertTrue(option.dataFin());
    assertEquals(0x1_0000_0002L, option.dataAck());
    assertEquals(0x8000_0000_0000_0003L, option.dataSequence());
    assertEquals(0x8000_0004L, option.subflowSequence());
    assertEquals(65535, option.dataLength());

    of("1e08 2001 00000007");
    assertEquals(7, option.dataAck());
    assertFalse(option.hasMapping());
  }

  @Test
  void shouldReadTheRest() {
    assertEquals(1, of("1e10 3101 0a000201 f8295862f645df19").addressId());
    assertEquals(4, option.bodyOffset());
    assertEquals(12, option.bodyLength());
    assertEquals(9, of("1e04 4009").addressId());
    assertTrue(of("1e03 51").backup());
    assertFalse(of("1e04 5003").backup());
    assertEquals(0x0102_0304_0506_0708L, of("1e0c 6000 0102030405060708").number());
    assertEquals(-1, of("1e0c 7000 ffffffffffffffff").number());
    assertEquals(MptcpOptionFlyweight.RESET, of("1e04 8001").subtype());
    assertEquals(15, of("1e03 f0").subtype());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e02",
        "1e0300",
        "1e0b 1100 00000000 000000",
        "1e03 20",
        "1e07 2001 000000",
        "1e0d 2005 00000000 00000000 00",
        "1e17 201f 0000000000000000 0000000000000000 000000",
        "1e07 3001 0a0000",
        "1e03 40",
        "1e0b 6000 00000000000000",
        "1e0d 7000 0000000000000000 00",
        "1e05 8000 00"
      })
  void shouldRefuseLengthsThatDoNotFitTheSubtype(final String hex) {
    final byte[] bytes = bytes(hex);
    assertEquals(
        TransportFault.LENGTH_IMPOSSIBLE,
        option.wrap(new UnsafeBuffer(bytes), 0, bytes.length).check());
  }
}
