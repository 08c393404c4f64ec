package dev.weir.testdata;

/** One planned segment, packed into an int so that millions of plans fit into memory. */
final class PlanStep {
  static final int FLAGS = 0xff;
  static final int LENGTH_SHIFT = 8;
  static final int LENGTH = 0xfff;
  static final int FROM_SERVER = 1 << 20;

  /** Carries sequence number next-1, as a keep-alive probe does, and moves nothing. */
  static final int PROBE = 1 << 21;

  /** Sends the marked segment again. */
  static final int AGAIN = 1 << 22;

  /** Remembers this segment for {@link #AGAIN}. */
  static final int MARK = 1 << 23;

  /** Acknowledges only up to the other side's marked segment, with SACK for what lies above. */
  static final int ACK_MARK = 1 << 24;

  /** Happens, but the capture does not hold it. */
  static final int UNCAPTURED = 1 << 25;

  /** Sends the SYN or FIN that was sent last once more. */
  static final int CONTROL_AGAIN = 1 << 26;

  static final int ZERO_WINDOW = 1 << 27;
  static final int DELAY_SHIFT = 28;

  /** How long a step waits for the one before it. */
  enum Delay {
    BURST,
    HALF_ROUND_TRIP,
    ROUND_TRIP,
    THINK,
    TIMEOUT,
    SECOND,
    TWO_SECONDS,
    PROBE,
    IDLE,
    ACK_TIMER;

    private static final Delay[] ALL = values();

    static Delay of(final int step) {
      return ALL[step >>> DELAY_SHIFT];
    }
  }

  private PlanStep() {}

  static int of(final Delay delay, final int flags, final int length, final int marks) {
    return delay.ordinal() << DELAY_SHIFT | length << LENGTH_SHIFT | flags | marks;
  }

  static int length(final int step) {
    return step >> LENGTH_SHIFT & LENGTH;
  }
}
