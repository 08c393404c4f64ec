package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.weir.connection.ConnectionView;
import dev.weir.connection.Ending;
import dev.weir.connection.Endpoint;
import dev.weir.connection.Handshake;
import dev.weir.connection.LifeView;
import dev.weir.story.AddressNames;
import dev.weir.story.ConnectionTracer;
import dev.weir.story.Phrases;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The connections of a capture that are most worth a story: a few for each reason, whatever the
 * number of connections.
 */
public final class TellingConnections implements ConnectionTracer.EndedConnections {
  private static final int MOST_EACH = 3;

  /** One byte in fifty again is heavy. */
  private static final int HEAVY_LOSS = 50;

  private static final int LEAST_LOST = 2;
  private static final long LONG_SILENCE = 10_000_000_000L;

  private final AddressNames names;
  private final Map<Reason, List<Candidate>> best = new EnumMap<>(Reason.class);
  private long connections;

  /** Why a connection is worth a story. */
  private enum Reason {
    NO_ANSWER,
    REFUSED,
    HALF_OPEN,
    RESET,
    HALF_CLOSED,
    LOSSY,
    KEEP_ALIVE,
    ZERO_WINDOW,
    IDLE,
    LONG,
    OTHER
  }

  private record Candidate(
      long number,
      long identity,
      String client,
      String server,
      long start,
      long duration,
      long packets,
      long payload,
      long repeated,
      long probes,
      long unanswered,
      long windowClosed,
      long silence,
      long score) {}

  /**
   * Begins without any.
   *
   * @param names of addresses.
   */
  public TellingConnections(final AddressNames names) {
    this.names = names;
  }

  @Override
  public void accept(final long number, final ConnectionView connection) {
    connections++;
    final long packets = packets(connection);
    final Handshake handshake = connection.handshake();
    final Ending ending = connection.ending();
    final long repeated =
        connection.retransmitted(ORIGINATOR) + connection.retransmitted(RESPONDER);
    if (handshake == Handshake.NO_ANSWER) {
      keep(Reason.NO_ANSWER, number, connection, packets);
    } else if (handshake == Handshake.REFUSED) {
      keep(Reason.REFUSED, number, connection, packets);
    } else if (handshake == Handshake.NO_ACK) {
      keep(Reason.HALF_OPEN, number, connection, packets);
    } else if (ending == Ending.RESET_ORIGINATOR || ending == Ending.RESET_RESPONDER) {
      keep(Reason.RESET, number, connection, payload(connection));
    } else if (ending == Ending.HALF_CLOSED_ORIGINATOR || ending == Ending.HALF_CLOSED_RESPONDER) {
      keep(Reason.HALF_CLOSED, number, connection, payload(connection));
    }
    if (repeated * HEAVY_LOSS >= payload(connection) && repeated >= LEAST_LOST) {
      keep(Reason.LOSSY, number, connection, repeated);
    }
    final LifeView life = connection.life();
    if (probes(life) > 0) {
      keep(Reason.KEEP_ALIVE, number, connection, probes(life));
    }
    if (windowClosed(life) > 0) {
      keep(Reason.ZERO_WINDOW, number, connection, windowClosed(life));
    }
    if (life.longestSilenceNanos() >= LONG_SILENCE && handshake != Handshake.NO_ANSWER) {
      keep(Reason.IDLE, number, connection, life.longestSilenceNanos());
    }
    keep(Reason.LONG, number, connection, connection.durationNanos());
    keep(Reason.OTHER, number, connection, -number);
  }

  private static long probes(final LifeView life) {
    return (long) life.keepAlive(ORIGINATOR).probes() + life.keepAlive(RESPONDER).probes();
  }

  private static long unanswered(final LifeView life) {
    return (long) life.keepAlive(ORIGINATOR).unanswered() + life.keepAlive(RESPONDER).unanswered();
  }

  private static long windowClosed(final LifeView life) {
    return Math.max(life.windowClosedNanos(ORIGINATOR), life.windowClosedNanos(RESPONDER));
  }

  private static long packets(final ConnectionView connection) {
    return connection.packets(ORIGINATOR) + connection.packets(RESPONDER);
  }

  private static long payload(final ConnectionView connection) {
    return connection.payload(ORIGINATOR) + connection.payload(RESPONDER);
  }

