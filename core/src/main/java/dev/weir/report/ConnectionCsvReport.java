package dev.weir.report;

import dev.weir.connection.ConnectionLayout;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.OffHeapRecord;
import dev.weir.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;

/** Connections as CSV (RFC 4180, lines ended by LF): a line of column names, then a line each. */
public final class ConnectionCsvReport implements ConnectionReport {
  static final int BLOCK = 1 << 16;

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer(BLOCK * 2);
  private final ConnectionColumn[] columns = ConnectionColumns.ALL.toArray(ConnectionColumn[]::new);

  /** Where columns of events begin: the place behind the last of them; 0 elsewhere. */
  private final int[] eventsEnd = new int[columns.length];

  /** And what stands there in the row of a connection without events. */
  private final String[] eventless = new String[columns.length];

  /**
   * Makes a report.
   *
   * @param out takes large blocks.
   */
  public ConnectionCsvReport(final OutputStream out) {
    this.out = out;
    for (int i = 0; i < columns.length; i++) {
      text.ascii(i == 0 ? "" : ",").ascii(columns[i].name());
    }
    text.append('\n');
    prepareEventless();
  }

  /** Four of five connections have no events: half of their row need not be written anew. */
  private void prepareEventless() {
    try (Arena arena = Arena.ofConfined()) {
      final ConnectionView empty =
          new ConnectionView().wrap(OffHeapRecord.allocate(ConnectionLayout.COPY_LENGTH, arena), 0);
      for (int i = 0; i < columns.length; i++) {
        final TextBuffer run = new TextBuffer(BLOCK);
        int end = i;
        while (end < columns.length && columns[end].ofEvents()) {
          run.ascii(end > i ? "," : "");
          columns[end++].write(empty, run);
        }
        if (end > i) {
          eventsEnd[i] = end;
          eventless[i] = run.toString();
        }
      }
    }
  }

  @Override
  public void accept(final ConnectionView connection) throws IOException {
    final boolean hasEvents = connection.hasEvents();
    int i = 0;
    while (i < columns.length) {
      if (i > 0) {
        text.append(',');
      }
      if (eventsEnd[i] == 0 || hasEvents) {
        columns[i++].write(connection, text);
      } else {
        text.ascii(eventless[i]);
        i = eventsEnd[i];
      }
    }
    text.append('\n');
    if (text.length() >= BLOCK) {
      flush();
    }
  }

  private void flush() throws IOException {
    text.writeTo(out);
    text.clear();
  }

  @Override
  public void finish() throws IOException {
    flush();
  }
}
