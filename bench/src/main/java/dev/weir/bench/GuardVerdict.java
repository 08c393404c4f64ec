package dev.weir.bench;

/**
 * Whether a stage got slower than its baseline allows, or allocates.
 *
 * @param result what was measured
 * @param baseline the ratio that was committed, NaN where the stage is new
 * @param margin how much worse the ratio may be: 0.25 is a quarter
 */
record GuardVerdict(GuardResult result, double baseline, double margin) {
  /** More bytes a packet than this are no rounding: the cost of a run, divided by its packets. */
  static final double BYTES_LIMIT = 0.05;

  boolean isTooSlow() {
    return result.ratio() > baseline * (1 + margin);
  }

  /** A profiler that counts nothing at all is no proof. */
  boolean allocates() {
    return !(result.bytesPerPacket() <= BYTES_LIMIT);
  }

  boolean isGood() {
    return !isTooSlow() && !allocates() && !Double.isNaN(baseline);
  }

  String words() {
    if (Double.isNaN(baseline)) {
      return "NEW: no baseline";
    }
    if (allocates()) {
      return "ALLOCATES";
    }
    return isTooSlow() ? "TOO SLOW" : "ok";
  }
}
