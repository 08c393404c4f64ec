package dev.weir.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random expressions on real and mutated packets, cut at every length, against libpcap's compiler.
 *
 * <p>Run {@code main} with a number of seconds and a seed for a longer hunt.
 */
final class LibpcapDifferentialTest {
  /** The one whose optimiser ours sees as far as; others differ on cut packets, and in words. */
  private static final String LIBPCAP = "1.10.3";

  private static final int LEAST_PAIRS = 100_000;
  private static final int LONGEST_CUT = 80;

  @TempDir private Path folder;

  @BeforeEach
  void requireLibpcap() {
    final String version = Libpcap.version();
    assumeTrue(
        LIBPCAP.equals(version),
        "skipped: needs tcpdump with libpcap " + LIBPCAP + ", found " + version);
  }

  @Test
  void shouldJudgeAsLibpcapDoes() throws IOException {
    final Hunt hunt = new Hunt(folder, 20_261_123);
    while (hunt.pairs < LEAST_PAIRS) {
      hunt.next();
    }
    assertEquals(List.of(), hunt.differences);
    assertTrue(hunt.matches > hunt.pairs / 20, "too few matches to mean anything");
    assertTrue(hunt.programs > 100, "too few expressions to mean anything");
  }

  /** Compares until told to stop. */
  private static final class Hunt {
    private final Libpcap libpcap;
    private final RandomExpressions expressions;
    private final Random random;
    private final List<Map.Entry<Integer, List<byte[]>>> packets =
        List.copyOf(SamplePackets.all().entrySet());
    private final List<String> differences = new ArrayList<>();
    private long pairs;
    private long matches;
    private int programs;
    private int refusals;

    Hunt(final Path folder, final long seed) {
      libpcap = new Libpcap(folder);
      expressions = new RandomExpressions(seed);
      random = new Random(seed);
    }

    void next() throws IOException {
      final String expression = expressions.next();
      final int choice = random.nextInt(2 * packets.size());
      final Map.Entry<Integer, List<byte[]>> link =
          packets.get(choice < packets.size() ? choice : 0);
      final boolean optimize = random.nextInt(4) > 0;
      final Libpcap.Answer theirs = libpcap.compile(expression, link.getKey(), optimize);
      final String place = link.getKey() + (optimize ? " " : " unoptimised ") + expression;
      try {
        final Program ours =
            FilterCompiler.program(expression, link.getKey(), FilterOptions.DEFAULT, optimize);
        if (theirs.program() == null) {
          differences.add(place + ": libpcap refuses it: " + theirs.refusal());
        } else {
          programs++;
          compare(place, new Bpf(theirs.program()), ours, link.getValue());
        }
      } catch (final FilterException e) {
        refusals++;
        if (theirs.program() != null) {
          differences.add(place + ": libpcap takes it, we say " + e.getMessage());
        }
      }
    }

    private void compare(
        final String place, final Bpf judge, final Program program, final List<byte[]> samples) {
      final PacketFilter[] ours = {new Interpreter(program), GeneratedCode.of(program)};
      final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
      for (int i = 0; i < 4; i++) {
        final byte[] sample = samples.get(random.nextInt(samples.size()));
        final byte[] packet = i == 0 ? sample : SamplePackets.mutate(sample, random);
        final int original = packet.length + random.nextInt(3) * 500;
        for (int cut = 0; cut <= LONGEST_CUT + 1; cut++) {
          final int captured = cut > LONGEST_CUT ? packet.length : Math.min(cut, packet.length);
          final boolean expected = judge.matches(packet, captured, original);
          pairs++;
          matches += expected ? 1 : 0;
          buffer.wrap(packet, 0, captured);
          for (final PacketFilter filter : ours) {
            if (filter != null && filter.matches(buffer, captured, original) != expected) {
              differences.add(place + ": libpcap says " + expected + " of " + captured);
              return;
            }
          }
        }
      }
    }
  }

  /**
   * Hunts for differences.
   *
   * @param arguments seconds and seed.
   * @throws IOException where tcpdump cannot be run.
   */
  public static void main(final String[] arguments) throws IOException {
    final long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
    final Path folder = java.nio.file.Files.createTempDirectory("weir-hunt");
    final Hunt hunt = new Hunt(folder, Long.parseLong(arguments[1]));
    while (System.nanoTime() < end) {
      hunt.next();
    }
    hunt.differences.forEach(System.out::println);
    System.out.printf(
        "%d pairs, %d match, %d programs, %d refusals, %d differences%n",
        hunt.pairs, hunt.matches, hunt.programs, hunt.refusals, hunt.differences.size());
  }
}
