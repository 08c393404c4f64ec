package dev.weir.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weir.analysis.CaptureTotals;
import dev.weir.capture.CaptureFile;
import dev.weir.capture.CaptureInterface;
import dev.weir.capture.Damage;
import dev.weir.capture.LinkType;
import dev.weir.decode.DecodeOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;

/**
 * A capture's summary as one JSON object on one line. Times and delays are integers in nanoseconds,
 * sizes in bytes.
 */
public final class SummaryJsonReport {
  private final CaptureSummary summary;
  private final CaptureTotals totals;

  /**
   * Makes a report.
   *
   * @param summary what to tell.
   */
  public SummaryJsonReport(final CaptureSummary summary) {
    this.summary = summary;
    totals = summary.totals();
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
      new ConnectionsJson(summary, json).write();
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
