package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** OpenFlow's headers, with what tcpdump 4.99.3 prints for the same bytes. */
class OpenFlowLinesTest {
  private static byte[] frame(final String payload) {
    final byte[] bytes = Packets.bytes(payload);
    return Packets.bytes(
        "0200000000020200000000010800"
            + "4500%04x00010000400600000a0000010a000002".formatted(40 + bytes.length)
            + "19fd9c400000000100000001501803e800000000"
            + payload);
  }

  private static String printed(final String payload) {
    final byte[] frame = frame(payload);
    final String line = Packets.line(Packets.numeric(), new UnsafeBuffer(frame), frame.length);
    return line.substring(line.indexOf(": OpenFlow") + 10);
  }

  @Test
  void shouldPrintEachHeader() {
    assertEquals(
        "\n\tversion 1.0, type HELLO, length 8, xid 0x00000007"
            + "\n\tversion 1.3, type ECHO_REQUEST, length 12, xid 0x00000008"
            + "\n\tversion unknown (0xc8), type unknown (0x63), length 8, xid 0x00000009",
        printed("0100000800000007 0402000c00000008 61626364 c863000800000009"));
  }

  @Test
  void shouldSayWhereLengthsAreWrong() {
    assertEquals(
        "\n\tversion 1.0, type FEATURES_REQUEST, length 9, xid 0x00000007 (invalid)",
        printed("0105000900000007 00"));
    assertEquals(
        "\n\tversion 1.0, type HELLO, length 7 (too short!), xid 0x00000007 (invalid)",
        printed("0100000700000007 00"));
  }

  @Test
  void shouldStopWhereTheSegmentEndsInsideAHeader() {
    assertEquals("\n\tversion 1.0, type HELLO (end of TCP payload)", printed("010000"));
  }

  @Test
  void shouldBeginDumpsAtTheLinkHeaderWhereAMessageIsCut() {
    final byte[] frame = frame("0100001000000007 6162");
    final String line =
        Packets.line(Packets.numeric().hex(1), new UnsafeBuffer(frame), frame.length);
    assertEquals(
        "\n\tversion 1.0, type HELLO, length 16, xid 0x00000007 [|openflow]"
            + "\n\t0x0000:  0200 0000 0002 0200 0000 0001 0800 4500",
        line.substring(line.indexOf(": OpenFlow") + 10)
            .lines()
            .limit(3)
            .collect(java.util.stream.Collectors.joining("\n")));
  }
}
