package dev.weir.flowfixture.report;

import dev.weir.flowfixture.decode.DecodeOutcome;

/** With the flow: reports count by outcome. */
public final class ReportThatNamesOutcomes {
  /**
   * Names an outcome.
   *
   * @return its name.
   */
  public String name() {
    return DecodeOutcome.TCP.name();
  }
}
