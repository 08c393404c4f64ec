package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** DNS messages that are cut, with what tcpdump 4.99.3 prints for the same bytes. */
class DnsLinesTest {
  /** A response to a question for www.de with one address, whose record's name is a pointer. */
  private static final byte[] FRAME =
      Packets.bytes(
          "0200000000020200000000010800"
              + "4500005200010000400600000a0000010a000002"
              + "003523280000000100000001501803e800000000"
              + "0028 1234 8180 0001 0001 0000 0000"
              + "03777777 026465 00 0001 0001"
              + "c00c 0001 0001 0000003c 0004 01020304");

  private static final int NAME = 54 + 2 + 12 + 12;

  private static String end(final int captured, final int verbosity) {
    final LineOptions options = Packets.numeric().verbosity(verbosity);
    final String line = Packets.line(options, new UnsafeBuffer(FRAME, 0, captured), FRAME.length);
    return line.substring(line.indexOf(" 4660"));
  }

  @Test
  void shouldMarkARecordWhosePointerIsCutInTheMiddle() {
    assertEquals(" 4660 1/0/0  [|domain]", end(NAME + 1, 1));
    assertEquals(" 4660 q: A? www.de. 1/0/0  [|domain]", end(NAME + 1, 2));
  }

  @Test
  void shouldNotMarkARecordThatEndsBehindItsName() {
    assertEquals(" 4660 1/0/0 (40)", end(NAME + 1, 0));
    assertTrue(end(NAME + 2, 2).endsWith("(40)"));
    assertEquals(" 4660 q: A? www.de. 1/0/0 www.de. A 1.2.3.4 (40)", end(FRAME.length, 2));
  }
}
