package dev.weir.filter;

import java.util.List;

/**
 * The judge: runs BPF programs that libpcap wrote, given as the decimal lines of {@code tcpdump
 * -ddd}. It shares nothing with what it judges.
 */
final class Bpf {
  private final long[][] program;

  Bpf(final List<String> lines) {
    program = new long[lines.size()][];
    for (int i = 0; i < program.length; i++) {
      final String[] columns = lines.get(i).split(" ");
      program[i] = new long[columns.length];
      for (int column = 0; column < columns.length; column++) {
        program[i][column] = Long.parseLong(columns[column]);
      }
    }
  }

  boolean matches(final byte[] packet, final int captured, final int original) {
    final long[] memory = new long[16];
    long a = 0;
    long x = 0;
    for (int at = 0; ; at++) {
      final int code = (int) program[at][0];
      final long k = program[at][3];
      final long source = (code & 8) == 0 ? k : x;
      switch (code & 7) {
        case 0 -> {
          final int size = (code & 0x18) == 0 ? 4 : (code & 0x18) == 8 ? 2 : 1;
          final long place = (code & 0xe0) == 0x40 ? x + k : k;
          switch (code & 0xe0) {
            case 0x00 -> a = k;
            case 0x60 -> a = memory[(int) k];
            case 0x80 -> a = original;
            default -> {
              if (place + size > captured) {
                return false;
              }
              a = 0;
              for (int i = 0; i < size; i++) {
                a = a << 8 | packet[(int) place + i] & 0xff;
              }
            }
          }
        }
        case 1 -> {
          if (code == 0xb1) {
            if (k >= captured) {
              return false;
            }
            x = (packet[(int) k] & 0x0f) * 4;
          } else {
            x = code == 0x61 ? memory[(int) k] : k;
          }
        }
        case 2 -> memory[(int) k] = a;
        case 3 -> memory[(int) k] = x;
        case 4 -> {
          if (source == 0 && ((code & 0xf0) == 0x30 || (code & 0xf0) == 0x90)) {
            return false;
          }
          a = compute(code & 0xf0, a, source) & 0xffff_ffffL;
        }
        case 5 -> at += (code & 0xf0) == 0 ? (int) k : (int) branch(at, code, a, source);
        case 6 -> {
          return k != 0;
        }
        default -> {
          if (code == 0x87) {
            a = x;
          } else {
            x = a;
          }
        }
      }
    }
  }

  private static long compute(final int operation, final long a, final long b) {
    return switch (operation) {
      case 0x00 -> a + b;
      case 0x10 -> a - b;
      case 0x20 -> a * b;
      case 0x30 -> a / b;
      case 0x40 -> a | b;
      case 0x50 -> a & b;
      case 0x60 -> b > 31 ? 0 : a << b;
      case 0x70 -> b > 31 ? 0 : a >> b;
      case 0x80 -> -a;
      case 0x90 -> a % b;
      case 0xa0 -> a ^ b;
      default -> throw new IllegalArgumentException("no arithmetic " + operation);
    };
  }

  private long branch(final int at, final int code, final long a, final long b) {
    final boolean holds =
        switch (code & 0xf0) {
          case 0x10 -> a == b;
          case 0x20 -> a > b;
          case 0x30 -> a >= b;
          case 0x40 -> (a & b) != 0;
          default -> throw new IllegalArgumentException("no branch " + code);
        };
    return program[at][holds ? 1 : 2];
  }
}
