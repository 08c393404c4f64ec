package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class FilterProgramTest {
  private static String make(final LibpcapGolden.Case golden) {
    try {
      final Program program =
          FilterCompiler.program(
              golden.expression(), golden.linkType(), FilterOptions.DEFAULT, true);
      return LibpcapGolden.text(program.toString().lines().toList());
    } catch (final FilterException e) {
      return "ERR " + e.getMessage();
    }
  }

  @Test
  void shouldMakeTheProgramsAndRefusalsOfLibpcap() throws IOException {
    final List<String> differences = new ArrayList<>();
    final List<LibpcapGolden.Case> cases = LibpcapGolden.cases();
    for (final LibpcapGolden.Case golden : cases) {
      final String ours = make(golden);
      if (!ours.equals(golden.expected())) {
        differences.add(golden + " but ours is " + ours);
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(cases.size() > 400, "golden cases are missing");
  }

  @Test
  void shouldJudgeGoldenProgramsAsTheJudgeDoesAtEveryLength() throws Exception {
    final Random random = new Random(7);
    final List<byte[]> samples = SamplePackets.all().get(LinkType.ETHERNET);
    int matches = 0;
    for (final LibpcapGolden.Case golden : LibpcapGolden.cases()) {
      if (golden.linkType() != LinkType.ETHERNET || golden.expected().startsWith("ERR")) {
        continue;
      }
      final Bpf judge = new Bpf(List.of(golden.expected().split(";")));
      final PacketFilter filter =
          FilterCompiler.compile(golden.expression(), golden.linkType(), FilterOptions.DEFAULT);
      final byte[] sample = samples.get(random.nextInt(samples.size()));
      final byte[] packet = SamplePackets.mutate(sample, random);
      for (int captured = 0; captured <= packet.length; captured++) {
        final UnsafeBuffer buffer = new UnsafeBuffer(packet, 0, captured);
        final boolean expected = judge.matches(packet, captured, packet.length);
        matches += expected ? 1 : 0;
        assertEquals(
            expected,
            filter.matches(buffer, captured, packet.length),
            () -> golden.expression() + " of " + buffer.capacity());
      }
    }
    assertTrue(matches > 1000, "too few matches to mean anything");
  }

  @Test
  void shouldLetEverythingPassWithoutAnExpression() throws FilterException {
    for (final String nothing : new String[] {"", " ", "\t\n"}) {
      final PacketFilter filter =
          FilterCompiler.compile(nothing, LinkType.ETHERNET, FilterOptions.DEFAULT);
      assertTrue(filter.matches(new UnsafeBuffer(new byte[0]), 0, 0));
    }
  }

  @Test
  void shouldNotGenerateCodeThatWouldNeverBeCompiled() throws FilterException {
    final StringBuilder many = new StringBuilder("port 1");
    for (int port = 2; port < 400; port++) {
      many.append(" or ").append(port);
    }
    final Program program =
        FilterCompiler.program(many.toString(), LinkType.ETHERNET, FilterOptions.DEFAULT, true);
    assertNull(GeneratedCode.of(program));
    final byte[] packet = SamplePackets.all().get(LinkType.ETHERNET).get(0);
    final AdaptiveFilter filter = new AdaptiveFilter(program);
    for (int i = 0; i < AdaptiveFilter.PATIENCE + 10; i++) {
      assertTrue(filter.matches(new UnsafeBuffer(packet), packet.length, packet.length));
    }
  }

  @Test
  void shouldJudgeTheSameBeforeAndAfterCodeIsGenerated() throws FilterException {
    final PacketFilter filter =
        FilterCompiler.compile("tcp dst port 80", LinkType.ETHERNET, FilterOptions.DEFAULT);
    final List<byte[]> samples = SamplePackets.all().get(LinkType.ETHERNET);
    final UnsafeBuffer tcp = new UnsafeBuffer(samples.get(0));
    final UnsafeBuffer udp = new UnsafeBuffer(samples.get(2));
    for (int i = 0; i < 2 * AdaptiveFilter.PATIENCE; i++) {
      assertTrue(filter.matches(tcp, tcp.capacity(), tcp.capacity()));
      assertEquals(false, filter.matches(udp, udp.capacity(), udp.capacity()));
    }
  }

  @Test
  void shouldNotAllocateForAPacket() throws FilterException {
    final PacketFilter filter =
        GeneratedCode.of(
            FilterCompiler.program(
                "tcp[0:2] + tcp[2:2] > ip[2:2] or tcp port 443",
                LinkType.ETHERNET,
                FilterOptions.DEFAULT,
                true));
    assertNotNull(filter);
    final byte[] bytes = SamplePackets.all().get(LinkType.ETHERNET).get(0);
    final UnsafeBuffer packet = new UnsafeBuffer(bytes);
    final var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    int passed = 0;
    for (int i = 0; i < 1000; i++) {
      passed += filter.matches(packet, bytes.length, bytes.length) ? 1 : 0;
    }
    final long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      passed += filter.matches(packet, bytes.length, bytes.length) ? 1 : 0;
    }
    final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(11_000, passed);
    assertTrue(allocated < 10_000, "allocated " + allocated + " bytes for 10,000 packets");
  }
}
