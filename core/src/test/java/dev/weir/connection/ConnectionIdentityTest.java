package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.text.TextBuffer;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class ConnectionIdentityTest {
  private static OffHeapRecord record(final int port, final long time, final long number) {
    final OffHeapRecord record =
        OffHeapRecord.allocate(ConnectionLayout.RECORD_LENGTH, Arena.ofAuto());
    record.putLong(ConnectionLayout.LOWER_LOW_OFFSET, 10);
    record.putLong(ConnectionLayout.HIGHER_LOW_OFFSET, 20);
    record.putInt(ConnectionLayout.PORTS_OFFSET, port << 16 | 80);
    record.putLong(ConnectionLayout.FIRST_TIME_OFFSET, time);
    record.putLong(ConnectionLayout.FIRST_PACKET_OFFSET, number);
    return record;
  }

  @Test
  void shouldDependOnTheTupleAndTheFirstPacketOnly() {
    final long identity = ConnectionIdentity.of(record(1, 2, 3));
    final OffHeapRecord later = record(1, 2, 3);
    later.putLong(ConnectionLayout.LAST_TIME_OFFSET, 99);
    later.putInt(ConnectionLayout.STATE_OFFSET, ConnectionLayout.SYN | ConnectionLayout.FINISHED);
    assertEquals(identity, ConnectionIdentity.of(later));
    assertNotEquals(identity, ConnectionIdentity.of(record(9, 2, 3)));
    assertNotEquals(identity, ConnectionIdentity.of(record(1, 9, 3)));
    assertNotEquals(identity, ConnectionIdentity.of(record(1, 2, 9)));
    final OffHeapRecord ipv6 = record(1, 2, 3);
    ipv6.putInt(ConnectionLayout.STATE_OFFSET, ConnectionLayout.IPV6);
    assertNotEquals(identity, ConnectionIdentity.of(ipv6));
  }

  @Test
  void shouldBeWrittenWithElevenDigits() {
    assertEquals("C00000000000", text(0));
    assertEquals("Cz0000000000", text(61));
    assertEquals("C01000000000", text(62));
    assertTrue(text(-1).matches("C[0-9A-Za-z]{11}"));
    assertNotEquals(text(-1), text(-2));
  }

  private static String text(final long identity) {
    final TextBuffer text = new TextBuffer(16);
    ConnectionIdentity.write(identity, text);
    return text.toString();
  }
}
