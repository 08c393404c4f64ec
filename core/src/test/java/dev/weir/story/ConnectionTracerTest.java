package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.testdata.ConnectionKind;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTracerTest {
  @TempDir Path folder;

  private Path traffic(final TrafficSettings settings) throws Exception {
    final Path file = folder.resolve("traffic.pcap");
    try (PcapFileWriter writer = PcapFileWriter.create(file, new PcapFormat())) {
      new TrafficMix(settings).generate(writer, null);
    }
    return file;
  }

  @Test
  void shouldPickByThePlaceOfTheFirstPacket() throws Exception {
    final Path file = traffic(new TrafficSettings().seed(3).connections(50).concurrent(9));
    final List<ConnectionTrace> all = TracedCapture.all(file);
    for (int number = 1; number <= 50; number++) {
      final List<ConnectionTrace> one =
          TracedCapture.picked(file, ConnectionPick.number(number), TraceLimits.DEFAULT);
      assertEquals(1, one.size());
      assertEquals(number, one.getFirst().number());
      assertEquals(
          all.get(number - 1).segments().getFirst().number(),
          one.getFirst().segments().getFirst().number());
      assertEquals(all.get(number - 1).identity(), one.getFirst().identity());
    }
    assertEquals(
        List.of(), TracedCapture.picked(file, ConnectionPick.number(51), TraceLimits.DEFAULT));
  }

  @Test
  void shouldPickBothConnectionsOfATupleInEitherOrder() throws Exception {
    final Path file =
        traffic(
            new TrafficSettings()
                .seed(4)
                .connections(40)
                .concurrent(4)
                .ipv6Share(0.5)
                .only(ConnectionKind.PORT_REUSE));
    for (final ConnectionTrace each : TracedCapture.all(file)) {
      final byte[] client = InetAddress.ofLiteral(each.originatorAddress()).getAddress();
      final byte[] server = InetAddress.ofLiteral(each.responderAddress()).getAddress();
      final EndpointPair pair =
          new EndpointPair(client, each.originatorPort(), server, each.responderPort());
      final EndpointPair other =
          new EndpointPair(server, each.responderPort(), client, each.originatorPort());
      final List<Long> numbers = numbers(file, pair);
      assertEquals(numbers, numbers(file, other));
      assertTrue(numbers.contains(each.number()));
      assertTrue(numbers.size() == 2, "connections: " + numbers);
    }
  }

  private static List<Long> numbers(final Path file, final ConnectionPick pick) throws Exception {
    return TracedCapture.picked(file, pick, TraceLimits.DEFAULT).stream()
        .map(ConnectionTrace::number)
        .toList();
  }

  @Test
  void shouldKeepTheFirstAndTheLastSegmentsOfALongConnection() throws Exception {
    final Path file =
        traffic(new TrafficSettings().seed(5).connections(1).only(ConnectionKind.BULK));
    final ConnectionTrace all = TracedCapture.all(file).getFirst();
    final TraceLimits limits = new TraceLimits(20, 10, 5_000);
    final ConnectionTrace few =
        TracedCapture.picked(file, ConnectionPick.number(1), limits).getFirst();
    assertEquals(30, few.segments().size());
    assertEquals(all.segments().size() - 30, few.omitted());
    assertEquals(20, few.omittedAt());
    assertEquals(all.endNanos(), few.endNanos());
    assertEquals(all.segments().get(19).number(), few.segments().get(19).number());
    long payload = 0;
    for (final TracedSegment segment : few.segments()) {
      payload += segment.payload().length;
    }
    assertTrue(payload > 0 && payload <= 5_000, "payload: " + payload);
    final ConnectionStory story = new StoryTeller(new Phrases(StoryLanguage.ENGLISH)).tell(few);
    assertEquals(few.omitted(), story.facts().get("omitted_segments"));
    assertTrue(story.step(StoryStep.Kind.OMITTED) != null);
    assertTrue(story.step(StoryStep.Kind.CLOSE) != null);
  }

  @Test
  void shouldShareItsRoomAmongSeveralConnections() {
    final TraceLimits shared = TraceLimits.DEFAULT.sharedBy(10);
    assertEquals(4_000, shared.first());
    assertEquals(2_000, shared.last());
    assertEquals(100, TraceLimits.DEFAULT.sharedBy(1_000).last());
    assertThrows(IllegalArgumentException.class, () -> new TraceLimits(0, 1, 1));
  }
}
