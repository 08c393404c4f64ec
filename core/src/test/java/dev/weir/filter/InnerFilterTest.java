package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters on the innermost IP packet. */
final class InnerFilterTest {
  private static final FilterOptions INNER = FilterOptions.DEFAULT.withInner(true);

  private static boolean matches(final String expression, final String packet) throws Exception {
    final byte[] bytes = SamplePackets.bytes(packet);
    final Program program = FilterCompiler.program(expression, LinkType.ETHERNET, INNER, true);
    final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    final boolean generated = GeneratedCode.of(program).matches(buffer, bytes.length, bytes.length);
    assertEquals(generated, new Interpreter(program).matches(buffer, bytes.length, bytes.length));
    return generated;
  }

  @ParameterizedTest
  @CsvSource({
    "tcp",
    "tcp dst port 80",
    "port 40000",
    "tcp portrange 79-81",
    "tcp[tcpflags] = tcp-syn",
    "tcp[0:2] = 40000 and tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420",
    "not udp and not tcp[13] & tcp-fin != 0",
    "proto 6",
    "protochain \\tcp",
  })
  void shouldFindTcpBehindAnyHeaders(final String expression) throws Exception {
    for (final String packet :
        new String[] {
          SamplePackets.IPV4_TCP,
          SamplePackets.IPV4_OPTIONS_TCP,
          SamplePackets.IPV4_AUTHENTICATED_TCP,
          SamplePackets.IPV6_TCP,
          SamplePackets.IPV6_FRAGMENT_TCP,
          SamplePackets.IPV6_OPTIONS_TCP
        }) {
      assertTrue(matches(expression, packet), packet);
    }
    assertFalse(matches("tcp and (" + expression + ")", SamplePackets.IPV6_UDP));
  }

  @Test
  void shouldReadPortsOfFirstFragmentsOnly() throws Exception {
    for (final String later :
        new String[] {SamplePackets.IPV4_LATER_FRAGMENT, SamplePackets.IPV6_LATER_FRAGMENT_TCP}) {
      assertTrue(matches("tcp", later));
      assertFalse(matches("tcp port 80", later));
      assertFalse(matches("tcp[0:2] = 40000", later));
      assertTrue(matches("not tcp port 80", later));
    }
    assertTrue(matches("tcp port 80", SamplePackets.IPV6_FRAGMENT_TCP));
  }

  @Test
  void shouldTellTheFamiliesApart() throws Exception {
    assertTrue(matches("ip and not ip6", SamplePackets.IPV4_TCP));
    assertTrue(matches("ip6 and src host fe80::1", SamplePackets.IPV6_TCP));
    assertTrue(matches("icmp6[0] = 128", SamplePackets.IPV6_ICMP6));
    assertTrue(matches("icmp[icmptype] = icmp-echo", SamplePackets.IPV4_ICMP));
    assertFalse(matches("icmp", SamplePackets.IPV6_ICMP6));
    assertTrue(matches("ah and ip6 proto 0 or ah", SamplePackets.IPV4_AUTHENTICATED_TCP));
  }

  @Test
  void shouldRejectPacketsThatAreCutBeforeTheAnswer() throws Exception {
    for (final String packet : SamplePackets.ip()) {
      final byte[] bytes = SamplePackets.bytes(packet);
      final PacketFilter filter = FilterCompiler.compile("tcp port 80", LinkType.RAW, INNER);
      final boolean whole = filter.matches(new UnsafeBuffer(bytes), bytes.length, bytes.length);
      boolean before = false;
      for (int captured = 0; captured <= bytes.length; captured++) {
        final UnsafeBuffer cut = new UnsafeBuffer(bytes, 0, captured);
        final boolean now = filter.matches(cut, captured, bytes.length);
        assertTrue(now || !before, "a longer cut is judged worse");
        before = now;
      }
      assertEquals(whole, before);
    }
  }

  @Test
  void shouldStayWithinTheCapturedBytesOfDamagedPackets() throws Exception {
    final Random random = new Random(3);
    final Program program =
        FilterCompiler.program(
            "tcp port 80 or udp[4:2] > 8 or ah or not icmp6[0] = 1", LinkType.RAW, INNER, true);
    final PacketFilter generated = GeneratedCode.of(program);
    final PacketFilter interpreted = new Interpreter(program);
    for (int i = 0; i < 20_000; i++) {
      final String sample = SamplePackets.ip().get(random.nextInt(SamplePackets.ip().size()));
      final byte[] packet = SamplePackets.mutate(SamplePackets.bytes(sample), random);
      final int captured = random.nextInt(packet.length + 1);
      // The buffer ends where the capture does: a read beyond it would throw.
      final UnsafeBuffer cut = new UnsafeBuffer(packet, 0, captured);
      assertEquals(
          interpreted.matches(cut, captured, packet.length),
          generated.matches(cut, captured, packet.length));
    }
  }

  @Test
  void shouldAgreeWithThePlainMeaningWhereThatIsRight() throws Exception {
    for (final String expression :
        new String[] {
          "tcp", "udp port 53", "tcp[13] = 2", "host 10.1.2.3", "len > 50", "ip[8] = 1"
        }) {
      final PacketFilter plain =
          FilterCompiler.compile(expression, LinkType.RAW, FilterOptions.DEFAULT);
      for (final String packet :
          new String[] {
            SamplePackets.IPV4_TCP,
            SamplePackets.IPV4_OPTIONS_TCP,
            SamplePackets.IPV4_UDP,
            SamplePackets.IPV4_ICMP,
            SamplePackets.IPV4_LATER_FRAGMENT
          }) {
        final byte[] bytes = SamplePackets.bytes(packet);
        assertEquals(
            plain.matches(new UnsafeBuffer(bytes), bytes.length, bytes.length),
            matches(expression, packet),
            expression + " of " + packet);
      }
    }
  }
}