  private void keep(
      final Reason reason, final long number, final ConnectionView connection, final long score) {
    final List<Candidate> kept = best.computeIfAbsent(reason, key -> new ArrayList<>());
    if (kept.size() == MOST_EACH && kept.getLast().score >= score) {
      return;
    }
    kept.add(
        new Candidate(
            number,
            connection.identity(),
            endpoint(connection, ORIGINATOR),
            endpoint(connection, RESPONDER),
            connection.startNanos(),
            connection.durationNanos(),
            packets(connection),
            payload(connection),
            connection.retransmitted(ORIGINATOR) + connection.retransmitted(RESPONDER),
            probes(connection.life()),
            unanswered(connection.life()),
            windowClosed(connection.life()),
            connection.life().longestSilenceNanos(),
            score));
    kept.sort(Comparator.comparingLong(Candidate::score).reversed());
    if (kept.size() > MOST_EACH) {
      kept.removeLast();
    }
  }

  private String endpoint(final ConnectionView connection, final Endpoint endpoint) {
    final String name =
        names.nameOf(
            connection.isIpv6(), connection.addressHigh(endpoint), connection.addressLow(endpoint));
    final String address = name == null ? connection.address(endpoint) : name;
    return StoryTextReport.endpoint(address, connection.port(endpoint));
  }

  /** The reasons to be shown: what is nothing special only where nothing else is there. */
  private List<Reason> reasons() {
    final List<Reason> reasons = new ArrayList<>(best.keySet());
    if (reasons.stream().anyMatch(reason -> reason.ordinal() < Reason.LONG.ordinal())) {
      reasons.remove(Reason.OTHER);
    }
    return reasons;
  }

  /**
   * Writes the list as text.
   *
   * @param out where to; is not closed.
   * @param phrases the language.
   * @throws IOException where it cannot be written.
   */
  public void writeText(final OutputStream out, final Phrases phrases) throws IOException {
    final StringBuilder text = new StringBuilder();
    text.append(phrases.say("list.title", "connections", phrases.count("connections", connections)))
        .append('\n');
    for (final Reason reason : reasons()) {
      text.append('\n').append(phrases.say("list." + label(reason))).append('\n');
      best.get(reason).forEach(each -> row(text, phrases, reason, each));
    }
    text.append('\n').append(phrases.say("list.pick")).append('\n');
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void row(
      final StringBuilder text, final Phrases phrases, final Reason reason, final Candidate each) {
    final String facts =
        switch (reason) {
          case LOSSY, KEEP_ALIVE, ZERO_WINDOW, IDLE -> "list.facts." + label(reason);
          default -> "list.facts";
        };
    final String ends = each.client + " > " + each.server;
    text.append(String.format(Locale.ROOT, "  --number %-8d %-42s  ", each.number, ends))
        .append(
            phrases.say(
                facts,
                "start",
                StoryTextReport.time(each.start),
                "duration",
                phrases.duration(each.duration),
                "packets",
                phrases.count("segments", each.packets),
                "bytes",
                phrases.bytes(each.payload),
                "share",
                Phrases.percent(each.repeated, Math.max(1, each.payload)),
                "probes",
                phrases.count("probes", each.probes),
                "unanswered",
                each.unanswered,
                "closed",
                phrases.duration(each.windowClosed),
                "silent",
                phrases.duration(each.silence)))
        .append('\n');
  }

  /**
   * Writes the list as one JSON object on a line.
   *
   * @param out where to; is not closed.
   * @throws IOException where it cannot be written.
   */
  public void writeJson(final OutputStream out) throws IOException {
    final JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("connections", connections);
      json.writeArrayFieldStart("telling");
      for (final Reason reason : reasons()) {
        for (final Candidate each : best.get(reason)) {
          json.writeStartObject();
          json.writeStringField("reason", label(reason));
          json.writeStringField("connection", StoryJsonReport.name(each.identity));
          json.writeNumberField("number", each.number);
          json.writeStringField("originator", each.client);
          json.writeStringField("responder", each.server);
          json.writeNumberField("start", each.start);
          json.writeNumberField("duration_ns", each.duration);
          json.writeNumberField("segments", each.packets);
          json.writeNumberField("payload_bytes", each.payload);
          json.writeNumberField("retransmitted_bytes", each.repeated);
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static String label(final Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
