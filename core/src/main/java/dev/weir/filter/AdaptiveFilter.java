package dev.weir.filter;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Interprets a program for the first packets, and generates code once there are many. Short
 * captures are over before the code generator would have been loaded.
 *
 * <p>Threads may share it: each of the two filters is immutable, and it does no harm if two threads
 * count wrongly, or generate the same code twice.
 */
final class AdaptiveFilter implements PacketFilter {
  /**
   * How many packets are interpreted before code is generated. Generating takes a fresh JVM 6 ms,
   * which is what some 20,000 packets cost when they are interpreted instead; see {@code
   * docs/filter.md}.
   */
  static final int PATIENCE = 16_384;

  private final Program program;
  private PacketFilter current;
  private int interpreted;

  AdaptiveFilter(final Program program) {
    this.program = program;
    current = new Interpreter(program);
  }

  @Override
  public boolean matches(
      final UnsafeBuffer packet, final int capturedLength, final int originalLength) {
    if (interpreted < PATIENCE && ++interpreted == PATIENCE) {
      generate();
    }
    return current.matches(packet, capturedLength, originalLength);
  }

  private void generate() {
    final PacketFilter generated = GeneratedCode.of(program);
    if (generated != null) {
      current = generated;
    }
  }
}
