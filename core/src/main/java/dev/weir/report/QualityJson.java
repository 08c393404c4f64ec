package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.JudgementTotals;
import dev.weir.analysis.PacketSample;
import dev.weir.analysis.ZeekTotals;
import dev.weir.decode.ChecksumVerdict;
import java.io.IOException;

/** How far the capture can be trusted, as the member {@code quality} of the summary's JSON. */
final class QualityJson {
  private final CaptureSummary summary;
  private final CaptureTotals totals;
  private final ConnectionTotals connections;
  private final JsonGenerator json;

  QualityJson(final CaptureSummary summary, final JsonGenerator json) {
    this.summary = summary;
    totals = summary.totals();
    connections = summary.connections();
    this.json = json;
  }

  void write() throws IOException {
    json.writeObjectFieldStart("quality");
    if (summary.drops() >= 0) {
      json.writeNumberField("drops", summary.drops());
    } else {
      json.writeNullField("drops");
    }
    json.writeNumberField("longest_backward_step", totals.longestBackwardNanos());
    final ZeekTotals zeek = connections.zeek();
    json.writeNumberField("missed_bytes", zeek.missed(ORIGINATOR) + zeek.missed(RESPONDER));
    json.writeNumberField("incomplete_connections", zeek.incomplete());
    final JudgementTotals judgements = connections.judgements();
    json.writeNumberField(
        "retransmission_bytes",
        judgements.retransmittedBytes(ORIGINATOR) + judgements.retransmittedBytes(RESPONDER));
    json.writeNumberField("bounded_connections", connections.lives().bounded());
    json.writeNumberField("reported_early", connections.reportedEarly());
    json.writeNumberField("one_way_connections", connections.oneWay());
    json.writeNumberField("one_way_packets", connections.oneWayPackets());
    json.writeNumberField("long_packets", totals.longPackets());
    json.writeNumberField("huge_packets", totals.hugePackets());
    json.writeNumberField("longest_packet", totals.longestPacket());
    sample();
    json.writeEndObject();
  }

  private void sample() throws IOException {
    final PacketSample sample = totals.sample();
    json.writeObjectFieldStart("sample");
    json.writeNumberField("compared_packets", sample.comparedPackets());
    json.writeNumberField("copies", sample.copies());
    json.writeNumberField("checksums_valid", sample.checksums(ChecksumVerdict.VALID));
    json.writeNumberField("checksums_invalid", sample.checksums(ChecksumVerdict.INVALID));
    json.writeNumberField("checksums_left_to_the_card", sample.leftToTheCard());
    json.writeNumberField("checksums_unverifiable", sample.checksums(ChecksumVerdict.UNVERIFIABLE));
    json.writeEndObject();
  }
}
