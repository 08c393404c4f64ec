package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.HostTotals;
import dev.weir.analysis.PacketTimeline;
import dev.weir.capture.CaptureFile;
import dev.weir.capture.CaptureInterface;
import dev.weir.capture.Damage;
import dev.weir.capture.LinkType;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.decode.DecodeOutcome;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A capture and its TCP at a glance, for people. */
public final class SummaryTextReport {
  private static final int BAR_WIDTH = 24;
  private static final String UNICODE_STEPS = " ▁▂▃▄▅▆▇█";
  private static final String ASCII_STEPS = " .:-=+*#@";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS XXX");

  /** Beyond so many files only their number is told. */
  private static final int MOST_FILES = 12;

  private final CaptureSummary summary;
  private final CaptureTotals totals;
  private final ConnectionTotals connections;
  private final boolean unicode;
  private final StringBuilder out = new StringBuilder();

  /**
   * Makes a report.
   *
   * @param summary what to tell.
   * @param unicode whether the reader can see block characters; ASCII otherwise.
   */
  public SummaryTextReport(final CaptureSummary summary, final boolean unicode) {
    this.summary = summary;
    this.unicode = unicode;
    totals = summary.totals();
    connections = summary.connections();
  }

  /**
   * The whole report.
   *
   * @return lines, each ended by a line feed.
   */
  public String text() {
    capture();
    packets();
    if (connections.connections() > 0) {
      connections();
      traffic();
      roundTrips();
      services();
      hosts();
    }
    return out.toString();
  }

  private void capture() {
    heading("CAPTURE");
    files();
    if (totals.packets() > 0) {
      row("from", time(totals.firstNanos()));
      row(
          "to",
          time(totals.lastNanos()) + "  (" + Quantity.duration(summary.durationNanos()) + ")");
    }
    row("packets", grouped(totals.packets()) + rate(totals.packets(), " packets/s"));
    row(
        "on the wire",
        Quantity.bytes(totals.wireBytes())
            + (summary.durationNanos() > 0
                ? ", " + bits(summary.perSecond(totals.wireBytes() * 8))
                : ""));
    if (totals.cutPackets() > 0) {
      row(
          "cut",
          grouped(totals.cutPackets())
              + " packets by the snapshot length; captured "
              + Quantity.bytes(totals.capturedBytes()));
    }
    if (totals.backwardSteps() > 0) {
      row("time order", grouped(totals.backwardSteps()) + " packets older than the one before");
    }
    if (summary.drops() >= 0) {
      row("drops", grouped(summary.drops()) + " packets, by the capture's own account");
    }
    timeline();
    for (final Damage damage : summary.damages()) {
      row("damage", damage.message());
    }
  }

  private void files() {
    final List<CaptureFile> files = summary.files();
    if (files.size() > MOST_FILES) {
      long bytes = 0;
      for (final CaptureFile file : files) {
        bytes += file.size();
      }
      row("files", files.size() + ", " + Quantity.bytes(bytes));
    } else {
      for (final CaptureFile file : files) {
        row("file", file.name() + (file.size() < 0 ? "" : ", " + Quantity.bytes(file.size())));
        row(
            "",
            String.join(
                ", ",
                file.container() + " " + file.version(),
                file.byteOrder() == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian",
                links(file.linkTypes()),
                grouped(file.packets()) + " packets"));
      }
    }
    final List<CaptureInterface> interfaces = summary.interfaces();
    for (int i = 0; i < interfaces.size() && interfaces.size() > 1 && i < MOST_FILES; i++) {
      final CaptureInterface link = interfaces.get(i);
      row(
          i == 0 ? "interfaces" : "",
          (link.name().isEmpty() ? "#" + link.index() : link.name())
              + " "
              + LinkType.nameOf(link.linkType())
              + ", "
              + grouped(totals.packetsOfInterface(i))
              + " packets");
    }
  }

  private static String links(final List<Integer> linkTypes) {
    return String.join("+", linkTypes.stream().distinct().map(LinkType::nameOf).toList());
  }

  private void timeline() {
    final PacketTimeline line = totals.timeline();
    final int steps = line.steps();
    if (steps < 2) {
      return;
    }
    long peak = 1;
    for (int i = 0; i < steps; i++) {
      peak = Math.max(peak, line.packets(i));
    }
    final String levels = unicode ? UNICODE_STEPS : ASCII_STEPS;
    final StringBuilder drawn = new StringBuilder("|");
    for (int i = 0; i < steps; i++) {
      final int level = (int) ((line.packets(i) * (levels.length() - 1) + peak - 1) / peak);
      drawn.append(levels.charAt(level));
    }
    row("over time", drawn.append('|').toString());
    row(
        "",
        "each column "
            + Quantity.duration(line.stepNanos())
            + ", the highest "
            + Quantity.count(Math.round(peak * 1e9 / line.stepNanos()))
            + " packets/s");
  }

