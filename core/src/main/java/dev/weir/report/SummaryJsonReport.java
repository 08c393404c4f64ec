package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weir.analysis.CaptureTotals;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.HostTotals;
import dev.weir.analysis.JudgementTotals;
import dev.weir.analysis.ServiceTotals;
import dev.weir.capture.CaptureFile;
import dev.weir.capture.CaptureInterface;
import dev.weir.capture.Damage;
import dev.weir.capture.LinkType;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.connection.Judgement;
import dev.weir.decode.DecodeOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import org.HdrHistogram.Histogram;

/**
 * A capture's summary as one JSON object on one line. Times and delays are integers in nanoseconds,
 * sizes in bytes.
 */
public final class SummaryJsonReport {
  private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};

  private final CaptureSummary summary;
  private final CaptureTotals totals;
  private final ConnectionTotals connections;

  /**
   * Makes a report.
   *
   * @param summary what to tell.
   */
  public SummaryJsonReport(final CaptureSummary summary) {
    this.summary = summary;
    totals = summary.totals();
    connections = summary.connections();
  }

  /**
   * Writes the report.
   *
   * @param out where to; is not closed.
   * @throws IOException where it cannot be written.
   */
  public void write(final OutputStream out) throws IOException {
    final JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      files(json);
      interfaces(json);
      packets(json);
      new QualityJson(summary, json).write();
      connections(json);
      damages(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void files(final JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("files");
    for (final CaptureFile file : summary.files()) {
      json.writeStartObject();
      json.writeStringField("name", file.name());
      json.writeNumberField("size", file.size());
      json.writeStringField("container", file.container());
      json.writeStringField("version", file.version());
      json.writeStringField(
          "byte_order", file.byteOrder() == ByteOrder.BIG_ENDIAN ? "big" : "little");
      json.writeNumberField("packets", file.packets());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void interfaces(final JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("interfaces");
    for (int i = 0; i < summary.interfaces().size(); i++) {
      final CaptureInterface link = summary.interfaces().get(i);
      json.writeStartObject();
      json.writeStringField("file", link.file());
      json.writeNumberField("index", link.index());
      json.writeStringField("name", link.name());
      json.writeNumberField("link_type", link.linkType());
      json.writeStringField("link_type_name", LinkType.nameOf(link.linkType()));
      json.writeNumberField("snap_length", link.snapLength());
      json.writeNumberField("packets", totals.packetsOfInterface(i));
      known(json, "drops_by_interface", link.dropsByInterface());
      known(json, "drops_by_system", link.dropsBySystem());
      json.writeNumberField("drops_between_records", link.dropsBetweenRecords());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void known(final JsonGenerator json, final String name, final long value)
      throws IOException {
    if (value >= 0) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private void packets(final JsonGenerator json) throws IOException {
    json.writeNumberField("packets", totals.packets());
    json.writeNumberField("tcp_packets", totals.tcpPackets());
    json.writeObjectFieldStart("packets_by_outcome");
    for (final DecodeOutcome outcome : DecodeOutcome.values()) {
      json.writeNumberField(outcome.label(), totals.packets(outcome));
    }
    json.writeEndObject();
    json.writeNumberField("bad_checksums", totals.badChecksums());
    json.writeNumberField("wire_bytes", totals.wireBytes());
    json.writeNumberField("captured_bytes", totals.capturedBytes());
    json.writeNumberField("cut_packets", totals.cutPackets());
    json.writeNumberField("backward_steps", totals.backwardSteps());
    if (totals.packets() > 0) {
      json.writeNumberField("first_time", totals.firstNanos());
      json.writeNumberField("last_time", totals.lastNanos());
    }
    json.writeNumberField("duration", summary.durationNanos());
    json.writeNumberField("packets_per_second", summary.perSecond(totals.packets()));
    json.writeNumberField("bits_per_second", summary.perSecond(totals.wireBytes() * 8));
    json.writeObjectFieldStart("timeline");
    json.writeNumberField("step", totals.timeline().stepNanos());
    json.writeArrayFieldStart("packets");
    for (int i = 0; i < totals.timeline().steps(); i++) {
      json.writeNumber(totals.timeline().packets(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("bytes");
    for (int i = 0; i < totals.timeline().steps(); i++) {
      json.writeNumber(totals.timeline().bytes(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void connections(final JsonGenerator json) throws IOException {
    final CaptureSummary.Part part = summary.part();
    if (part != null) {
      json.writeStringField("where", part.condition());
      json.writeNumberField("connections_in_all", part.of());
    }
    json.writeNumberField("connections", connections.connections());
    json.writeObjectFieldStart("connections_by_handshake");
    for (final Handshake handshake : Handshake.values()) {
      json.writeNumberField(handshake.label(), connections.connections(handshake));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("connections_by_ending");
    for (final Ending ending : Ending.values()) {
      json.writeNumberField(ending.label(), connections.connections(ending));
    }
    json.writeEndObject();
    side(json, "originators", ORIGINATOR);
    side(json, "responders", RESPONDER);
    judgements(json);
    delays(json, "syn_ack_delay", connections.synAckDelays());
    delays(json, "ack_delay", connections.ackDelays());
    json.writeArrayFieldStart("services");
    for (final ServiceTotals.Service service : connections.services().largest(CaptureSummary.TOP)) {
      json.writeStartObject();
      json.writeNumberField("port", service.port());
      json.writeNumberField("connections", service.connections());
      json.writeNumberField("packets", service.packets());
      json.writeNumberField("wire", service.wire());
      json.writeNumberField("payload", service.payload());
      json.writeNumberField("retransmissions", service.retransmissions());
      json.writeNumberField("retransmission_bytes", service.retransmittedBytes());
      json.writeEndObject();
    }
    json.writeEndArray();
    hosts(json);
  }

  private void judgements(final JsonGenerator json) throws IOException {
    final JudgementTotals judgements = connections.judgements();
    json.writeObjectFieldStart("judgements");
    for (final Judgement judgement : Judgement.values()) {
      json.writeObjectFieldStart(judgement.label());
      json.writeNumberField("originators", judgements.segments(judgement, ORIGINATOR));
      json.writeNumberField("responders", judgements.segments(judgement, RESPONDER));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void hosts(final JsonGenerator json) throws IOException {
    final HostTotals hosts = connections.hosts();
    json.writeBooleanField("hosts_exact", hosts.isComplete());
    json.writeArrayFieldStart("hosts");
    for (final HostTotals.Host host : hosts.largest(CaptureSummary.TOP)) {
      json.writeStartObject();
      json.writeStringField("address", host.address());
      json.writeNumberField("connections", host.connections());
      json.writeNumberField("wire", host.wire());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void side(final JsonGenerator json, final String name, final Endpoint endpoint)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("packets", connections.packets(endpoint));
    json.writeNumberField("wire", connections.wire(endpoint));
    json.writeNumberField("payload", connections.payload(endpoint));
    json.writeNumberField("retransmitted", connections.retransmitted(endpoint));
    final JudgementTotals judgements = connections.judgements();
    json.writeNumberField("retransmission_bytes", judgements.retransmittedBytes(endpoint));
    json.writeNumberField("out_of_order_bytes", judgements.outOfOrderBytes(endpoint));
    json.writeNumberField("triple_duplicate_acks", judgements.tripleDuplicates(endpoint));
    json.writeEndObject();
  }

  private static void delays(final JsonGenerator json, final String name, final Histogram histogram)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("samples", histogram.getTotalCount());
    if (histogram.getTotalCount() > 0) {
      json.writeNumberField("least", histogram.getMinValue());
      json.writeNumberField("mean", Math.round(histogram.getMean()));
      for (final double percentile : PERCENTILES) {
        final String digits = Double.toString(percentile).replace(".0", "").replace(".", "_");
        json.writeNumberField("p" + digits, histogram.getValueAtPercentile(percentile));
      }
      json.writeNumberField("most", histogram.getMaxValue());
    }
    json.writeEndObject();
  }

  private void damages(final JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("damages");
    for (final Damage damage : summary.damages()) {
      json.writeStartObject();
      json.writeStringField("file", damage.file());
      json.writeNumberField("offset", damage.offset());
      json.writeNumberField("packets", damage.packets());
      json.writeStringField("reason", damage.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
