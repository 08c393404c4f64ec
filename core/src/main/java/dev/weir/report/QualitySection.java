package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.SummaryPage.grouped;

import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.JudgementTotals;
import dev.weir.analysis.PacketSample;
import dev.weir.analysis.ZeekTotals;
import dev.weir.decode.ChecksumVerdict;

/** How far the capture can be trusted: what it lost, cut, or shows as the network never had it. */
final class QualitySection {
  private final CaptureSummary summary;
  private final CaptureTotals totals;
  private final ConnectionTotals connections;
  private final SummaryPage page;

  QualitySection(final CaptureSummary summary, final SummaryPage page) {
    this.summary = summary;
    totals = summary.totals();
    connections = summary.connections();
    this.page = page;
  }

  void write() {
    if (totals.packets() == 0) {
      return;
    }
    page.heading("QUALITY");
    drops();
    if (totals.cutPackets() > 0) {
      page.row(
          "cut",
          packets(totals.cutPackets())
              + " by the snapshot length; captured "
              + Quantity.bytes(totals.capturedBytes()));
    }
    loss();
    timeOrder();
    reportedEarly();
    oneWay();
    offload();
    copies();
    checksums();
  }

  private void drops() {
    if (summary.drops() >= 0) {
      page.row("drops", packets(summary.drops()) + ", by the capture's own account");
    }
  }

  /** What the capture lost was acknowledged; what the network lost was sent again. */
  private void loss() {
    final ZeekTotals zeek = connections.zeek();
    final long missed = zeek.missed(ORIGINATOR) + zeek.missed(RESPONDER);
    final long payload = connections.payload(ORIGINATOR) + connections.payload(RESPONDER);
    if (missed > 0) {
      page.row(
          "capture loss",
          Quantity.bytes(missed)
              + " ("
              + Quantity.percent(missed, payload + missed)
              + ") acknowledged but not captured, in "
              + grouped(zeek.incomplete())
              + (zeek.incomplete() == 1 ? " connection" : " connections"));
    }
    final JudgementTotals judgements = connections.judgements();
    final long again =
        judgements.retransmittedBytes(ORIGINATOR) + judgements.retransmittedBytes(RESPONDER);
    if (again > 0) {
      page.row(
          "network loss",
          Quantity.bytes(again) + " (" + Quantity.percent(again, payload) + ") sent again");
    }
  }

  private void timeOrder() {
    if (totals.backwardSteps() > 0) {
      page.row(
          "time order",
          packets(totals.backwardSteps())
              + " older than the one before, by up to "
              + Quantity.duration(totals.longestBackwardNanos()));
    }
  }

  private void reportedEarly() {
    final long early = connections.reportedEarly();
    if (early > 0) {
      page.row(
          "memory",
          grouped(early)
              + (early == 1 ? " connection was" : " connections were")
              + " reported early, since --max-memory was reached");
    }
  }

  private void oneWay() {
    final long oneWay = connections.oneWay();
    if (oneWay > 0) {
      page.row(
          "one way",
          Quantity.count(oneWay)
              + (oneWay == 1 ? " connection" : " connections")
              + " ("
              + Quantity.percent(oneWay, connections.connections())
              + ") seen in one direction only, "
              + packets(connections.oneWayPackets()));
    }
  }

  private void offload() {
    if (totals.longPackets() == 0) {
      return;
    }
    page.row(
        "long packets",
        packets(totals.longPackets())
            + " above "
            + grouped(CaptureTotals.LONGEST_FRAME)
            + " bytes, up to "
            + grouped(totals.longestPacket()));
    page.row(
        "",
        totals.hugePackets() > 0
            ? "no frame is that long: as a host has them before its card cuts them up (offload)"
            : "jumbo frames, or segments that a card has put together (offload)");
  }

  private void copies() {
    final PacketSample sample = totals.sample();
    if (sample.copies() > 0) {
      page.row(
          "copies",
          Quantity.percent(sample.copies(), sample.comparedPackets())
              + " of a sample of "
              + grouped(sample.comparedPackets())
              + " segments are there twice");
    }
  }

  private void checksums() {
    final PacketSample sample = totals.sample();
    final long valid = sample.checksums(ChecksumVerdict.VALID);
    final long invalid = sample.checksums(ChecksumVerdict.INVALID);
    final long wrong = invalid - sample.leftToTheCard();
    final long judged = valid + invalid;
    if (judged == 0) {
      if (sample.checksums(ChecksumVerdict.UNVERIFIABLE) > 0) {
        page.row("checksums", "cannot be verified: the segments are not captured whole");
      }
      return;
    }
    final String of = " of a sample of " + grouped(judged) + " segments";
    if (invalid == 0) {
      page.row("checksums", "right in all" + of);
      return;
    }
    page.row("checksums", "wrong in " + Quantity.percent(wrong, judged) + of);
    if (sample.leftToTheCard() > 0) {
      page.row(
          "",
          Quantity.percent(sample.leftToTheCard(), judged)
              + " were left to the network card (checksum offload) and are no fault");
    }
  }

  private static String packets(final long count) {
    return grouped(count) + (count == 1 ? " packet" : " packets");
  }
}
