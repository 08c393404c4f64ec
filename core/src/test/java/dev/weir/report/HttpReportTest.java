package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weir.connection.Endpoint;
import dev.weir.http.HttpConnection;
import dev.weir.http.HttpEndpoints;
import dev.weir.http.HttpRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** HTTP transactions as rows, for people and for programs. */
class HttpReportTest {
  private static final Path SCHEMA = Path.of("../docs/http.schema.json");
  private static final HttpEndpoints ENDPOINTS =
      new HttpEndpoints(7, false, 0, 0x0A000001, 4000, 0, 0x0A000002, 80);

  /** What the two sides say on a connection, the client first. */
  private static List<HttpRow> rows(final String request, final String response) {
    final List<HttpRow> rows = new ArrayList<>();
    final HttpConnection http =
        new HttpConnection(transaction -> rows.add(new HttpRow(ENDPOINTS, transaction)));
    http.synchronise(Endpoint.ORIGINATOR, 0);
    http.synchronise(Endpoint.RESPONDER, 0);
    final byte[] asked = request.getBytes(StandardCharsets.ISO_8859_1);
    final byte[] answered = response.getBytes(StandardCharsets.ISO_8859_1);
    http.segment(Endpoint.ORIGINATOR, 1, 1, 0x18, asked.length, asked, 8, 1_000_000_000L);
    http.segment(
        Endpoint.RESPONDER, 1, 1 + asked.length, 0x18, answered.length, answered, 9, 1_250_000_000);
    http.finish();
    return rows;
  }

  private static String report(
      final Function<ByteArrayOutputStream, HttpReport> make, final List<HttpRow> rows)
      throws IOException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final HttpReport report = make.apply(out);
    for (final HttpRow row : rows) {
      report.accept(row);
    }
    report.finish();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(SCHEMA));
  }

  @Test
  void shouldWriteARowOfCsv() throws IOException {
    final String csv =
        report(
            HttpCsvReport::new,
            rows(
                "GET /a,\"b\" HTTP/1.1\r\nHost: h\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    assertEquals(
        "7,1,1.000000000,10.0.0.1,4000,10.0.0.2,80,GET,\"/a,\"\"b\"\"\",h,,1.1,,,32,0,32,none,true,"
            + "8,8,0.000000000,200,OK,1.1,,,,,,2,38,2,40,length,true,9,9,0,,0.250000000,"
            + "0.000000000,true,complete,open,,,",
        csv.lines().toList().get(1));
    assertEquals(
        String.join(",", HttpColumns.ALL.stream().map(HttpColumn::name).toList()),
        csv.lines().toList().getFirst());
  }

  @Test
  void shouldHoldToItsSchemaWhateverTheEndpointsSay() throws IOException {
    final JsonSchema schema = schema();
    final Random random = new Random(5);
    int checked = 0;
    for (int round = 0; round < 300; round++) {
      final byte[] noise = new byte[random.nextInt(12)];
      random.nextBytes(noise);
      final String word = new String(noise, StandardCharsets.ISO_8859_1).replace('\n', ' ');
      final String kind = random.nextBoolean() ? "Content-Length: 3" : "X: y";
      for (final HttpRow row :
          rows(
              "GET /"
                  + word.replaceAll("[\\x00-\\x20\\x7f]", "_")
                  + " HTTP/1.1\r\nHost: "
                  + word
                  + "\r\nConnection: "
                  + word
                  + "\r\n\r\n",
              "HTTP/1.1 200 "
                  + word
                  + "\r\n"
                  + kind
                  + "\r\nContent-Type: "
                  + word
                  + "\r\n\r\nab")) {
        final String json = report(HttpJsonReport::new, List.of(row)).strip();
        assertEquals(Set.of(), Set.copyOf(schema.validate(json, InputFormat.JSON)), json);
        checked++;
      }
    }
    assertTrue(checked >= 300, "rows: " + checked);
  }

  @Test
  void shouldRefuseAnObjectThatIsNotAsTheSchemaSays() throws IOException {
    final String json =
        report(HttpJsonReport::new, rows("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 204 No\r\n\r\n"));
    assertEquals(Set.of(), Set.copyOf(schema().validate(json, InputFormat.JSON)));
    for (final String[] change :
        new String[][] {
          {"\"status\":204", "\"status\":\"204\""},
          {"\"outcome\":\"complete\"", "\"outcome\":\"finished\""},
          {"\"notes\":[]", "\"notes\":[\"odd\"]"},
          {"\"number\":1,", ""},
        }) {
      final String wrong = json.replace(change[0], change[1]);
      assertFalse(wrong.equals(json), change[0]);
      assertFalse(schema().validate(wrong, InputFormat.JSON).isEmpty(), change[1]);
    }
  }

  @Test
  void shouldShowNothingInTheTableThatATerminalMightObey() throws IOException {
    final String table =
        report(
            HttpTableReport::new,
            rows(
                "GET /x\u00e9" + "y".repeat(200) + " HTTP/1.1\r\nHost: \u001b[31mred\r\n\r\n", ""));
    assertTrue(table.contains("\\x1b[31mred/x\\xe9yyy"), table);
    assertTrue(table.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\n'), table);
    assertTrue(table.lines().allMatch(line -> line.length() < 400), table);
  }
}
