package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.analysis.ConnectionTotals;
import dev.weir.analysis.HostTotals;
import dev.weir.analysis.JudgementTotals;
import dev.weir.analysis.LifeTotals;
import dev.weir.analysis.ServiceTotals;
import dev.weir.connection.CloseKind;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.FastOpen;
import dev.weir.connection.Handshake;
import dev.weir.connection.Judgement;
import dev.weir.connection.KeepAliveEnd;
import dev.weir.connection.ResetClass;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** What connections amount to, as members of the summary's JSON. */
final class ConnectionsJson {
  private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};

  private final CaptureSummary summary;
  private final ConnectionTotals connections;
  private final JsonGenerator json;

  ConnectionsJson(final CaptureSummary summary, final JsonGenerator json) {
    this.summary = summary;
    connections = summary.connections();
    this.json = json;
  }

  void write() throws IOException {
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
    json.writeObjectFieldStart("connections_by_conn_state");
    for (final String state : connections.zeek().states()) {
      json.writeNumberField(state, connections.zeek().connections(state));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("connections_by_ending");
    for (final Ending ending : Ending.values()) {
      json.writeNumberField(ending.label(), connections.connections(ending));
    }
    json.writeEndObject();
    side("originators", ORIGINATOR);
    side("responders", RESPONDER);
    judgements();
    lives();
    delays("syn_ack_delay", connections.synAckDelays());
    delays("ack_delay", connections.ackDelays());
    delays("originator_rtt", connections.lives().roundTrips(ORIGINATOR));
    delays("responder_rtt", connections.lives().roundTrips(RESPONDER));
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
      json.writeNumberField("missed", service.missed());
      json.writeEndObject();
    }
    json.writeEndArray();
    hosts();
  }

  private void judgements() throws IOException {
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

  private void lives() throws IOException {
    final LifeTotals lives = connections.lives();
    json.writeObjectFieldStart("connections_by_close");
    for (final CloseKind kind : CloseKind.values()) {
      json.writeNumberField(kind.label(), lives.closes(kind));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("connections_by_reset");
    for (final ResetClass reset : ResetClass.values()) {
      json.writeNumberField(reset.label(), lives.resets(reset));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("connections_by_fast_open");
    for (final FastOpen fastOpen : FastOpen.values()) {
      json.writeNumberField(fastOpen.label(), lives.fastOpens(fastOpen));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("keep_alive");
    json.writeNumberField("probes", lives.keepAliveProbes());
    json.writeNumberField("answered", lives.keepAliveAnswered());
    json.writeObjectFieldStart("endpoints_by_end");
    for (final KeepAliveEnd end : KeepAliveEnd.values()) {
      json.writeNumberField(end.label(), lives.keepAliveEnds(end));
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeNumberField("repeated_syns", lives.repeatedSyns());
    json.writeNumberField("repeated_syn_acks", lives.repeatedSynAcks());
    json.writeNumberField("window_closures", lives.windowClosures());
    json.writeNumberField("window_closed", lives.windowClosedNanos());
  }

  private void hosts() throws IOException {
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

  private void side(final String name, final Endpoint endpoint) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("packets", connections.packets(endpoint));
    json.writeNumberField("wire", connections.wire(endpoint));
    json.writeNumberField("payload", connections.payload(endpoint));
    json.writeNumberField("unique_payload", connections.lives().uniquePayload(endpoint));
    json.writeNumberField("missed", connections.zeek().missed(endpoint));
    json.writeNumberField("retransmitted", connections.retransmitted(endpoint));
    final JudgementTotals judgements = connections.judgements();
    json.writeNumberField("retransmission_bytes", judgements.retransmittedBytes(endpoint));
    json.writeNumberField("out_of_order_bytes", judgements.outOfOrderBytes(endpoint));
    json.writeNumberField("triple_duplicate_acks", judgements.tripleDuplicates(endpoint));
    json.writeEndObject();
  }

  private void delays(final String name, final Histogram histogram) throws IOException {
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
}
