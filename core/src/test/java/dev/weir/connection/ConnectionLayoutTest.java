package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The record's regions, which depend on one another's lengths, are where the pictures say. */
class ConnectionLayoutTest {
  @Test
  void shouldHaveDirectionsOfWholeLines() {
    assertEquals(64, ConnectionLayout.DIRECTION_OFFSET);
    assertEquals(ConnectionLayout.DIRECTION_LENGTH, endOfDirection());
    assertEquals(ConnectionLayout.RARE + 96, ConnectionLayout.HOLES_OFFSET + Integer.BYTES);
  }

  private static int endOfDirection() {
    return ConnectionLayout.ROUND_TRIPS_LINK_OFFSET
        + Integer.BYTES
        - ConnectionLayout.DIRECTION_OFFSET;
  }

  @Test
  void shouldFitIntoTheRecord() {
    final int rare = ConnectionLayout.DIRECTION_OFFSET + ConnectionLayout.RARE;
    assertEquals(
        rare + ConnectionLayout.DIRECTION_LENGTH,
        ConnectionLayout.SYN_ACK_DELAY_OFFSET + Long.BYTES);
    assertEquals(576, ConnectionLayout.JUDGEMENT_TIMES_OFFSET);
    assertTrue(ConnectionLayout.MARK_OFFSET + Integer.BYTES <= ConnectionLayout.RECORD_LENGTH);
  }

  /** A long that begins at no multiple of 8 may lie in two cache lines. */
  @Test
  void shouldAlignLongFields() throws ReflectiveOperationException {
    final List<String> askew = new ArrayList<>();
    final List<Class<?>> layouts =
        List.of(ConnectionLayout.class, JudgementLayout.class, LifeLayout.class, ZeekLayout.class);
    for (final Class<?> layout : layouts) {
      for (final Field field : layout.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getName().matches(".*TIME_OFFSET")) {
          field.setAccessible(true);
          if (field.getInt(null) % Long.BYTES != 0) {
            askew.add(field.getName());
          }
        }
      }
    }
    assertEquals(List.of(), askew);
  }
}
