package dev.weir.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter as a list of instructions, in the order in which libpcap would write them.
 *
 * @param operations what each instruction does.
 * @param operands its constant; the distance of a {@link Operation#JUMP}.
 * @param ifTrue of a branch: instructions to skip if it holds.
 * @param ifFalse of a branch: instructions to skip if it does not hold.
 */
record Program(Operation[] operations, int[] operands, int[] ifTrue, int[] ifFalse) {
  /** What an accepting program returns: the length of which a live capture would keep so much. */
  static final int ACCEPT = 262_144;

  /** The program that lets every packet pass. */
  static Program acceptAll() {
    return new Program(
        new Operation[] {Operation.RETURN}, new int[] {ACCEPT}, new int[1], new int[1]);
  }

  static Program of(final FlowGraph graph) {
    return new Writer().write(graph.root());
  }

  int length() {
    return operations.length;
  }

  boolean rejectsAll() {
    return operations[0] == Operation.RETURN && operands[0] == 0;
  }

  /** Whether an instruction ends the program. */
  boolean isReturn(final int index) {
    return operations[index] == Operation.RETURN;
  }

  /** The program in BPF's terms, a line each: code, distance if true, if false, constant. */
  @Override
  public String toString() {
    final StringBuilder text = new StringBuilder();
    for (int i = 0; i < operations.length; i++) {
      text.append(operations[i].code()).append(' ').append(ifTrue[i]).append(' ');
      text.append(ifFalse[i]).append(' ').append(Integer.toUnsignedString(operands[i]));
      text.append('\n');
    }
    return text.toString();
  }

  /** Lays blocks out behind one another, every block before those that it leads to. */
  private static final class Writer {
    private final Map<Block, Integer> starts = new HashMap<>();

    Program write(final Block root) {
      final List<Block> backwards = new DepthFirst(root, false).left();
      int length = 0;
      for (final Block block : backwards.reversed()) {
        starts.put(block, length);
        length += block.realSteps().size() + 1;
      }
      final Program program =
          new Program(new Operation[length], new int[length], new int[length], new int[length]);
      for (final Block block : backwards) {
        write(block, program);
      }
      return program;
    }

    private void write(final Block block, final Program program) {
      int at = starts.get(block);
      for (final Step step : block.realSteps()) {
        program.operations[at] = step.operation();
        program.operands[at] = step.operand();
        program.ifTrue[at] = step.ifTrue();
        program.ifFalse[at] = step.ifFalse();
        at++;
      }
      program.operations[at] = block.branch;
      program.operands[at] = block.operand;
      if (!block.isLeaf()) {
        program.ifTrue[at] = starts.get(block.ifTrue()) - at - 1;
        program.ifFalse[at] = starts.get(block.ifFalse()) - at - 1;
      }
    }
  }
}
