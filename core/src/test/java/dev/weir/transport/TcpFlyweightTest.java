package dev.weir.transport;

import static dev.weir.HexBytes.bytes;
import static dev.weir.HexBytes.cut;
import static dev.weir.HexBytes.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TcpFlyweightTest {
  /** Two bytes before it; a header of 24 bytes with an MSS option. */
  private static final String HEADER =
      "9c40 2328 fffffff1 80000002 6112 fdc0 abcd 0102 020405b4".replace(" ", "");

  private final TcpFlyweight tcp = new TcpFlyweight();

  @Test
  void shouldReadEveryField() {
    final UnsafeBuffer buffer = packet("eeee", HEADER);

    assertEquals(TransportFault.NONE, tcp.wrap(buffer, 2, 24).check());
    assertEquals(40000, tcp.sourcePort());
    assertEquals(9000, tcp.destinationPort());
    assertEquals(0xFFFF_FFF1, tcp.sequence());
    assertEquals(0x8000_0002, tcp.acknowledgment());
    assertEquals(24, tcp.headerLength());
    assertEquals(TcpFlags.AE | TcpFlags.ACK | TcpFlags.SYN, tcp.flags());
    assertTrue(tcp.has(TcpFlags.SYN));
    assertTrue(tcp.has(TcpFlags.SYN | TcpFlags.FIN));
    assertFalse(tcp.has(TcpFlags.FIN | TcpFlags.RST));
    assertEquals(0xFDC0, tcp.window());
    assertEquals(0xABCD, tcp.checksum());
    assertEquals(0x0102, tcp.urgentPointer());
    assertEquals(22, tcp.optionsOffset());
    assertEquals(4, tcp.optionsLength());
    assertEquals(4, tcp.capturedOptionsLength());
  }

  @Test
  void shouldReadEachFlagByItself() {
    final byte[] header = bytes(HEADER);
    for (int bit = 0; bit < 12; bit++) {
      header[12] = (byte) (0x50 | 1 << bit >>> 8);
      header[13] = (byte) (1 << bit);
      assertEquals(1 << bit, tcp.wrap(cut(header, 20), 0, 20).flags(), "bit " + bit);
    }
    assertEquals("FSRP.UEW", TcpFlags.LETTERS);
    assertEquals('F', TcpFlags.letter(0));
    assertEquals('W', TcpFlags.letter(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void shouldBeCutWhenTheFixedPartIs(final int length) {
    assertEquals(TransportFault.CUT, tcp.wrap(cut(bytes(HEADER), length), 0, length).check());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 22, 23, 24})
  void shouldTakeCutOptionsAsNoFault(final int length) {
    assertEquals(TransportFault.NONE, tcp.wrap(cut(bytes(HEADER), length), 0, length).check());
    assertEquals(4, tcp.optionsLength());
    assertEquals(length - 20, tcp.capturedOptionsLength());
  }

  @Test
  void shouldRefuseEveryDataOffsetBelowFive() {
    final byte[] header = bytes(HEADER);
    for (int dataOffset = 0; dataOffset < 16; dataOffset++) {
      header[12] = (byte) (dataOffset << 4);
      final TransportFault expected =
          dataOffset < 5 ? TransportFault.LENGTH_IMPOSSIBLE : TransportFault.NONE;
      assertEquals(expected, tcp.wrap(new UnsafeBuffer(header), 0, 24).check());
      assertEquals(dataOffset * 4, tcp.headerLength());
    }
  }

  @Test
  void shouldTakeAnotherBufferWhenWrappedAgain() {
    tcp.wrap(packet(HEADER), 0, 24);
    final byte[] other = bytes(HEADER);
    Arrays.fill(other, 0, 2, (byte) 0);
    assertEquals(0, tcp.wrap(new UnsafeBuffer(other), 0, 24).sourcePort());
  }

  @Test
  void shouldReadUdp() {
    final UdpFlyweight udp = new UdpFlyweight();
    final byte[] header = bytes("1234 12b5 0008 beef");

    assertEquals(TransportFault.NONE, udp.wrap(new UnsafeBuffer(header), 0, 8).check());
    assertEquals(0x1234, udp.sourcePort());
    assertEquals(4789, udp.destinationPort());
    assertEquals(8, udp.length());
    assertEquals(0xBEEF, udp.checksum());
    for (int length = 0; length < 8; length++) {
      assertEquals(TransportFault.CUT, udp.wrap(cut(header, length), 0, length).check());
    }
    for (int claimed = 0; claimed < 9; claimed++) {
      header[5] = (byte) claimed;
      assertEquals(
          claimed > 0 && claimed < 8 ? TransportFault.LENGTH_IMPOSSIBLE : TransportFault.NONE,
          udp.wrap(new UnsafeBuffer(header), 0, 8).check());
    }
  }
}
