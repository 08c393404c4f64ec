package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.OffHeapRecord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sorting against a plain list's. */
class SortedConnectionsTest {
  private record Row(long firstPacket, long wire) {}

  private static final class Collected implements ConnectionReport {
    private final List<Long> firstPackets = new ArrayList<>();
    private boolean finished;

    @Override
    public void accept(final ConnectionView connection) {
      firstPackets.add(connection.firstPacket());
    }

    @Override
    public void finish() {
      finished = true;
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 1", "9, 10", "10, 10", "20000, 7", "20000, 20000", "9000, 2147483647"})
  void shouldHandOnTheLargestInOrder(final int count, final int most) throws IOException {
    final SplittableRandom random = new SplittableRandom(count);
    final List<Row> rows = new ArrayList<>();
    final Collected collected = new Collected();
    try (SortedConnections sorted = new SortedConnections(collected, SortKey.WIRE, most)) {
      final OffHeapRecord record =
          OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, Arena.ofAuto());
      for (int i = 0; i < count; i++) {
        // Few values, so that many are equal and the order of arrival has to decide.
        final Row row = new Row(i + 1, random.nextInt(500));
        rows.add(row);
        record.putLong(ConnectionLayout.FIRST_PACKET_OFFSET, row.firstPacket());
        record.putLong(
            ConnectionLayout.direction(i & 1) + ConnectionLayout.WIRE_OFFSET, row.wire());
        record.putLong(ConnectionLayout.direction(1 - i & 1) + ConnectionLayout.WIRE_OFFSET, 0);
        sorted.accept(new ConnectionView().wrap(record, 0));
      }
      sorted.finish();
    }
    rows.sort(Comparator.comparingLong(Row::wire).reversed());
    assertEquals(rows.stream().limit(most).map(Row::firstPacket).toList(), collected.firstPackets);
    assertEquals(true, collected.finished);
  }
}
