package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceTableTest {
  private static final int CLIENT = 0x0A000001;
  private static final int SERVER = 0x0A000002;
  private static final int UP = 40_000 << 16 | 9000;
  private static final int DOWN = 9000 << 16 | 40_000;

  @Test
  void shouldCountBothDirectionsFromTheSynAck() {
    try (SequenceTable table = new SequenceTable(1)) {
      table.lookup(SERVER, CLIENT, DOWN, 5000, 1001, true);
      assertFalse(table.relative);
      table.lookup(CLIENT, SERVER, UP, 1001, 5001, false);
      assertTrue(table.relative);
      assertEquals(1000, table.sequenceBase);
      assertEquals(5000, table.acknowledgementBase);
      table.lookup(SERVER, CLIENT, DOWN, 5001, 1007, false);
      assertEquals(5000, table.sequenceBase);
      assertEquals(1000, table.acknowledgementBase);
    }
  }

  @Test
  void shouldCountTheFirstSegmentFromZeroWhereTheSynWasNotPrinted() {
    try (SequenceTable table = new SequenceTable(1)) {
      table.lookup(CLIENT, SERVER, UP, 1001, 5001, false);
      assertFalse(table.relative);
      assertEquals(1001, table.sequenceBase);
      table.lookup(CLIENT, SERVER, UP, 1001, 5007, false);
      assertTrue(table.relative);
      assertEquals(1001, table.sequenceBase);
      assertEquals(5000, table.acknowledgementBase);
    }
  }

  /** A plain map with the same rule, over more conversations than the first slots hold. */
  @Test
  void shouldAgreeWithAPlainMap() {
    final SplittableRandom random = new SplittableRandom(4);
    final Map<List<Object>, int[]> model = new HashMap<>();
    try (SequenceTable table = new SequenceTable(random.nextLong())) {
      for (int i = 0; i < 300_000; i++) {
        final boolean six = random.nextInt(4) == 0;
        final int source = random.nextInt(60);
        final int destination = random.nextInt(60);
        final int sourcePort = random.nextInt(8);
        final int destinationPort = random.nextInt(8);
        final int sequence = random.nextInt();
        final int acknowledgement = random.nextInt();
        final boolean syn = random.nextInt(10) == 0;
        final boolean reverse =
            sourcePort > destinationPort || sourcePort == destinationPort && source > destination;
        final List<Object> key =
            reverse
                ? List.of(six, destination, source, destinationPort, sourcePort)
                : List.of(six, source, destination, sourcePort, destinationPort);
        final int own = reverse ? 1 : 0;
        int[] bases = model.get(key);
        final boolean relative = bases != null && !syn;
        if (!relative) {
          bases = new int[2];
          bases[own] = sequence;
          bases[1 - own] = acknowledgement - 1;
          model.put(key, bases);
        }
        final int ports = sourcePort << 16 | destinationPort;
        if (six) {
          table.sourceLow = source;
          table.destinationLow = destination;
          table.sourceHigh = 0;
          table.destinationHigh = 0;
          table.lookup6(ports, sequence, acknowledgement, syn);
        } else {
          table.lookup(source, destination, ports, sequence, acknowledgement, syn);
        }
        assertEquals(relative, table.relative);
        assertEquals(bases[own], table.sequenceBase);
        assertEquals(bases[1 - own], table.acknowledgementBase);
      }
    }
    assertTrue(model.size() > 50_000, "conversations: " + model.size());
  }
}
