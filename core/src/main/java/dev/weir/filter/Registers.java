package dev.weir.filter;

/** Hands out the sixteen words of the filter machine's memory, in turn. */
final class Registers {
  static final int COUNT = 16;

  private final boolean[] used = new boolean[COUNT];
  private int current;

  int take() throws FilterException {
    for (int i = 0; i < COUNT; i++) {
      if (!used[current]) {
        used[current] = true;
        return current;
      }
      current = (current + 1) % COUNT;
    }
    throw exhausted();
  }

  static FilterException exhausted() {
    return new FilterException("out of registers needed to evaluate expression");
  }

  void free(final int register) {
    used[register] = false;
  }
}
