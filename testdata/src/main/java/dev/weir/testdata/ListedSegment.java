package dev.weir.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a tcpdump listing, numbers as printed.
 *
 * @param micros time of day in microseconds
 * @param flags letters
 * @param sequence as printed; -1 where the line has none
 * @param acknowledgment as printed; -1 where the line has none
 * @param window as printed
 * @param options as printed, without brackets
 * @param length payload in bytes
 */
record ListedSegment(
    long micros,
    String flags,
    long sequence,
    long acknowledgment,
    int window,
    String options,
    int length) {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{6}) IP \\S+ > \\S+: Flags \\[([A-Z.]+)\\],"
              + "(?: seq (\\d+)(?::\\d+)?,)?(?: ack (\\d+),)? win (\\d+), options \\[([^]]*)\\],"
              + " length (\\d+)");

  static List<ListedSegment> read(final List<String> lines) {
    final List<ListedSegment> segments = new ArrayList<>();
    for (final String line : lines) {
      final Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("not a line of tcpdump: " + line);
      }
      final long seconds =
          (Long.parseLong(parts.group(1)) * 60 + Long.parseLong(parts.group(2))) * 60
              + Long.parseLong(parts.group(3));
      segments.add(
          new ListedSegment(
              seconds * 1_000_000 + Long.parseLong(parts.group(4)),
              parts.group(5),
              optional(parts.group(6)),
              optional(parts.group(7)),
              Integer.parseInt(parts.group(8)),
              parts.group(9),
              Integer.parseInt(parts.group(10))));
    }
    return segments;
  }

  private static long optional(final String number) {
    return number == null ? -1 : Long.parseLong(number);
  }

  int flagBits() {
    int bits = 0;
    for (int bit = 0; bit < 8; bit++) {
      if (flags.contains(TcpFlags.letters(1 << bit))) {
        bits |= 1 << bit;
      }
    }
    return bits;
  }

  byte[] optionBytes() {
    final StringBuilder hex = new StringBuilder();
    for (final String option : options.split(",")) {
      final String[] words = option.split(" ");
      switch (words[0]) {
        case "nop" -> hex.append("01");
        case "mss" -> hex.append(String.format("0204%04x", Integer.parseInt(words[1])));
        case "wscale" -> hex.append(String.format("0303%02x", Integer.parseInt(words[1])));
        case "sackOK" -> hex.append("0402");
        case "TS" ->
            hex.append(
                String.format("080a%08x%08x", Long.parseLong(words[2]), Long.parseLong(words[4])));
        default -> throw new IllegalArgumentException("option " + option);
      }
    }
    return Octets.hex(hex.toString());
  }
}
