package dev.weir.report;

/** A capture and its TCP at a glance, for people: a section after another. */
public final class SummaryTextReport {
  private final CaptureSummary summary;
  private final boolean unicode;

  /**
   * Makes a report.
   *
   * @param summary what to tell.
   * @param unicode whether the reader can see block characters; ASCII otherwise.
   */
  public SummaryTextReport(final CaptureSummary summary, final boolean unicode) {
    this.summary = summary;
    this.unicode = unicode;
  }

  /**
   * The whole report.
   *
   * @return lines, each ended by a line feed.
   */
  public String text() {
    final SummaryPage page = new SummaryPage(unicode);
    new CaptureSection(summary, page).write();
    new PacketsSection(summary, page).write();
    new QualitySection(summary, page).write();
    if (summary.connections().connections() > 0 || summary.part() != null) {
      new ConnectionsSection(summary, page).write();
    }
    if (summary.connections().connections() > 0) {
      new CloseSection(summary, page).write();
      new KeepAliveSection(summary, page).write();
      new TrafficSection(summary, page).write();
      new JudgementsSection(summary, page).write();
      new RoundTripsSection(summary, page).write();
      new ServicesSection(summary, page).write();
      new HostsSection(summary, page).write();
    }
    return page.text();
  }
}
