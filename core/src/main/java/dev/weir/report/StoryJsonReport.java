package dev.weir.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weir.connection.ConnectionIdentity;
import dev.weir.story.ConnectionStory;
import dev.weir.story.ConnectionTrace;
import dev.weir.story.StoryStep;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stories as JSON objects, one a line: {@code docs/explain.schema.json}. Times are nanoseconds
 * since 1970-01-01 00:00 UTC, segments their numbers in the capture.
 */
public final class StoryJsonReport implements StoryReport {
  private final OutputStream out;

  /**
   * Makes a report.
   *
   * @param out where to; is not closed.
   */
  public StoryJsonReport(final OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(final ConnectionStory story) throws IOException {
    final JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      final ConnectionTrace trace = story.trace();
      json.writeStartObject();
      json.writeStringField("connection", name(trace.identity()));
      json.writeNumberField("number", trace.number());
      endpoint(json, "originator", trace.originatorAddress(), trace.originatorPort());
      endpoint(json, "responder", trace.responderAddress(), trace.responderPort());
      json.writeNumberField("start", trace.startNanos());
      json.writeNumberField("end", trace.endNanos());
      json.writeNumberField("first_segment", trace.segments().getFirst().number());
      json.writeNumberField("last_segment", trace.segments().getLast().number());
      json.writeStringField("verdict", story.verdict());
      json.writeFieldName("facts");
      value(json, story.facts());
      json.writeArrayFieldStart("steps");
      for (final StoryStep step : story.steps()) {
        step(json, trace, step);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** What all results call a connection. */
  static String name(final long identity) {
    final TextBuffer text = new TextBuffer(16);
    ConnectionIdentity.write(identity, text);
    return text.toString();
  }

  private static void endpoint(
      final JsonGenerator json, final String name, final String address, final int port)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("address", address);
    json.writeNumberField("port", port);
    json.writeEndObject();
  }

  private static void step(
      final JsonGenerator json, final ConnectionTrace trace, final StoryStep step)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", step.kind().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("start", step.startNanos());
    json.writeNumberField("end", step.endNanos());
    json.writeArrayFieldStart("segments");
    for (final int place : step.segments()) {
      json.writeNumber(trace.segments().get(place).number());
    }
    json.writeEndArray();
    json.writeFieldName("facts");
    value(json, step.facts());
    json.writeFieldName("text");
    value(json, step.text());
    json.writeEndObject();
  }

  private static void value(final JsonGenerator json, final Object value) throws IOException {
    switch (value) {
      case Map<?, ?> members -> {
        json.writeStartObject();
        for (final Map.Entry<?, ?> member : members.entrySet()) {
          json.writeFieldName((String) member.getKey());
          value(json, member.getValue());
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (final Object item : items) {
          value(json, item);
        }
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> json.writeNumber(number.longValue());
      default -> json.writeString(value.toString());
    }
  }
}
