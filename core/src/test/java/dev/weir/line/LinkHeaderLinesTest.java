package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Link headers as tcpdump 4.99.3 prints them, with and without names. */
class LinkHeaderLinesTest {
  private static final String SEGMENT =
      "0800 450000280001000040060000 0a0000010a000002 0fa02328000000010000000150100064 00000000";

  private static String line(final String addresses, final int numeric) {
    final LineOptions options = Packets.numeric().numeric(numeric).linkHeader(true);
    options.services(ServiceNames.ofThisMachine());
    final byte[] frame = Packets.bytes(addresses + SEGMENT);
    final String line = Packets.line(options, new UnsafeBuffer(frame), frame.length);
    return line.substring(0, line.indexOf(", ethertype"));
  }

  @Test
  void shouldNameMakersAndAllStationsWhereNamesAreWanted() {
    final String toAll = "ffffffffffff 00000c010203";
    final String toOne = "ffffff000000 020000000001";

    assertEquals("00:00:0c:01:02:03 (oui Cisco) > Broadcast", line(toAll, 0));
    assertEquals("00:00:0c:01:02:03 > ff:ff:ff:ff:ff:ff", line(toAll, 1));
    assertEquals(
        "02:00:00:00:00:01 (oui Unknown) > ff:ff:ff:00:00:00 (oui Unknown)", line(toOne, 0));
  }
}
