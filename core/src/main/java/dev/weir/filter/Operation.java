package dev.weir.filter;

/**
 * What the filter machine can do: an accumulator A, an index register X, sixteen words of memory,
 * and loads from the packet. It is the machine of BPF, and each operation knows its BPF code, so
 * that programs can be compared with libpcap's.
 */
enum Operation {
  /** Does nothing; what the optimiser leaves where it took something out. */
  NOTHING(-1),
  /** A = 4 bytes of the packet at the operand. */
  LOAD_WORD(0x20),
  /** A = 2 bytes of the packet at the operand. */
  LOAD_HALF(0x28),
  /** A = the byte of the packet at the operand. */
  LOAD_BYTE(0x30),
  /** A = 4 bytes of the packet at X + operand. */
  LOAD_WORD_INDEXED(0x40),
  /** A = 2 bytes of the packet at X + operand. */
  LOAD_HALF_INDEXED(0x48),
  /** A = the byte of the packet at X + operand. */
  LOAD_BYTE_INDEXED(0x50),
  /** A = the operand. */
  LOAD_CONSTANT(0x00),
  /** A = length of the packet on the wire. */
  LOAD_LENGTH(0x80),
  /** A = memory word of that number. */
  LOAD_MEMORY(0x60),
  /** X = the operand. */
  LOAD_X_CONSTANT(0x01),
  /** X = memory word of that number. */
  LOAD_X_MEMORY(0x61),
  /** X = four times the low nibble of the byte at the operand: the length of an IPv4 header. */
  LOAD_X_HEADER_LENGTH(0xb1),
  /** X = where the transport header begins, walking IPv6 extension headers; not BPF's. */
  LOAD_X_TRANSPORT(0x1_0001),
  /** A = 1 if the IP packet's headers name the protocol in the operand, else 0; not BPF's. */
  FIND_PROTOCOL(0x1_0000),
  /** A = 1 if the packet is no first fragment, else 0; not BPF's. */
  LATER_FRAGMENT(0x1_0020),
  STORE(0x02),
  STORE_X(0x03),
  ADD(0x04),
  SUBTRACT(0x14),
  MULTIPLY(0x24),
  DIVIDE(0x34),
  OR(0x44),
  AND(0x54),
  SHIFT_LEFT(0x64),
  SHIFT_RIGHT(0x74),
  MODULO(0x94),
  XOR(0xa4),
  ADD_X(0x0c),
  SUBTRACT_X(0x1c),
  MULTIPLY_X(0x2c),
  DIVIDE_X(0x3c),
  OR_X(0x4c),
  AND_X(0x5c),
  SHIFT_LEFT_X(0x6c),
  SHIFT_RIGHT_X(0x7c),
  MODULO_X(0x9c),
  XOR_X(0xac),
  NEGATE(0x84),
  /** X = A. */
  A_TO_X(0x07),
  /** A = X. */
  X_TO_A(0x87),
  /** Goes on at a distance of so many instructions. */
  JUMP(0x05),
  IF_EQUAL(0x15),
  IF_ABOVE(0x25),
  IF_ABOVE_OR_EQUAL(0x35),
  IF_ANY_BIT(0x45),
  IF_EQUAL_X(0x1d),
  IF_ABOVE_X(0x2d),
  IF_ABOVE_OR_EQUAL_X(0x3d),
  IF_ANY_BIT_X(0x4d),
  /** Ends: 0 rejects, anything else accepts. */
  RETURN(0x06);

  private final int code;

  Operation(final int code) {
    this.code = code;
  }

  /** The code in BPF programs; above 0xffff for what BPF does not have, -1 for nothing. */
  int code() {
    return code;
  }

  /** The same operation with X for a second operand. */
  Operation withX() {
    return sibling(8);
  }

  /** The same operation with a constant for a second operand. */
  Operation withConstant() {
    return sibling(-8);
  }

  private Operation sibling(final int distance) {
    for (final Operation other : values()) {
      if (other.code == code + distance) {
        return other;
      }
    }
    throw new IllegalStateException(this + " has no such sibling");
  }

  /** Whether it computes a new A from A and something else. */
  boolean isArithmetic() {
    return code >= 0 && code < 0x1_0000 && (code & 7) == 4;
  }

  /** Whether it is a conditional jump. */
  boolean isBranch() {
    return code >= 0 && code < 0x1_0000 && (code & 7) == 5 && this != JUMP;
  }

  /** Whether its second operand is X. */
  boolean usesX() {
    return (isArithmetic() || isBranch()) && (code & 8) != 0;
  }

  /** Whether its operand is the number of a memory word. */
  boolean usesMemory() {
    return switch (this) {
      case LOAD_MEMORY, LOAD_X_MEMORY, STORE, STORE_X -> true;
      default -> false;
    };
  }

  /** Whether it loads from the packet at an index that X holds. */
  boolean isIndexedLoad() {
    return this == LOAD_WORD_INDEXED || this == LOAD_HALF_INDEXED || this == LOAD_BYTE_INDEXED;
  }

  /** Of an indexed load: the same load at a fixed place. */
  Operation atFixedPlace() {
    return switch (this) {
      case LOAD_WORD_INDEXED -> LOAD_WORD;
      case LOAD_HALF_INDEXED -> LOAD_HALF;
      case LOAD_BYTE_INDEXED -> LOAD_BYTE;
      default -> throw new IllegalStateException(this + " is not indexed");
    };
  }

  /** The load of so many bytes at a fixed place. */
  static Operation load(final int size) {
    return switch (size) {
      case 1 -> LOAD_BYTE;
      case 2 -> LOAD_HALF;
      case 4 -> LOAD_WORD;
      default -> throw new IllegalArgumentException("no load of " + size + " bytes");
    };
  }

  /** The load of so many bytes at an index. */
  static Operation loadIndexed(final int size) {
    return switch (size) {
      case 1 -> LOAD_BYTE_INDEXED;
      case 2 -> LOAD_HALF_INDEXED;
      case 4 -> LOAD_WORD_INDEXED;
      default -> throw new IllegalArgumentException("no load of " + size + " bytes");
    };
  }
}
