package dev.weir.connection;

import static dev.weir.connection.ZeekLayout.CLOSED;
import static dev.weir.connection.ZeekLayout.ENDPOINT_BITS;
import static dev.weir.connection.ZeekLayout.ESTABLISHED;
import static dev.weir.connection.ZeekLayout.INACTIVE;
import static dev.weir.connection.ZeekLayout.LETTERS;
import static dev.weir.connection.ZeekLayout.LETTERS_IN_RECORD;
import static dev.weir.connection.ZeekLayout.LETTER_BITS;
import static dev.weir.connection.ZeekLayout.PARTIAL;
import static dev.weir.connection.ZeekLayout.RESET;
import static dev.weir.connection.ZeekLayout.SPANS_LOST;
import static dev.weir.connection.ZeekLayout.STATE_MASK;
import static dev.weir.connection.ZeekLayout.SYN_ACK_SENT;
import static dev.weir.connection.ZeekLayout.SYN_SENT;

import dev.weir.text.TextBuffer;

/**
 * Reads what Zeek's model keeps of a connection: see {@link ZeekLayout}. Who is the originator is
 * Zeek's judgement here, which can be another than {@link ConnectionView}'s.
 */
public final class ZeekView {
  private static final int LETTER_MASK = (1 << LETTER_BITS) - 1;
  private static final long NANOS_PER_MICRO = 1_000;

  private final OffHeapRecord record;

  /** Reads a copy of a connection, wherever its view is laid. */
  ZeekView(final OffHeapRecord record) {
    this.record = record;
  }

  /**
   * Whether the endpoint whose address and port compare higher is Zeek's originator.
   *
   * @return true where it is.
   */
  private boolean isOriginatorHigher() {
    return (bits() & ZeekLayout.ORIGINATOR_IS_HIGHER) != 0;
  }

  /**
   * The role in Zeek's eyes of an endpoint that {@link ConnectionView} names, and the other way
   * round.
   *
   * @param endpoint which.
   * @return the same, or the other where the two differ about who opened.
   */
  public Endpoint inZeeksEyes(final Endpoint endpoint) {
    final boolean other =
        (record.getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.ORIGINATOR_IS_HIGHER) != 0;
    if (isOriginatorHigher() == other) {
      return endpoint;
    }
    return endpoint == Endpoint.ORIGINATOR ? Endpoint.RESPONDER : Endpoint.ORIGINATOR;
  }

  private int bits() {
    return record.getInt(ZeekLayout.BITS_OFFSET);
  }

  private int direction(final Endpoint endpoint) {
    return (endpoint == Endpoint.ORIGINATOR) == isOriginatorHigher() ? 1 : 0;
  }

  private int state(final int direction) {
    return bits() >>> direction * ENDPOINT_BITS & STATE_MASK;
  }

  /**
   * From the first packet to the last that counts, in whole microseconds, as Zeek reads times. The
   * packets after both sides' close do not count.
   *
   * @return microseconds; 0 or less where Zeek leaves duration and sizes out.
   */
  public long durationMicros() {
    return Math.floorDiv(record.getLong(ZeekLayout.LAST_TIME_OFFSET), NANOS_PER_MICRO)
        - Math.floorDiv(record.getLong(ConnectionLayout.FIRST_TIME_OFFSET), NANOS_PER_MICRO);
  }

  /**
   * Bytes that an endpoint sent, by sequence numbers.
   *
   * @param endpoint which, in Zeek's eyes.
   * @return bytes, unsigned.
   */
  public long size(final Endpoint endpoint) {
    return ZeekLayout.size(record, bits(), direction(endpoint));
  }

  /**
   * Packets that an endpoint sent and whose headers were captured whole.
   *
   * @param endpoint which, in Zeek's eyes.
   * @return how many.
   */
  public long packets(final Endpoint endpoint) {
    final int direction = direction(endpoint);
    final int leftOut =
        ConnectionLayout.hasEvents(record)
            ? event(ZeekLayout.LEFT_OUT_OFFSET + direction * Integer.BYTES)
            : 0;
    return record.getLong(ConnectionLayout.direction(direction) + ConnectionLayout.PACKETS_OFFSET)
        - leftOut;
  }