  private void packets() {
    heading("PACKETS");
    final long all = totals.packets();
    counted("TCP segments", totals.packets(DecodeOutcome.TCP), all);
    for (final DecodeOutcome outcome : DecodeOutcome.values()) {
      if (outcome != DecodeOutcome.TCP && totals.packets(outcome) > 0) {
        counted(outcome.label(), totals.packets(outcome), all);
        note(outcome.description());
      }
    }
    if (totals.tcpPackets() != totals.packets(DecodeOutcome.TCP)) {
      row("TCP in all", grouped(totals.tcpPackets()) + " packets whose IP header names TCP");
    }
    if (totals.badChecksums() > 0) {
      counted("bad checksum", totals.badChecksums(), all);
      note("segments that were left out since their checksum is wrong");
    }
  }

  private void connections() {
    final long all = connections.connections();
    heading("CONNECTIONS  " + grouped(all));
    for (final Handshake handshake : Handshake.values()) {
      final long count = connections.connections(handshake);
      if (count > 0) {
        counted("handshake " + handshake.label(), count, all);
      }
    }
    for (final Ending ending : Ending.values()) {
      final long count = connections.connections(ending);
      if (count > 0) {
        counted(ending.label(), count, all);
      }
    }
  }

  private void traffic() {
    heading("TRAFFIC");
    for (final Endpoint from : Endpoint.values()) {
      final long payload = connections.payload(from);
      row(
          from == ORIGINATOR ? "originators" : "responders",
          grouped(connections.packets(from))
              + " packets, "
              + Quantity.bytes(connections.wire(from))
              + " on the wire, "
              + Quantity.bytes(payload)
              + " payload, "
              + Quantity.bytes(connections.retransmitted(from))
              + " of it retransmitted ("
              + Quantity.percent(connections.retransmitted(from), payload)
              + ")");
    }
  }

  private void roundTrips() {
    if (connections.synAckDelays().getTotalCount() == 0) {
      return;
    }
    heading("HANDSHAKE ROUND TRIPS");
    row("", "           least        50 %        90 %        99 %        most     samples");
    delays("to responder", connections.synAckDelays());
    delays("to originator", connections.ackDelays());
  }

  private void delays(final String label, final Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return;
    }
    final long[] values = {
      histogram.getMinValue(),
      histogram.getValueAtPercentile(50),
      histogram.getValueAtPercentile(90),
      histogram.getValueAtPercentile(99),
      histogram.getMaxValue()
    };
    final StringBuilder line = new StringBuilder("    ");
    for (final long value : values) {
      line.append(right(Quantity.duration(value), 12));
    }
    row(label, line.append(right(grouped(histogram.getTotalCount()), 12)).toString());
  }

  private void services() {
    heading("SERVICES  by connections");
    for (final int port : summary.topPorts()) {
      final long count = connections.connectionsToPort(port);
      counted(
          "port " + port,
          count,
          connections.connections(),
          Quantity.bytes(connections.wireOfPort(port)));
    }
  }

  private void hosts() {
    final HostTotals hosts = connections.hosts();
    heading(
        "HOSTS  by bytes on the wire"
            + (hosts.isComplete() ? ", " + grouped(hosts.size()) + " in all" : ", at least"));
    final long all = connections.wire(ORIGINATOR) + connections.wire(RESPONDER);
    for (final HostTotals.Host host : hosts.largest(CaptureSummary.TOP)) {
      out.append("  ")
          .append(left(host.address(), 40))
          .append(right(Quantity.bytes(host.wire()), 10))
          .append(right(Quantity.percent(host.wire(), all), 9))
          .append("  ")
          .append(grouped(host.connections()))
          .append(host.connections() == 1 ? " connection\n" : " connections\n");
    }
  }

  private void heading(final String text) {
    out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
  }

  private void row(final String label, final String text) {
    out.append("  ").append(left(label, 14)).append(text).append('\n');
  }

  private void note(final String text) {
    out.append("      ").append(text).append('\n');
  }

  private void counted(final String label, final long count, final long all) {
    counted(label, count, all, "");
  }

  private void counted(final String label, final long count, final long all, final String more) {
    final StringBuilder line = new StringBuilder("  ");
    line.append(left(label, 26))
        .append(right(grouped(count), 14))
        .append(right(Quantity.percent(count, all), 9))
        .append("  ")
        .append(left(bar(count, all), BAR_WIDTH))
        .append(right(more, 12));
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private String bar(final long count, final long all) {
    final int length = all == 0 ? 0 : (int) Math.ceil((double) BAR_WIDTH * count / all);
    return (unicode ? "█" : "#").repeat(length);
  }

  private String rate(final long amount, final String unit) {
    final double rate = summary.perSecond(amount);
    return rate > 0 ? ", " + Quantity.count(Math.round(rate)) + unit : "";
  }

  private static String bits(final double bitsPerSecond) {
    return Quantity.bytes(Math.round(bitsPerSecond)).replace("B", "bit") + "/s";
  }

  private static String time(final long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .atZone(ZoneId.systemDefault())
        .format(TIME);
  }

  private static String grouped(final long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String left(final String text, final int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private static String right(final String text, final int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }
}
