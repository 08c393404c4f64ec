package dev.weir.comparison;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weir.statistics.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A comparison as one JSON object on one line: {@code docs/compare.schema.json} describes it. */
public final class ComparisonJson implements ComparisonReport {
  private static final double[] QUANTILES = {0.01, 0.05, 0.1, 0.5, 0.9, 0.95, 0.99};
  private static final double PERCENT = 100;

  /** Makes a report. */
  public ComparisonJson() {}

  @Override
  public void write(
      final ComparedCapture before,
      final ComparedCapture after,
      final SideComparison comparison,
      final OutputStream out)
      throws IOException {
    final JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      capture("before", before, json);
      capture("after", after, json);
      json.writeNumberField("alpha", comparison.levels().alpha());
      json.writeNumberField("margin", comparison.levels().margin());
      json.writeBooleanField("conclusive", comparison.isConclusive());
      for (final Verdict verdict : new Verdict[] {Verdict.WORSE, Verdict.BETTER, Verdict.CHANGED}) {
        json.writeArrayFieldStart(verdict.label());
        for (final MeasureResult result : comparison.results(verdict)) {
          json.writeString(result.measure().name());
        }
        json.writeEndArray();
      }
      json.writeArrayFieldStart("measures");
      for (final MeasureResult result : comparison.results()) {
        measure(result, json);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void capture(
      final String name, final ComparedCapture capture, final JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("name", capture.name());
    json.writeNumberField("connections", capture.connections());
    json.writeNumberField("connections_in_all", capture.all());
    json.writeBooleanField("damaged", capture.damaged());
    json.writeEndObject();
  }

  private static String word(final Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void measure(final MeasureResult result, final JsonGenerator json)
      throws IOException {
    final Measure measure = result.measure();
    json.writeStartObject();
    json.writeStringField("name", measure.name());
    json.writeStringField("kind", word(measure.kind()));
    json.writeStringField("unit", word(measure.unit()));
    json.writeStringField("worse", word(measure.worse()));
    json.writeStringField("value", measure.value());
    json.writeStringField("among", measure.among());
    side("before", result.before(), json);
    side("after", result.after(), json);
    json.writeArrayFieldStart("tests");
    for (final MeasureTest test : result.tests()) {
      test(test, json);
    }
    json.writeEndArray();
    json.writeStringField("verdict", result.verdict().label());
    json.writeEndObject();
  }

  private static void side(
      final String name, final MeasureResult.Side side, final JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    if (side.values() == null) {
      json.writeNumberField("part", side.part());
      json.writeNumberField("whole", side.whole());
      number("share", side.whole() == 0 ? Double.NaN : (double) side.part() / side.whole(), json);
    } else {
      quantiles(side.values(), json);
    }
    json.writeEndObject();
  }

  private static void quantiles(final Sample values, final JsonGenerator json) throws IOException {
    json.writeNumberField("connections", values.size());
    for (final double quantile : QUANTILES) {
      final String name = "p" + Math.round(quantile * PERCENT);
      if (values.size() == 0) {
        json.writeNullField(name);
      } else {
        json.writeNumberField(name, values.quantile(quantile));
      }
    }
  }

  private static void test(final MeasureTest test, final JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", test.name());
    json.writeStringField("method", test.method());
    number("ratio", test.ratio(), json);
    if (test.method().equals(MeasureTest.MANN_WHITNEY)) {
      number("superiority", test.superiority(), json);
    }
    number("p", test.p(), json);
    number("p_adjusted", test.adjusted(), json);
    json.writeStringField("verdict", test.verdict().label());
    json.writeEndObject();
  }

  /** JSON has no word for what is infinite or not there. */
  private static void number(final String name, final double value, final JsonGenerator json)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
