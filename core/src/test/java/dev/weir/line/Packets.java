package dev.weir.line;

import dev.weir.capture.LinkType;
import dev.weir.text.TextBuffer;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/** Packets from literal bytes, and the lines that they become. */
final class Packets {
  /** 10.0.0.1.40000 > 10.0.0.2.9000: SYN, MSS and more in 12 bytes of options, 6 bytes of data. */
  static final String SYN =
      "020000000002020000000001 0800"
          + "4500003a00010000400666bb0a0000010a000002"
          + "9c402328000003e8000000008002" // ports, numbers, 32 bytes of header, SYN
          + "03e800000000"
          + "020405b4 0402 0303 07 01 01 00"
          + "616263646566";

  private Packets() {}

  static UnsafeBuffer of(final String hex) {
    return new UnsafeBuffer(bytes(hex));
  }

  static byte[] bytes(final String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  static LineOptions numeric() {
    return new LineOptions().numeric(2).timestamp(1).zone(ZoneOffset.UTC);
  }

  /** The line of one Ethernet frame that was captured whole, without its line feed. */
  static String line(final LineOptions options, final UnsafeBuffer packet, final int length) {
    final TextBuffer text = new TextBuffer();
    try (LinePrinter printer = new LinePrinter(options, text, 1)) {
      printer.print(packet, LinkType.ETHERNET, length, 0, 0, 1);
    }
    return text.toString().stripTrailing();
  }
}
