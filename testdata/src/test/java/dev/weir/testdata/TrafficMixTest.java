package dev.weir.testdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The truth that the generator writes, against a count of the bytes that shares nothing with it.
 */
class TrafficMixTest {
  private static final long SECOND = 1_000_000_000L;

  private record Made(byte[] capture, String[] truth, TrafficMix.Result result) {}

  private static Made make(final TrafficSettings settings) throws IOException {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final PcapFormat format = new PcapFormat().snaplen(settings.snaplen());
    if (settings.nanoseconds()) {
      format.nanoseconds();
    }
    try (TruthTable truth = new TruthTable(settings.connections())) {
      final TrafficMix.Result result;
      try (CaptureWriter writer = new PcapFileWriter(bytes, format)) {
        result = new TrafficMix(settings).generate(writer, truth);
      }
      final String[] rows = new String[truth.count()];
      for (int i = 0; i < rows.length; i++) {
        final StringBuilder row = new StringBuilder();
        truth.row(i).appendCsv(row);
        rows[i] = row.toString();
      }
      return new Made(bytes.toByteArray(), rows, result);
    }
  }

  private static RecountedConnections assertTruthHolds(final TrafficSettings settings)
      throws IOException {
    final Made made = make(settings);
    final RecountedConnections counted = new RecountedConnections(made.capture);
    assertEquals(made.result.packets(), counted.packets);
    assertEquals(settings.connections(), counted.rows.size());
    for (int i = 0; i < made.truth.length; i++) {
      final String withoutKind = made.truth[i].substring(0, made.truth[i].lastIndexOf(','));
      assertEquals(counted.rows.get(i).csv(i + 1), withoutKind, made.truth[i]);
    }
    assertEquals(0, counted.badChecksums);
    return counted;
  }

  @ParameterizedTest
  @EnumSource(ConnectionKind.class)
  void shouldTellTheTruthOfEachKindByItself(final ConnectionKind kind) throws IOException {
    assertTruthHolds(new TrafficSettings().seed(7).connections(120).concurrent(10).only(kind));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTellTheTruthOfMixedTraffic(final long seed) throws IOException {
    final RecountedConnections counted =
        assertTruthHolds(new TrafficSettings().seed(seed).connections(4_000).concurrent(300));
    assertEquals(counted.packets, counted.checked, "whole payload: each checksum can be checked");
  }

  @Test
  void shouldTellTheTruthOfCutNanosecondTaggedLossyTraffic() throws IOException {
    assertTruthHolds(
        new TrafficSettings()
            .seed(11)
            .connections(3_000)
            .concurrent(1_500)
            .snaplen(96)
            .nanoseconds(true)
            .vlanShare(0.5)
            .ipv6Share(0.5)
            .loss(0.2)
            .captureLoss(0.05));
  }

  @Test
  void shouldKeepGapsUnambiguous() throws IOException {
    final RecountedConnections counted =
        assertTruthHolds(new TrafficSettings().seed(5).connections(20_000).concurrent(4_000));
    for (final RecountedConnections.Row row : counted.rows) {
      assertTrue(row.afterClose <= 5 * SECOND, "after the close: " + row.csv(0));
      assertTrue(row.widestGap <= 200 * SECOND, "gap: " + row.csv(0));
    }
  }

  @Test
  void shouldReachEveryHandshakeAndEveryEnding() throws IOException {
    final Set<String> handshakes = new HashSet<>();
    final Set<String> endings = new HashSet<>();
    final Set<String> kinds = new HashSet<>();
    for (final String row : make(new TrafficSettings().connections(5_000)).truth) {
      final String[] columns = row.split(",");
      handshakes.add(columns[19]);
      endings.add(columns[20]);
      kinds.add(columns[21]);
    }
    assertEquals(ConnectionTruth.Handshake.values().length, handshakes.size(), "" + handshakes);
    assertEquals(ConnectionTruth.Ending.values().length, endings.size(), "" + endings);
    assertEquals(EnumSet.allOf(ConnectionKind.class).size(), kinds.size(), "" + kinds);
  }

  @Test
  void shouldRepeatItselfForOneSeedAndDifferForAnother() throws IOException {
    final Made one = make(new TrafficSettings().seed(3));
    final Made same = make(new TrafficSettings().seed(3));
    final Made other = make(new TrafficSettings().seed(4));
    assertArrayEquals(one.capture, same.capture);
    assertArrayEquals(one.truth, same.truth);
    assertFalse(Arrays.equals(one.capture, other.capture));
  }

  @Test
  void shouldNeverUseATupleTwiceUnlessPortReuseIsMeant() throws IOException {
    final Set<String> tuples = new HashSet<>();
    for (final String row :
        make(new TrafficSettings().connections(30_000).concurrent(3_000).snaplen(54)).truth) {
      final String[] columns = row.split(",");
      final String tuple = String.join(" ", Arrays.copyOfRange(columns, 5, 9));
      assertTrue(tuples.add(tuple) || columns[21].equals("port_reuse"), row);
    }
  }

  @Test
  void shouldKeepAboutAsManyConnectionsAliveAsWanted() throws IOException {
    final TrafficMix.Result result =
        make(new TrafficSettings().connections(20_000).concurrent(5_000).snaplen(54)).result;
    assertTrue(result.mostAtOnce() > 4_500 && result.mostAtOnce() <= 5_000, "" + result);
    assertNotEquals(0, result.nanos());
  }

  @Test
  void shouldOpenAllConnectionsBeforeAnyGoesOnWhereTheyAreHeld() throws IOException {
    final TrafficSettings settings =
        new TrafficSettings().connections(20_000).concurrent(20_000).snaplen(96).hold(true);
    assertTruthHolds(settings);
    assertTrue(make(settings).result.mostAtOnce() > 18_500);
  }

  @Test
  void shouldSendAboutAsManyPacketsAsWanted() throws IOException {
    for (final int wanted : new int[] {16, 23, 60, 200}) {
      final TrafficMix.Result result =
          make(new TrafficSettings().connections(8_000).meanPackets(wanted).snaplen(54)).result;
      assertEquals(wanted, result.packets() / 8_000.0, wanted * 0.12);
    }
  }
}
