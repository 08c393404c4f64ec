package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections as a table for people: aligned, with human units. The first rows decide how wide the
 * columns are, so that a long table starts to appear at once.
 */
public final class ConnectionTableReport implements ConnectionReport {
  private static final int ROWS_THAT_DECIDE = 1000;
  private static final String[] HEADINGS = {
    "START",
    "DURATION",
    "ORIGINATOR",
    "RESPONDER",
    "PKTS ->",
    "<- PKTS",
    "DATA ->",
    "<- DATA",
    "RTX",
    "HANDSHAKE",
    "ENDING"
  };
  private static final boolean[] RIGHT = {
    false, true, false, false, true, true, true, true, true, false, false
  };
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private final OutputStream out;
  private final ZoneId zone = ZoneId.systemDefault();
  private final TextBuffer scratch = new TextBuffer(128);
  private final int[] widths = new int[HEADINGS.length];
  private final StringBuilder block = new StringBuilder();
  private List<String[]> rows = new ArrayList<>();

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionTableReport(final OutputStream out) {
    this.out = out;
    rows.add(HEADINGS);
  }

  @Override
  public void accept(final ConnectionView c) throws IOException {
    final String[] row = {
      TIME.format(
          Instant.ofEpochSecond(
                  Math.floorDiv(c.startNanos(), 1_000_000_000L),
                  Math.floorMod(c.startNanos(), 1_000_000_000L))
              .atZone(zone)),
      Quantity.duration(c.durationNanos()),
      endpoint(c, ORIGINATOR),
      endpoint(c, RESPONDER),
      Quantity.count(c.packets(ORIGINATOR)),
      Quantity.count(c.packets(RESPONDER)),
      Quantity.bytes(c.payload(ORIGINATOR)),
      Quantity.bytes(c.payload(RESPONDER)),
      Quantity.bytes(c.retransmitted(ORIGINATOR) + c.retransmitted(RESPONDER)),
      c.handshake().label(),
      c.ending().label()
    };
    if (rows == null) {
      write(row);
    } else {
      rows.add(row);
      if (rows.size() > ROWS_THAT_DECIDE) {
        writeFirstRows();
      }
    }
  }

  private String endpoint(final ConnectionView connection, final Endpoint endpoint) {
    scratch.clear();
    if (connection.isIpv6()) {
      scratch.append('[');
      connection.writeAddress(endpoint, scratch);
      scratch.append(']');
    } else {
      connection.writeAddress(endpoint, scratch);
    }
    return scratch.append(':').decimal(connection.port(endpoint)).toString();
  }

  private void writeFirstRows() throws IOException {
    for (final String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (final String[] row : rows) {
      write(row);
    }
    rows = null;
  }

  private void write(final String[] row) throws IOException {
    final int last = row.length - 1;
    for (int i = 0; i < row.length; i++) {
      final String padding = " ".repeat(Math.max(0, widths[i] - row[i].length()));
      if (RIGHT[i]) {
        block.append(padding).append(row[i]);
      } else {
        block.append(row[i]).append(i == last ? "" : padding);
      }
      block.append(i == last ? "\n" : "  ");
    }
    if (block.length() >= ConnectionCsvReport.BLOCK) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
    block.setLength(0);
  }

  @Override
  public void finish() throws IOException {
    if (rows != null) {
      writeFirstRows();
    }
    flush();
  }
}
