package dev.weir.comparison;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.analysis.ConnectionSink;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * A result of {@code weir connections --format json} that was kept: an object for each connection,
 * as it is or in gzip. What other programs made of the lines does not matter so long as members
 * keep their names and meanings: their order, more of them, or numbers such as {@code 4.1e-05}.
 */
public final class KeptConnections {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final KeptValue[] values;
  private final Map<String, KeptValue> byName = new HashMap<>();
  private final List<ConnectionColumn> columns;
  private volatile CountedStream stream;
  private long connections;
  private String damage;

  /**
   * Names the file.
   *
   * @param file a regular file; see {@link #isOne}.
   */
  public KeptConnections(final Path file) {
    this.file = file;
    values = ConnectionColumns.ALL.stream().map(KeptValue::new).toArray(KeptValue[]::new);
    for (final KeptValue value : values) {
      byName.put(value.name(), value);
    }
    columns = Arrays.stream(values).map(KeptValue::column).toList();
  }

  /**
   * Whether a file holds JSON, by its first byte: no capture begins like that.
   *
   * @param file any name.
   * @return false for what is no regular file or cannot be read, too.
   */
  public static boolean isOne(final Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = inflated(Files.newInputStream(file))) {
      int first = in.read();
      while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
        first = in.read();
      }
      return first == '{';
    } catch (final IOException e) {
      return false;
    }
  }

  private static InputStream inflated(final InputStream in) throws IOException {
    final BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    final boolean isGzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
    buffered.reset();
    return isGzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  /**
   * Columns of the same names and kinds as {@link ConnectionColumns#ALL}. They read the connection
   * that is just being handed over, and do not look at what they are given.
   *
   * @return all of them.
   */
  public List<ConnectionColumn> columns() {
    return columns;
  }

  /**
   * The columns without which a comparison cannot be made.
   *
   * @param measures what is compared.
   * @param where which connections are, or null for all.
   * @return their names.
   */
  public Set<String> needed(final List<Measure> measures, final String where) {
    final Set<String> names = new TreeSet<>();
    for (final Measure measure : measures) {
      names.addAll(measure.columns(columns));
    }
    if (where != null) {
      names.addAll(Measure.columnsIn(where, columns));
    }
    return names;
  }

  /**
   * Reads the connections. Ends without an exception where the file is damaged: see {@link
   * #damage}.
   *
   * @param needed what {@link #needed} says.
   * @param sink is given null for each of them: {@link #columns} know the connection.
   * @throws KeptException where not even the first connection can be used.
   * @throws IOException what the sink threw.
   */
  public void run(final Set<String> needed, final ConnectionSink sink)
      throws KeptException, IOException {
    try (CountedStream counted = open();
        JsonParser json = parser(counted)) {
      while (read(json)) {
        final Set<String> missing = new TreeSet<>(needed);
        missing.removeIf(name -> byName.get(name).isSet());
        if (!missing.isEmpty()) {
          damage = "without " + String.join(", ", missing);
          break;
        }
        sink.accept(null);
        connections++;
      }
    }
    if (damage != null && connections == 0) {
      throw new KeptException(
          file + ": no result of weir connections --format json: " + damage, null);
    }
  }

  private CountedStream open() throws KeptException {
    try {
      stream = new CountedStream(Files.newInputStream(file));
      return stream;
    } catch (final IOException e) {
      throw new KeptException(file + ": cannot be read", e);
    }
  }

  private JsonParser parser(final CountedStream counted) throws KeptException {
    try {
      return new JsonFactory().createParser(inflated(counted));
    } catch (final IOException e) {
      throw new KeptException(file + ": cannot be read", e);
    }
  }

  /** Reads one object; false at the end, and at damage. */
  private boolean read(final JsonParser json) {
    try {
      final JsonToken first = json.nextToken();
      if (first == null) {
        return false;
      }
      if (first != JsonToken.START_OBJECT) {
        throw new NumberFormatException("no object");
      }
      for (final KeptValue value : values) {
        value.clear();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        final KeptValue value = byName.get(json.currentName());
        json.nextToken();
        if (value == null) {
          json.skipChildren();
        } else {
          value.read(json);
        }
      }
      return true;
    } catch (final NumberFormatException e) {
      damage = e.getMessage();
    } catch (final IOException e) {
      damage = "it is cut short, or no JSON";
    }
    return false;
  }

  /**
   * What is wrong with the file; known after {@link #run}.
   *
   * @return a line, or null where nothing is.
   */
  public String damage() {
    return damage == null
        ? null
        : file
            + ": damaged behind connection "
            + connections
            + ": "
            + damage
            + " (what is before it kept)";
  }

  /**
   * How far {@link #run} has come. May be called by any thread.
   *
   * @return bytes of the file.
   */
  public long bytesRead() {
    return stream == null ? 0 : stream.count();
  }

  /**
   * How large the file is.
   *
   * @return bytes, or -1 where that cannot be known.
   */
  public long size() {
    try {
      return Files.size(file);
    } catch (final IOException e) {
      return -1;
    }
  }
}
