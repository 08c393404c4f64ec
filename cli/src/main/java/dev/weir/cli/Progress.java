package dev.weir.cli;

import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows on standard error how far long work has come. For the first second it does nothing, so that
 * short work neither flickers nor loads the library.
 */
final class Progress implements AutoCloseable {
  private static final int QUIET_MILLIS = 1000;
  private static final int STEP_MILLIS = 250;
  private static final int WIDTH = 79;
  private static final long MEGABYTE = 1_000_000;

  private final LongSupplier bytesDone;
  private final long bytesInAll;
  private final Thread thread;

  private Progress(final LongSupplier bytesDone, final long bytesInAll) {
    this.bytesDone = bytesDone;
    this.bytesInAll = bytesInAll;
    thread = Thread.ofPlatform().daemon().name("weir-progress").unstarted(this::show);
  }

  /**
   * Begins to watch.
   *
   * @param wanted false to show nothing.
   * @param bytesDone read from another thread again and again.
   * @param bytesInAll size of the files, or -1 where it is not known.
   */
  static Progress of(final boolean wanted, final LongSupplier bytesDone, final long bytesInAll) {
    final Progress progress = new Progress(bytesDone, bytesInAll);
    if (wanted) {
      progress.thread.start();
    }
    return progress;
  }

  private void show() {
    try {
      Thread.sleep(QUIET_MILLIS);
      try (ProgressBar bar = bar()) {
        while (true) {
          bar.stepTo(bytesDone.getAsLong());
          Thread.sleep(STEP_MILLIS);
        }
      }
    } catch (final InterruptedException e) {
      // the work is done
    }
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("weir")
        .setInitialMax(bytesInAll)
        .startsFrom(bytesDone.getAsLong(), Duration.ofMillis(QUIET_MILLIS))
        .setUnit("MB", MEGABYTE)
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .setUpdateIntervalMillis(STEP_MILLIS)
        .clearDisplayOnFinish()
        .build();
  }

  /** Takes the display away before results are printed. */
  void end() {
    if (!thread.isAlive()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }
}
