package dev.weir.bench;

import dev.weir.text.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Numbers and addresses as text: ours beside Agrona's and the library's. Nanoseconds a number.
 *
 * <pre>bench/run NumberTextBenchmark</pre>
 */
public class NumberTextBenchmark extends PacketBenchmark {
  private static final int NUMBERS = 1024;

  /** How many bits the numbers have at most: ports, lengths, sequence numbers. */
  @Param({"7", "16", "31"})
  public int bits;

  private final TextBuffer text = new TextBuffer(1 << 16);
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
  private final byte[] bytes = new byte[1 << 16];

  private int number(final SplittableRandom random) {
    return random.nextInt(1 << Math.min(bits, 30));
  }

  /** Eight digits at a time. */
  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int textBuffer() {
    final SplittableRandom random = new SplittableRandom(1);
    text.clear();
    for (int i = 0; i < NUMBERS; i++) {
      text.unsignedDecimal(number(random));
    }
    return text.length();
  }

  /** Agrona's digits. */
  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int agrona() {
    final SplittableRandom random = new SplittableRandom(1);
    int at = 0;
    for (int i = 0; i < NUMBERS; i++) {
      at += buffer.putNaturalIntAscii(at, number(random));
    }
    return at;
  }

  /** A string for each number. */
  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int library() {
    final SplittableRandom random = new SplittableRandom(1);
    int at = 0;
    for (int i = 0; i < NUMBERS; i++) {
      final byte[] digits = Integer.toString(number(random)).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, bytes, at, digits.length);
      at += digits.length;
    }
    return at;
  }

  /** IPv4 addresses by a table of octets. */
  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int address() {
    final SplittableRandom random = new SplittableRandom(1);
    text.clear();
    for (int i = 0; i < NUMBERS; i++) {
      text.ipv4(random.nextInt());
    }
    return text.length();
  }

  /** IPv4 addresses, each octet a number by itself. */
  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int addressByNumbers() {
    final SplittableRandom random = new SplittableRandom(1);
    text.clear();
    for (int i = 0; i < NUMBERS; i++) {
      final int address = random.nextInt();
      text.unsignedDecimal(address >>> 24).append('.').unsignedDecimal(address >>> 16 & 0xFF);
      text.append('.').unsignedDecimal(address >>> 8 & 0xFF).append('.');
      text.unsignedDecimal(address & 0xFF);
    }
    return text.length();
  }
}
