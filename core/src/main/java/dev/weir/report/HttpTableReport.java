package dev.weir.report;

import dev.weir.connection.Endpoint;
import dev.weir.http.HttpMessage;
import dev.weir.http.HttpRequest;
import dev.weir.http.HttpResponse;
import dev.weir.http.HttpRow;
import dev.weir.http.HttpTransaction;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** HTTP transactions as a table for people: aligned, with human units, safe for a terminal. */
public final class HttpTableReport implements HttpReport {
  private static final int LONGEST_TARGET = 100;
  private static final int LONGEST_METHOD = 12;
  private static final long SECOND = 1_000_000_000L;
  private static final String NOTHING = "-";
  private static final String[] HEADINGS = {
    "START", "CLIENT", "SERVER", "#", "IDLE", "METHOD", "STATUS", "SENT", "GOT", "TTFB", "TOOK",
    "OUTCOME", "ENDING", "TARGET"
  };
  private static final boolean[] RIGHT = {
    false, false, false, true, true, false, false, true, true, true, true, false, false, false
  };
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private final ZoneId zone = ZoneId.systemDefault();
  private final AlignedRows rows;

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public HttpTableReport(final OutputStream out) {
    rows = new AlignedRows(out, HEADINGS, RIGHT);
  }

  @Override
  public void accept(final HttpRow row) throws IOException {
    final HttpTransaction transaction = row.transaction();
    final HttpRequest request = transaction.request();
    final HttpResponse response = transaction.response();
    rows.add(
        time(transaction.startNanos()),
        endpoint(row, row.client()),
        endpoint(row, row.server()),
        Integer.toString(transaction.number()),
        transaction.idleNanos() < 0 ? NOTHING : Quantity.duration(transaction.idleNanos()),
        request == null ? NOTHING : printable(request.method(), LONGEST_METHOD),
        response == null ? NOTHING : Integer.toString(response.status()),
        bytes(request == null ? null : request.message()),
        bytes(response == null ? null : response.message()),
        span(transaction.firstByteNanos()),
        span(transaction.transferNanos()),
        transaction.outcome().label(),
        transaction.ending().label(),
        request == null ? NOTHING : target(request));
  }

  private String time(final long nanos) {
    return TIME.format(
        Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))
            .atZone(zone));
  }

  private static String endpoint(final HttpRow row, final Endpoint endpoint) {
    final TextBuffer text = new TextBuffer(64);
    final boolean brackets = row.connection().isIpv6();
    text.ascii(brackets ? "[" : "");
    row.connection().writeAddress(endpoint, text);
    text.ascii(brackets ? "]:" : ":").decimal(row.connection().port(endpoint));
    return text.toString();
  }

  private static String bytes(final HttpMessage message) {
    return message == null ? NOTHING : Quantity.bytes(message.bytes());
  }

  private static String span(final long nanos) {
    if (nanos == HttpTransaction.NOT_KNOWN) {
      return NOTHING;
    }
    return nanos < 0 ? "-" + Quantity.duration(-nanos) : Quantity.duration(nanos);
  }

  private static String target(final HttpRequest request) {
    final String target = request.target() == null ? "" : request.target();
    final boolean hasHost = request.host() != null && target.startsWith("/");
    return printable(hasHost ? request.host() + target : target, LONGEST_TARGET);
  }

  /** The text with what a terminal might obey made visible, and cut where it is long. */
  private static String printable(final String text, final int most) {
    final StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (shown.length() >= most) {
        return shown.append("...").toString();
      }
      final char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F) {
        shown.append(String.format("\\x%02x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  @Override
  public void finish() throws IOException {
    rows.finish();
  }
}
