package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Connections as a table for people: aligned, with human units. */
public final class ConnectionTableReport implements ConnectionReport {
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

  private final AlignedRows rows;
  private final ZoneId zone = ZoneId.systemDefault();
  private final TextBuffer scratch = new TextBuffer(128);

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionTableReport(final OutputStream out) {
    rows = new AlignedRows(out, HEADINGS, RIGHT);
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
    rows.add(row);
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

  @Override
  public void finish() throws IOException {
    rows.finish();
  }
}
