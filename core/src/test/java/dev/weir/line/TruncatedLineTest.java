package dev.weir.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.LinkType;
import dev.weir.text.TextBuffer;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TruncatedLineTest {
  private static final byte[] SYN = Packets.bytes(Packets.SYN);
  private static final String ENDS = "IP 10.0.0.1.40000 > 10.0.0.2.9000: ";
  private static final String FIELDS = ENDS + "Flags [S], seq 1000:1006, win 1000, options [";

  private static String cutAt(final int captured) {
    return Packets.line(Packets.numeric(), new UnsafeBuffer(SYN, 0, captured), SYN.length);
  }

  private static String expected(final int captured) {
    if (captured < 14) {
      return " [|ether]";
    } else if (captured == 14) {
      return " [|ip]";
    } else if (captured < 34) {
      return "IP  [|ip]";
    } else if (captured < 38) {
      return "IP 10.0.0.1 > 10.0.0.2: [|tcp]";
    } else if (captured < 54) {
      return ENDS + " [|tcp]";
    } else if (captured < 66) {
      return FIELDS + expectedOptions(captured - 54);
    }
    return FIELDS + "mss 1460,sackOK,wscale 7,nop,nop,eol], length 6";
  }

  private static String expectedOptions(final int captured) {
    return switch (captured) {
      case 0, 1 -> " [|tcp]";
      case 2, 3 -> "mss [|tcp]";
      case 4, 5 -> "mss 1460, [|tcp]";
      case 6, 7 -> "mss 1460,sackOK, [|tcp]";
      case 8 -> "mss 1460,sackOK,wscale [|tcp]>";
      case 9 -> "mss 1460,sackOK,wscale 7, [|tcp]";
      case 10 -> "mss 1460,sackOK,wscale 7,nop, [|tcp]";
      default -> "mss 1460,sackOK,wscale 7,nop,nop, [|tcp]";
    };
  }

  @Test
  void shouldEndTheLineWhereThePacketEnds() {
    for (int captured = 1; captured <= SYN.length; captured++) {
      if (captured == 65) {
        continue; // between the last option and the header's end nothing is read
      }
      assertEquals(expected(captured).strip(), cutAt(captured).strip(), captured + " bytes");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithARecord() {
    final LineOptions options = Packets.numeric();

    assertEquals("[Invalid header: len(40) < caplen(72)]", Packets.line(options, of(), 40));
    assertEquals("[Invalid header: len==0]", Packets.line(options, of(), 0));
    assertEquals("[Invalid header: len(524501) > 262144]", Packets.line(options, of(), 524_501));
    assertEquals(
        "[Invalid header: caplen==0, len==0]",
        Packets.line(options, new UnsafeBuffer(new byte[0]), 0));
  }

  private static UnsafeBuffer of() {
    return new UnsafeBuffer(SYN);
  }

  @Test
  void shouldWriteNothingOfAPacketThatIsCertainlyNotTcp() {
    final byte[] udp = SYN.clone();
    udp[23] = 17;
    final TextBuffer text = new TextBuffer();
    try (LinePrinter printer = new LinePrinter(new LineOptions(), text, 1)) {
      assertFalse(printer.print(new UnsafeBuffer(udp), LinkType.ETHERNET, udp.length, 0, 0, 1));
      assertEquals(0, text.length());
      assertTrue(printer.print(of(), LinkType.ETHERNET, SYN.length, 0, 0, 2));
    }
  }

  @Test
  void shouldNotExhaustTheStackOnPacketsInPackets() {
    final byte[] nested = new byte[14 + 20 * 3000];
    nested[12] = 0x08;
    for (int i = 0; i < 3000; i++) {
      final int at = 14 + 20 * i;
      final int length = nested.length - at;
      nested[at] = 0x45;
      nested[at + 2] = (byte) (length >>> 8);
      nested[at + 3] = (byte) length;
      nested[at + 9] = 4;
    }
    final byte[] bridged = new byte[24 * 2500];
    for (int at = 0; at < bridged.length; at += 24) {
      final int length = Math.min(bridged.length - at - 14, 1500);
      System.arraycopy(
          new byte[] {(byte) (length >>> 8), (byte) length, -86, -86, 3, 0, -128, -62, 0, 7},
          0,
          bridged,
          at + 12,
          10);
    }

    assertEquals("", Packets.line(Packets.numeric(), new UnsafeBuffer(nested), nested.length));
    Packets.line(Packets.numeric(), new UnsafeBuffer(bridged), bridged.length);
  }

  @Test
  void shouldPrintAnythingWithoutFailing() {
    final SplittableRandom random = new SplittableRandom(3);
    final int[] links = {0, 1, 9, 12, 50, 101, 104, 108, 113, 129, 228, 229, 276};
    final LineOptions options = new LineOptions().verbosity(3).linkHeader(true).hexAndAscii(2);
    final int[] ports = {21, 22, 23, 25, 43, 53, 80, 179, 323, 554, 6379, 10_288};
    final TextBuffer text = new TextBuffer();
    int printed = 0;
    try (LinePrinter printer = new LinePrinter(options, text, 1)) {
      for (int i = 0; i < 200_000; i++) {
        final byte[] bytes = new byte[SYN.length + random.nextInt(60)];
        random.nextBytes(bytes);
        System.arraycopy(SYN, 0, bytes, 0, SYN.length - random.nextInt(60));
        bytes[37] = (byte) ports[random.nextInt(ports.length)];
        bytes[36] = (byte) (ports[random.nextInt(ports.length)] >>> 8);
        bytes[17] = (byte) (bytes.length - 14);
        for (int flips = random.nextInt(4); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        final int captured = 1 + random.nextInt(bytes.length);
        final int link = i % 4 == 0 ? links[random.nextInt(links.length)] : 1;
        final UnsafeBuffer packet = new UnsafeBuffer(bytes, 0, captured);
        printed += printer.print(packet, link, bytes.length, i, i, i) ? 1 : 0;
        text.clear();
      }
    }
    assertTrue(printed > 100_000, "printed: " + printed);
  }
}
