package dev.weir.transport;

import static dev.weir.HexBytes.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TcpOptionsFlyweightTest {
  private static final int[] LENGTHS = {0, 1, 2, 2, 3, 4, 4, 4, 6, 6, 8, 10, 12, 16, 18, 20, 40};

  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();

  private TcpOptionsFlyweight walk(final String... hex) {
    final byte[] bytes = bytes(hex);
    return options.wrap(new UnsafeBuffer(bytes), 0, bytes.length, bytes.length);
  }

  private TcpOptionsFlyweight only(final String... hex) {
    assertTrue(walk(hex).next());
    assertTrue(options.isWellFormed());
    return options;
  }

  @Test
  void shouldWalkTheOptionsOfASyn() {
    walk("020405b4", "0402", "080a 00000064 00000000", "01", "030307");

    final List<String> seen = new ArrayList<>();
    while (options.next()) {
      assertTrue(options.isWellFormed());
      seen.add(
          options.kind()
              + "@"
              + options.offset()
              + "+"
              + options.length()
              + "/"
              + options.dataLength());
    }
    assertEquals(List.of("2@0+4/2", "4@4+2/0", "8@6+10/8", "1@16+1/0", "3@17+3/1"), seen);
    assertEquals(TransportFault.NONE, options.fault());
    assertFalse(options.next());
  }

  @Test
  void shouldEndAtTheEndOfListOptionAlthoughBytesFollow() {
    walk("01", "00", "020405b4");
    assertTrue(options.next());
    assertTrue(options.next());
    assertEquals(TcpOptionKind.END, options.kind());
    assertEquals(1, options.length());
    assertFalse(options.next());
    assertEquals(TransportFault.NONE, options.fault());
  }

  @Test
  void shouldReadFixedOptions() {
    assertEquals(1460, only("020405b4").maximumSegmentSize());
    assertEquals(255, only("0303ff").windowScale());
    assertEquals(TcpOptionKind.SACK_PERMITTED, only("0402").kind());
    assertEquals(0xFFFF_FFFEL, only("0606fffffffe").echo());
    assertEquals(7, only("070600000007").echo());
    assertEquals(0x8000_0001, only("080a 80000001 7fffffff").timestamp());
    assertEquals(Integer.MAX_VALUE, options.timestampEcho());
    assertEquals(0x8000_0000L, only("0b0680000000").connectionCount());
    assertEquals(1, only("0c0600000001").connectionCount());
    assertEquals(2, only("0d0600000002").connectionCount());
    assertEquals(2, only("1312 00112233445566778899aabbccddeeff").dataOffset());
    assertEquals(16, options.dataLength());
    assertEquals(0x80, only("140480a5").scpsCapabilities());
    assertEquals(0xA5, options.scpsConnectionId());
    assertEquals(0x8002, only("1c048002").userTimeoutBits());
    assertEquals(120, options.userTimeoutSeconds());
    assertEquals(0x7FFF, only("1c047fff").userTimeoutSeconds());
    assertEquals(0xF989, only("fe04f989").experimentId());
    assertEquals(0xACC0, only("fd06acc00102").experimentId());
    assertEquals(4, options.dataLength());
  }

  @Test
  void shouldReadSackBlocks() {
    only("0512 00000001 00000002 fffffffe 00000003");
    assertEquals(2, options.sackBlocks());
    assertEquals(1, options.sackLeft(0));
    assertEquals(2, options.sackRight(0));
    assertEquals(-2, options.sackLeft(1));
    assertEquals(3, options.sackRight(1));
  }

  @Test
  void shouldReadAuthentication() {
    only("1d10 a628 000102030405060708090a0b");
    assertEquals(0xA6, options.authenticationKeyId());
    assertEquals(0x28, options.authenticationNextKeyId());
    assertEquals(4, options.authenticationCodeOffset());
    assertEquals(12, options.authenticationCodeLength());
    assertEquals(0, only("1d04 0102").authenticationCodeLength());
  }

  @ParameterizedTest
  @CsvSource({
    "0203ff, false",
    "0205ffffff, false",
    "0302, false",
    "0403ff, false",
    "0502, false",
    "0509ffffffffffffff, false",
    "050affffffffffffffff, true",
    "0605ffffff, false",
    "0809ffffffffffffff, false",
    "0b05ffffff, false",
    "1311ffffffffffffffffffffffffffffff, false",
    "1403ff, false",
    "1c03ff, false",
    "1d03ff, false",
    "1e02, false",
    "1e03ff, true",
    "2202, true",
    "2204ffff, false",
    "2206ffffffff, true",
    "2207ffffffffff, false",
    "2212ffffffffffffffffffffffffffffffff, true",
    "2214ffffffffffffffffffffffffffffffffffff, false",
    "fd03ff, false",
    "fe02, false",
    "ef02, true",
    "ef05010203, true"
  })
  void shouldTellWhichLengthsFitTheKind(final String hex, final boolean expected) {
    assertTrue(walk(hex).next(), "the walk goes on over an odd length");
    assertEquals(expected, options.isWellFormed());
    assertFalse(options.next());
    assertEquals(TransportFault.NONE, options.fault());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0200", "0201", "0203", "02ff05b4", "ef05010203ee06", "0101010102"})
  void shouldStopAtAnImpossibleLength(final String hex) {
    walk(hex);
    while (options.next()) {
      assertTrue(options.length() > 0);
    }
    assertEquals(TransportFault.LENGTH_IMPOSSIBLE, options.fault());
    assertFalse(options.next());
  }

  @Test
  void shouldBeCutWhereverTheCaptureEnds() {
    final byte[] all = bytes("020405b4", "0402", "080a 00000064 00000000", "01", "030307");
    final int[] ends = {4, 6, 16, 17, 20};
    for (int captured = 0; captured < all.length; captured++) {
      final UnsafeBuffer buffer = new UnsafeBuffer(Arrays.copyOf(all, captured));
      options.wrap(buffer, 0, all.length, captured);
      int seen = 0;
      while (options.next()) {
        seen++;
      }
      final int kept = captured;
      assertEquals(Arrays.stream(ends).filter(end -> end <= kept).count(), seen);
      assertEquals(TransportFault.CUT, options.fault(), "captured " + captured);
    }
  }

  @Test
  void shouldFindTheFirstWellFormedOptionOfAKind() {
    walk("0203ff", "01", "020405b4", "02040200");
    assertTrue(options.find(TcpOptionKind.MAXIMUM_SEGMENT_SIZE));
    assertEquals(1460, options.maximumSegmentSize());
    assertFalse(options.find(TcpOptionKind.TIMESTAMPS));
    assertTrue(options.find(TcpOptionKind.NO_OPERATION));
  }

  @Test
  void shouldNeverReadOutsideRandomOptions() {
    final Random random = new Random(0x5EED_0002L);
    final int[] kinds = {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 19, 20, 28, 29, 30, 34, 253, 254};
    final MptcpOptionFlyweight multipath = new MptcpOptionFlyweight();
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      final int length = random.nextInt(41);
      final int captured = random.nextInt(4) == 0 ? random.nextInt(length + 1) : length;
      final byte[] bytes = new byte[captured];
      random.nextBytes(bytes);
      for (int i = 0; i + 1 < captured; i += 2 + random.nextInt(4) * 4) {
        bytes[i] = (byte) kinds[random.nextInt(kinds.length)];
        bytes[i + 1] = (byte) LENGTHS[random.nextInt(LENGTHS.length)];
      }
      options.wrap(new UnsafeBuffer(bytes), 0, length, captured);
      while (options.next()) {
        assertTrue(options.offset() + options.length() <= captured);
        if (options.isWellFormed()) {
          read += TcpOptionReads.readAll(options, multipath);
        }
      }
    }
    assertTrue(read > 50_000, "options read: " + read);
  }
}
