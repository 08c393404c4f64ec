package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.Judgement;
import dev.weir.http.StreamProtocol;
import dev.weir.transport.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** A burst of data of one endpoint, with its ACKs. */
final class DataPhase implements BodyChapter.Phase {
  /** A rate of less than this would say more of the clock than of the network. */
  private static final long SHORTEST_FOR_RATE = 1_000_000;

  private static final int FEWEST_FOR_RATE = 4;

  private final Telling telling;
  private final TraceReading reading;
  private final List<Integer> all = new ArrayList<>();
  private final List<Integer> data = new ArrayList<>();
  private final List<Integer> acks = new ArrayList<>();
  private final LossReport losses;
  private Endpoint sender;
  private long bytes;
  private long repeatedBytes;
  private int largest;
  private int windowFull;
  private boolean urgent;
  private long acknowledged = Long.MIN_VALUE;
  private int lastAck = -1;

  DataPhase(final Telling telling) {
    this.telling = telling;
    reading = telling.reading();
    losses = new LossReport(telling);
  }

  @Override
  public boolean take(final int place) {
    final TracedSegment segment = reading.segment(place);
    if (!all.isEmpty() && isOfAnotherPhase(place)) {
      return false;
    }
    if (segment.payloadLength() > 0) {
      final boolean again = reading.repeated(place) == segment.payloadLength();
      if (sender == null) {
        sender = segment.from();
      } else if (sender != segment.from() && !again) {
        return false;
      }
      takeData(place, segment);
    } else {
      takeAck(place, segment);
    }
    all.add(place);
    losses.take(place);
    if (segment.is(Judgement.WINDOW_FULL)) {
      windowFull++;
    }
    return true;
  }

  private boolean isOfAnotherPhase(final int place) {
    return reading.isKeepAliveProbe(place)
        || reading.isWindowProbe(place)
        || reading.closesWindow(place);
  }

  private void takeData(final int place, final TracedSegment segment) {
    final int again = reading.repeated(place);
    if (segment.from() == sender) {
      data.add(place);
      bytes += segment.payloadLength() - again;
      largest = Math.max(largest, segment.payloadLength());
    }
    repeatedBytes += again;
    urgent |= segment.has(TcpFlags.URG);
  }

  private void takeAck(final int place, final TracedSegment segment) {
    if (segment.isPureAck()) {
      acks.add(place);
      if (segment.from() != sender && segment.relativeAcknowledgment() > acknowledged) {
        acknowledged = segment.relativeAcknowledgment();
        lastAck = place;
      }
    }
  }

  @Override
  public void tell(final int following) {
    if (data.isEmpty()) {
      tellAcksOnly();
    } else {
      tellData(following);
    }
    losses.tell();
  }

  /** ACKs without data: of a window, of what was not captured, or late ones. */
  private void tellAcksOnly() {
    final StepBuilder step = telling.step(StoryStep.Kind.DATA);
    step.proofs(all);
    step.fact("data_segments", 0).fact("bytes", 0L).fact("acks", acks.size());
    step.say(
        "data.acksonly",
        "segments",
        telling.phrases().count("segments", all.size()),
        "names",
        telling.names(all));
    telling.add(step);
  }

  private void tellData(final int following) {
    final StepBuilder step = telling.step(StoryStep.Kind.DATA);
    step.proofs(all);
    final Phrases phrases = telling.phrases();
    final int first = data.getFirst();
    final int last = data.getLast();
    step.fact("sender", sender).fact("data_segments", data.size()).fact("bytes", bytes);
    step.fact("repeated_bytes", repeatedBytes).fact("acks", acks.size());
    step.number("first_data", first).number("last_data", last);
    step.say(
        data.size() == 1 ? "data.one" : "data.many",
        sender,
        "bytes",
        phrases.bytes(bytes),
        "segments",
        phrases.count("segments", data.size()),
        "names",
        telling.names(data),
        "largest",
        phrases.bytes(largest),
        "duration",
        telling.duration(first, last));
    final long took = telling.between(first, last);
    if (data.size() >= FEWEST_FOR_RATE && took >= SHORTEST_FOR_RATE) {
      step.say("data.rate", "rate", phrases.rate(bytes, took));
    }
    tellProtocol(step, first);
    tellSequence(step);
    tellAcks(step, following);
    if (windowFull > 0) {
      step.say("data.windowfull", "times", phrases.count("times", windowFull));
      step.fact("window_full", windowFull);
    }
    if (urgent) {
      step.say("data.urgent").fact("urgent", true);
    }
    telling.add(step);
  }

  /** The first data tells the protocol, where it is one that is known. */
  private void tellProtocol(final StepBuilder step, final int first) {
    final StreamProtocol protocol = telling.http().protocol();
    if (!protocol.isOther() || reading.segment(first).relativeSequence() != 1) {
      return;
    }
    final String name = telling.http().serverName();
    step.fact("protocol", protocol.label());
    step.say(
        name == null ? "data.protocol" : "data.protocol.server",
        "protocol",
        protocol.label(),
        "server",
        name);
  }

  private void tellSequence(final StepBuilder step) {
    long begin = Long.MAX_VALUE;
    long behind = Long.MIN_VALUE;
    for (final int place : data) {
      final TracedSegment segment = reading.segment(place);
      begin = Math.min(begin, segment.relativeSequence());
      behind = Math.max(behind, segment.relativeSequence() + segment.payloadLength());
    }
    step.fact("from_sequence", begin).fact("to_sequence", behind);
    step.say("data.sequence", "from", Phrases.plain(begin), "to", Phrases.plain(behind));
  }

  private void tellAcks(final StepBuilder step, final int following) {
    final long behind = reading.segment(data.getLast()).relativeEnd();
    final List<Integer> answers =
        acks.stream().filter(place -> reading.segment(place).from() != sender).toList();
    final boolean all = lastAck >= 0 && acknowledged >= behind;
    final boolean rides = !all && ridesOn(following, behind);
    step.fact("acknowledged", all || rides);
    if (!answers.isEmpty()) {
      tellAnswers(step, answers, all);
    } else if (!rides) {
      step.say("data.unacked", sender);
    }
    if (rides) {
      step.say(
          answers.isEmpty() ? "data.acked.riding" : "data.acked.rest",
          sender,
          "segment",
          telling.name(following));
    }
  }

  private void tellAnswers(final StepBuilder step, final List<Integer> answers, final boolean all) {
    final int covering = lastAck >= 0 ? lastAck : answers.getLast();
    final String key = all ? "data.acked" : "data.acked.partly";
    step.say(
        answers.size() == 1 ? key + ".one" : key,
        sender,
        "acks",
        telling.phrases().count("acks", answers.size()),
        "names",
        telling.names(answers),
        "last",
        telling.name(covering),
        "number",
        Phrases.plain(reading.segment(covering).relativeAcknowledgment()),
        "delay",
        telling.duration(data.getLast(), covering));
  }

  private boolean ridesOn(final int following, final long behind) {
    if (following < 0) {
      return false;
    }
    final TracedSegment segment = reading.segment(following);
    return segment.from() != sender
        && segment.has(TcpFlags.ACK)
        && !segment.has(TcpFlags.RST)
        && segment.relativeAcknowledgment() >= behind;
  }
}
