package dev.weir.report;

import dev.weir.connection.ConnectionIdentity;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.connection.ZeekView;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Connections as Zeek's conn.log: TAB-separated, with header lines that say what the columns are,
 * so that whatever reads Zeek's logs reads it. {@code #open} and {@code #close} are capture times,
 * so that the same capture gives the same log.
 */
public final class ConnLogReport implements ConnectionReport {
  private static final int MICRO_DIGITS = 6;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final String TCP_PROTOCOL_NUMBER = "6";
  private static final String FIELDS =
      "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes"
          + " conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes"
          + " resp_pkts resp_ip_bytes tunnel_parents ip_proto";
  private static final String TYPES =
      "time string addr port addr port enum string interval count count"
          + " string bool bool count string count count"
          + " count count set[string] count";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(ConnectionCsvReport.BLOCK * 2);
  private boolean begun;
  private long lastNanos;

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnLogReport(final OutputStream out) {
    this.out = out;
  }

  private void begin(final long nanos) {
    begun = true;
    lastNanos = nanos;
    text.ascii("#separator \\x09\n");
    text.ascii("#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n");
    text.ascii("#open\t").ascii(time(nanos)).append('\n');
    text.ascii("#fields\t").ascii(FIELDS.replace(' ', '\t')).append('\n');
    text.ascii("#types\t").ascii(TYPES.replace(' ', '\t')).append('\n');
  }

  private static String time(final long nanos) {
    return TIME.format(Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)));
  }

  @Override
  public void accept(final ConnectionView c) throws IOException {
    if (!begun) {
      begin(c.startNanos());
    }
    lastNanos = Math.max(lastNanos, c.endNanos());
    final ZeekView zeek = c.zeek();
    // Where Zeek's originator is not Weir's, its addresses are found under the other role.
    final Endpoint originator = zeek.inZeeksEyes(Endpoint.ORIGINATOR);
    final Endpoint responder = zeek.inZeeksEyes(Endpoint.RESPONDER);
    text.fixedPoint(Math.floorDiv(c.startNanos(), NANOS_PER_MICRO), MICRO_DIGITS).append('\t');
    ConnectionIdentity.write(c.identity(), text);
    endpoint(c, originator);
    endpoint(c, responder);
    text.ascii("\ttcp\t-\t");
    sizes(zeek);
    text.append('\t').ascii(zeek.connState());
    text.append('\t').append(isLocal(c, originator));
    text.append('\t').append(isLocal(c, responder));
    final long missed = zeek.missed(Endpoint.ORIGINATOR) + zeek.missed(Endpoint.RESPONDER);
    text.append('\t').unsignedDecimal(missed).append('\t');
    if (zeek.historyLength() == 0) {
      text.append('-');
    }
    zeek.writeHistory(text);
    traffic(zeek, Endpoint.ORIGINATOR);
    traffic(zeek, Endpoint.RESPONDER);
    text.ascii("\t-\t").ascii(TCP_PROTOCOL_NUMBER).append('\n');
    if (text.length() >= ConnectionCsvReport.BLOCK) {
      flush();
    }
  }

  private void endpoint(final ConnectionView c, final Endpoint endpoint) {
    text.append('\t');
    c.writeAddress(endpoint, text);
    text.append('\t').decimal(c.port(endpoint));
  }

  /** Duration and sizes, which Zeek leaves out together. */
  private void sizes(final ZeekView zeek) {
    final long micros = zeek.durationMicros();
    if (micros <= 0) {
      text.ascii("-\t-\t-");
      return;
    }
    text.fixedPoint(micros, MICRO_DIGITS);
    text.append('\t').unsignedDecimal(zeek.size(Endpoint.ORIGINATOR));
    text.append('\t').unsignedDecimal(zeek.size(Endpoint.RESPONDER));
  }

  private void traffic(final ZeekView zeek, final Endpoint endpoint) {
    text.append('\t').decimal(zeek.packets(endpoint));
    text.append('\t').decimal(zeek.ipBytes(endpoint));
  }

  private static char isLocal(final ConnectionView c, final Endpoint endpoint) {
    final long low = c.addressLow(endpoint);
    final boolean local =
        c.isIpv6()
            ? PrivateNetworks.hasIpv6(c.addressHigh(endpoint), low)
            : PrivateNetworks.hasIpv4((int) low);
    return local ? 'T' : 'F';
  }

  private void flush() throws IOException {
    text.writeTo(out);
    text.clear();
  }

  @Override
  public void finish() throws IOException {
    if (!begun) {
      begin(0);
    }
    text.ascii("#close\t").ascii(time(lastNanos)).append('\n');
    flush();
  }
}