  /**
   * Bytes of an endpoint's IP packets, by their headers.
   *
   * @param endpoint which, in Zeek's eyes.
   * @return bytes.
   */
  public long ipBytes(final Endpoint endpoint) {
    return record.getLong(
        ConnectionLayout.direction(direction(endpoint)) + ZeekLayout.IP_BYTES_OFFSET);
  }

  /**
   * Bytes of an endpoint that its peer acknowledged but that the capture does not have.
   *
   * @param endpoint who sent them, in Zeek's eyes.
   * @return bytes.
   */
  public long missed(final Endpoint endpoint) {
    return record.getLong(
        ConnectionLayout.direction(direction(endpoint)) + ZeekLayout.MISSED_OFFSET);
  }

  /**
   * Whether more lay above a hole than is kept, so that {@link #missed} is a guess.
   *
   * @return true where it did, in either direction.
   */
  public boolean isBounded() {
    return (bits() & (SPANS_LOST | SPANS_LOST << ENDPOINT_BITS)) != 0;
  }

  private int event(final int offset) {
    return record.getInt(ConnectionLayout.COPIED_EVENTS_OFFSET + offset);
  }

  /**
   * How many letters the history has.
   *
   * @return 0 to {@link ZeekLayout#LETTERS_MOST}.
   */
  public int historyLength() {
    return record.getInt(ZeekLayout.MORE_OFFSET) >>> ZeekLayout.LENGTH_SHIFT;
  }

  private char letter(final int place) {
    final int code;
    if (place < LETTERS_IN_RECORD) {
      code =
          (int) (record.getLong(ZeekLayout.HISTORY_OFFSET) >>> place * LETTER_BITS) & LETTER_MASK;
    } else {
      code =
          record.getByte(
              ConnectionLayout.COPIED_EVENTS_OFFSET
                  + ConnectionLayout.ZEEK_HISTORY_OFFSET
                  + place
                  - LETTERS_IN_RECORD);
    }
    return LETTERS.charAt(code - 1);
  }

  /**
   * Writes the history: a letter for each kind of packet, upper case for the originator's.
   *
   * @param out where to.
   */
  public void writeHistory(final TextBuffer out) {
    final int length = historyLength();
    for (int place = 0; place < length; place++) {
      out.append(letter(place));
    }
  }

  /**
   * What became of the connection, in Zeek's words (base/protocols/conn/main.zeek).
   *
   * @return S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR or OTH.
   */
  public String connState() {
    final int originator = state(direction(Endpoint.ORIGINATOR));
    final int responder = state(direction(Endpoint.RESPONDER));
    final boolean originatorIsInactive = originator == INACTIVE || originator == PARTIAL;
    final boolean responderIsInactive = responder == INACTIVE || responder == PARTIAL;
    if (responder == RESET) {
      final boolean isUnanswered = originator == SYN_SENT || originator == SYN_ACK_SENT;
      if (isUnanswered || originator == RESET && hasNoSize()) {
        return "REJ";
      }
      return originatorIsInactive ? "RSTRH" : "RSTR";
    }
    if (originator == RESET) {
      if (responderIsInactive) {
        return isSynThenReset() ? "RSTOS0" : "OTH";
      }
      return "RSTO";
    }
    if (originator == CLOSED) {
      if (responder == CLOSED) {
        return "SF";
      }
      return responderIsInactive ? "SH" : "S2";
    }
    if (responder == CLOSED) {
      return originatorIsInactive ? "SHR" : "S3";
    }
    if (originator == SYN_SENT && responder == INACTIVE) {
      return "S0";
    }
    return originator == ESTABLISHED && responder == ESTABLISHED ? "S1" : "OTH";
  }

  private boolean hasNoSize() {
    return size(Endpoint.ORIGINATOR) == 0 && size(Endpoint.RESPONDER) == 0;
  }

  /**
   * Whether the originator's SYN began the history and its RST came before it did anything else but
   * repeat itself: {@code ^?S[^HAFGIQ]*R.*}.
   */
  private boolean isSynThenReset() {
    final int length = historyLength();
    int place = length > 0 && letter(0) == '^' ? 1 : 0;
    if (place >= length || letter(place) != 'S') {
      return false;
    }
    for (place++; place < length; place++) {
      final char letter = letter(place);
      if (letter == 'R') {
        return true;
      }
      if ("HAFGIQ".indexOf(letter) >= 0) {
        return false;
      }
    }
    return false;
  }
}
