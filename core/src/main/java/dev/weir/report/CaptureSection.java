package dev.weir.report;

import static dev.weir.report.SummaryPage.bits;
import static dev.weir.report.SummaryPage.grouped;
import static dev.weir.report.SummaryPage.time;

import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.PacketTimeline;
import dev.weir.capture.CaptureFile;
import dev.weir.capture.CaptureInterface;
import dev.weir.capture.Damage;
import dev.weir.capture.LinkType;
import java.nio.ByteOrder;
import java.util.List;

/** What the capture is: files, interfaces, times, rates. */
final class CaptureSection {
  private static final String UNICODE_STEPS = " ▁▂▃▄▅▆▇█";
  private static final String ASCII_STEPS = " .:-=+*#@";

  /** Beyond so many files only their number is told. */
  private static final int MOST_FILES = 12;

  private final CaptureSummary summary;
  private final CaptureTotals totals;
  private final SummaryPage page;

  CaptureSection(final CaptureSummary summary, final SummaryPage page) {
    this.summary = summary;
    totals = summary.totals();
    this.page = page;
  }

  void write() {
    page.heading("CAPTURE");
    files();
    if (totals.packets() > 0) {
      page.row("from", time(totals.firstNanos()));
      page.row(
          "to",
          time(totals.lastNanos()) + "  (" + Quantity.duration(summary.durationNanos()) + ")");
    }
    page.row("packets", grouped(totals.packets()) + rate(totals.packets(), " packets/s"));
    page.row(
        "on the wire",
        Quantity.bytes(totals.wireBytes())
            + (summary.durationNanos() > 0
                ? ", " + bits(summary.perSecond(totals.wireBytes() * 8))
                : ""));
    timeline();
    for (final Damage damage : summary.damages()) {
      page.row("damage", damage.message());
    }
  }

  private void files() {
    final List<CaptureFile> files = summary.files();
    if (files.size() > MOST_FILES) {
      long bytes = 0;
      for (final CaptureFile file : files) {
        bytes += file.size();
      }
      page.row("files", files.size() + ", " + Quantity.bytes(bytes));
    } else {
      for (final CaptureFile file : files) {
        page.row("file", file.name() + (file.size() < 0 ? "" : ", " + Quantity.bytes(file.size())));
        page.row(
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
      page.row(
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
    final String levels = page.unicode() ? UNICODE_STEPS : ASCII_STEPS;
    final StringBuilder drawn = new StringBuilder("|");
    for (int i = 0; i < steps; i++) {
      final int level = (int) ((line.packets(i) * (levels.length() - 1) + peak - 1) / peak);
      drawn.append(levels.charAt(level));
    }
    page.row("over time", drawn.append('|').toString());
    page.row(
        "",
        "each column "
            + Quantity.duration(line.stepNanos())
            + ", the highest "
            + Quantity.count(Math.round(peak * 1e9 / line.stepNanos()))
            + " packets/s");
  }

  private String rate(final long amount, final String unit) {
    final double rate = summary.perSecond(amount);
    return rate > 0 ? ", " + Quantity.count(Math.round(rate)) + unit : "";
  }
}
