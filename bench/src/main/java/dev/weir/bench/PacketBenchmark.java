package dev.weir.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: nanoseconds for one packet (or lookup), two forks, and the flags that
 * core needs of a JVM. Forks do not read the jar's manifest, so the flags must stand here; {@code
 * -jvmArgsAppend} on JMH's command line would replace them: use {@code -jvmArgsPrepend}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow",
      "-Xms1g",
      "-Xmx1g",
      "-XX:+UseSerialGC"
    })
public abstract class PacketBenchmark {
  /** Prepended to the flags of a fork it turns off the bounds checks of the buffers. */
  static final String NO_BOUNDS_CHECKS = "-Dagrona.disable.bounds.checks=true";

  /** For the benchmarks of this package. */
  PacketBenchmark() {}
}
