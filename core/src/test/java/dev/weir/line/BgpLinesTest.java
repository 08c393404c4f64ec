package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** BGP's messages behind a segment's line, with what tcpdump prints for the same bytes. */
class BgpLinesTest {
  private static final int HEADERS_LENGTH = 54;

  private static byte[] frame(final String payload) {
    return Packets.bytes(
        "0200000000020200000000010800"
            + "4500%04x00010000400600000a0000010a000002".formatted(40 + payload.length() / 2)
            + "00b39c400000000100000001501803e800000000"
            + payload);
  }

  private static String line(final LineOptions options, final byte[] frame, final int captured) {
    return Packets.line(options, new UnsafeBuffer(frame, 0, captured), frame.length);
  }

  static Stream<Arguments> messages() throws IOException {
    try (InputStream file = BgpLinesTest.class.getResourceAsStream("bgp.txt")) {
      final String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
      return Arrays.stream(text.split("(?m)^== "))
          .skip(1)
          .map(block -> block.split("\n", 3))
          .map(block -> Arguments.of(block[0], block[1], block[2]));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void shouldPrintMessagesWhereItIsVerbose(
      final String name, final String payload, final String expected) {
    final byte[] frame = frame(payload);
    final String line = line(Packets.numeric().verbosity(1).unchecked(true), frame, frame.length);
    assertEquals(expected.strip(), line.substring(line.indexOf(": BGP") + 5).strip());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void shouldPrintOnlyTheNameElsewhere(
      final String name, final String payload, final String expected) {
    final byte[] frame = frame(payload);
    assertTrue(line(Packets.numeric(), frame, frame.length).endsWith(": BGP"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void shouldBeginAlikeWhereverThePacketIsCut(
      final String name, final String payload, final String expected) {
    final byte[] frame = frame(payload);
    final LineOptions options = Packets.numeric().verbosity(2).unchecked(true);
    for (int captured = HEADERS_LENGTH; captured < frame.length; captured++) {
      final String cut = line(options, frame, captured);
      assertTrue(cut.contains("length " + payload.length() / 2 + ": BGP"), cut);
    }
  }
}
