package dev.weir.testdata;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code make traffic}: one generated capture, and its truth where it is asked for. */
final class TrafficCommand {
  static final String HELP =
      """
      usage: testdata/make traffic --out FILE [option VALUE]...

      Writes a capture of generated TCP connections. The same options give the same bytes.

        --out FILE              the capture; .pcapng by its name, else classic pcap
        --truth FILE            what is true of every connection, as CSV, in order of first packets
        --connections N         how many connections (1000)
        --concurrent N          how many of them live at the same time (100)
        --snaplen N             captured bytes of a frame (96 where the payload is cut)
        --payload full|cut      the whole payload, or what the snaplen leaves (full)
        --seed N                of everything random (1)
        --packets N             packets a connection on average (23)
        --rate N                packets a second of capture time, at most about (400000)
        --ipv6 SHARE            connections over IPv6, 0 to 1 (0.15)
        --vlan SHARE            connections with an 802.1Q tag (0)
        --loss SHARE            data segments that are lost and sent again (0.004)
        --capture-loss SHARE    segments that the capture misses (0.0005)
        --time micro|nano       resolution of the times (micro)
        --hold yes|no           the first connections pause until all of them are open (no)
        --mix KIND=WEIGHT,...   changes the weight of kinds of connections; all=0 clears them first
                                kinds and their weights: %s
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "--out",
          "--truth",
          "--connections",
          "--concurrent",
          "--snaplen",
          "--payload",
          "--seed",
          "--packets",
          "--rate",
          "--ipv6",
          "--vlan",
          "--loss",
          "--capture-loss",
          "--time",
          "--hold",
          "--mix");

  private static final int CUT_SNAPLEN = 96;

  private TrafficCommand() {}

  static String help() {
    final StringBuilder kinds = new StringBuilder();
    for (final ConnectionKind kind : ConnectionKind.values()) {
      kinds.append("\n      ").append(kind.label()).append('=').append(kind.defaultWeight());
    }
    return HELP.formatted(kinds);
  }

  static void run(final List<String> words, final PrintStream told) throws IOException {
    final Arguments given = new Arguments(words, OPTIONS);
    if (!given.has("--out")) {
      throw new IllegalArgumentException("--out FILE is needed");
    }
    final TrafficSettings settings = settings(given);
    final Path file = Path.of(given.text("--out", ""));
    final long begun = System.nanoTime();
    final TrafficMix.Result made;
    try (CaptureWriter writer = writer(file, settings);
        TruthTable truth = given.has("--truth") ? new TruthTable(settings.connections()) : null) {
      made = new TrafficMix(settings).generate(writer, truth);
      if (truth != null) {
        truth.writeCsv(Path.of(given.text("--truth", "")));
      }
    }
    final double seconds = (System.nanoTime() - begun) / 1e9;
    told.printf(
        Locale.ROOT,
        "%s: %,d packets, %,d captured bytes, %,d connections, at most %,d at once, %.1f s of"
            + " capture time; made in %.1f s%n",
        file,
        made.packets(),
        made.capturedBytes(),
        made.connections(),
        made.mostAtOnce(),
        made.nanos() / 1e9,
        seconds);
  }

  static TrafficSettings settings(final Arguments given) {
    final TrafficSettings settings =
        new TrafficSettings()
            .seed(given.longNumber("--seed", 1))
            .connections(given.number("--connections", 1_000))
            .concurrent(given.number("--concurrent", 100))
            .meanPackets(given.fraction("--packets", 23))
            .packetsPerSecond(given.number("--rate", 400_000))
            .ipv6Share(given.fraction("--ipv6", 0.15))
            .vlanShare(given.fraction("--vlan", 0))
            .loss(given.fraction("--loss", 0.004))
            .captureLoss(given.fraction("--capture-loss", 0.0005));
    switch (given.text("--payload", "full")) {
      case "full" -> settings.snaplen(given.number("--snaplen", settings.snaplen()));
      case "cut" -> settings.snaplen(given.number("--snaplen", CUT_SNAPLEN));
      default -> throw new IllegalArgumentException("--payload is full or cut");
    }
    switch (given.text("--time", "micro")) {
      case "micro" -> settings.nanoseconds(false);
      case "nano" -> settings.nanoseconds(true);
      default -> throw new IllegalArgumentException("--time is micro or nano");
    }
    switch (given.text("--hold", "no")) {
      case "yes" -> settings.hold(true);
      case "no" -> settings.hold(false);
      default -> throw new IllegalArgumentException("--hold is yes or no");
    }
    if (given.has("--mix")) {
      mix(settings, given.text("--mix", ""));
    }
    return settings;
  }

  private static void mix(final TrafficSettings settings, final String words) {
    for (final String word : words.split(",")) {
      final int equals = word.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("--mix: " + word + " is not KIND=WEIGHT");
      }
      final double weight;
      try {
        weight = Double.parseDouble(word.substring(equals + 1));
      } catch (final NumberFormatException notOne) {
        throw new IllegalArgumentException("--mix: " + word + " is not KIND=WEIGHT", notOne);
      }
      boolean known = false;
      for (final ConnectionKind kind : ConnectionKind.values()) {
        if (word.startsWith("all=") || word.substring(0, equals).equals(kind.label())) {
          settings.weight(kind, weight);
          known = true;
        }
      }
      if (!known) {
        throw new IllegalArgumentException("--mix: there is no kind " + word);
      }
    }
  }

  private static CaptureWriter writer(final Path file, final TrafficSettings settings)
      throws IOException {
    if (file.toString().endsWith(".pcapng")) {
      return PcapngFileWriter.create(file, settings.snaplen(), settings.nanoseconds());
    }
    final PcapFormat format = new PcapFormat().snaplen(settings.snaplen());
    if (settings.nanoseconds()) {
      format.nanoseconds();
    }
    return PcapFileWriter.create(file, format);
  }
}
