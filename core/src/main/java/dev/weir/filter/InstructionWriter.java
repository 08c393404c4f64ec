package dev.weir.filter;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes a program as the body of {@link PacketFilter#matches}. A, X and the memory words are local
 * variables; a load compares with the captured length first, and rejects the packet if need be.
 */
final class InstructionWriter {
  static final ClassDesc BUFFER = ClassDesc.of("org.agrona.concurrent.UnsafeBuffer");

  private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");
  private static final ClassDesc ALU = ClassDesc.of("dev.weir.filter.Alu");
  private static final ClassDesc CHAIN = ClassDesc.of("dev.weir.filter.HeaderChain");
  private static final MethodTypeDesc INT_OF_INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);

  private static final int PACKET = 1;
  private static final int CAPTURED = 2;
  private static final int ORIGINAL = 3;
  private static final int A = 4;
  private static final int X = 5;
  private static final int LIMIT = 6;
  private static final int MEMORY = 7;

  private final Program program;
  private final CodeBuilder code;
  private final Label[] labels;
  private final Label reject;
  private boolean rejects;

  InstructionWriter(final Program program, final CodeBuilder code) {
    this.program = program;
    this.code = code;
    labels = new Label[program.length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = code.newLabel();
    }
    reject = code.newLabel();
  }

  void write() {
    zero(A);
    zero(X);
    for (int i = 0; i < program.length(); i++) {
      // Words that are read may never have been written; they are 0 then.
      if (program.operations()[i].usesMemory()) {
        zero(MEMORY + program.operands()[i]);
      }
    }
    for (int i = 0; i < program.length(); i++) {
      code.labelBinding(labels[i]);
      instruction(i);
    }
    if (rejects) {
      code.labelBinding(reject);
      code.iconst_0();
      code.ireturn();
    }
  }

  private void zero(final int local) {
    code.iconst_0();
    code.istore(local);
  }

  private void instruction(final int at) {
    final Operation operation = program.operations()[at];
    final int operand = program.operands()[at];
    if (operation.isArithmetic()) {
      arithmetic(operation, operand);
      return;
    }
    if (operation.isBranch()) {
      branch(at);
      return;
    }
    switch (operation) {
      case LOAD_WORD, LOAD_HALF, LOAD_BYTE -> load(operation, operand);
      case LOAD_WORD_INDEXED, LOAD_HALF_INDEXED, LOAD_BYTE_INDEXED ->
          loadIndexed(operation.atFixedPlace(), operand);
      case LOAD_X_HEADER_LENGTH -> {
        requireCaptured(operand, 1);
        code.aload(PACKET).loadConstant(operand);
        read(Operation.LOAD_BYTE);
        code.loadConstant(0x0f).iand().iconst_2().ishl().istore(X);
      }
      case LOAD_CONSTANT -> code.loadConstant(operand).istore(A);
      case LOAD_X_CONSTANT -> code.loadConstant(operand).istore(X);
      case LOAD_LENGTH -> code.iload(ORIGINAL).istore(A);
      case LOAD_MEMORY -> code.iload(MEMORY + operand).istore(A);
      case LOAD_X_MEMORY -> code.iload(MEMORY + operand).istore(X);
      case STORE -> code.iload(A).istore(MEMORY + operand);
      case STORE_X -> code.iload(X).istore(MEMORY + operand);
      case A_TO_X -> code.iload(A).istore(X);
      case X_TO_A -> code.iload(X).istore(A);
      case FIND_PROTOCOL -> {
        code.aload(PACKET).iload(CAPTURED).loadConstant(operand);
        walk("find", MethodTypeDesc.of(CD_int, BUFFER, CD_int, CD_int), A);
      }
      case LATER_FRAGMENT -> {
        code.aload(PACKET).iload(CAPTURED);
        walk("laterFragment", MethodTypeDesc.of(CD_int, BUFFER, CD_int), A);
      }
      case LOAD_X_TRANSPORT -> {
        code.aload(PACKET).iload(CAPTURED);
        walk("transport", MethodTypeDesc.of(CD_int, BUFFER, CD_int), X);
      }
      case JUMP -> code.goto_(labels[at + 1 + operand]);
      case RETURN -> code.loadConstant(operand == 0 ? 0 : 1).ireturn();
      default -> throw new IllegalStateException("no code for " + operation);
    }
  }

  private Label reject() {
    rejects = true;
    return reject;
  }

  private void walk(final String question, final MethodTypeDesc type, final int local) {
    code.invokestatic(CHAIN, question, type);
    code.istore(local);
    code.iload(local).iflt(reject());
  }

  /** Rejects the packet unless so many bytes from an index on were captured. */
  private void requireCaptured(final int index, final int size) {
    if (index < 0 || index > Integer.MAX_VALUE - size) {
      // No packet is so long. The comparison with nothing keeps what follows reachable.
      code.iload(CAPTURED).ifge(reject());
      return;
    }
    code.iload(CAPTURED).loadConstant(index + size).if_icmplt(reject());
  }

  private void load(final Operation operation, final int index) {
    requireCaptured(index, sizeOf(operation));
    code.aload(PACKET).loadConstant(index);
    read(operation);
    code.istore(A);
  }

  private void loadIndexed(final Operation operation, final int operand) {
    final int size = sizeOf(operation);
    requireCaptured(operand, size);
    // What X may be at most: neither this difference nor the sum below can overflow.
    code.iload(CAPTURED).loadConstant(operand + size).isub().istore(LIMIT);
    code.iload(X).iload(LIMIT);
    code.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", INT_OF_INTS);
    code.ifgt(reject());
    code.aload(PACKET).iload(X).loadConstant(operand).iadd();
    read(operation);
    code.istore(A);
  }

  /** Reads from the buffer and the index on the stack. */
  private void read(final Operation operation) {
    switch (operation) {
      case LOAD_BYTE -> {
        code.invokevirtual(BUFFER, "getByte", MethodTypeDesc.of(ConstantDescs.CD_byte, CD_int));
        code.loadConstant(0xff).iand();
      }
      case LOAD_HALF -> {
        bigEndian("getShort", MethodTypeDesc.of(ConstantDescs.CD_short, CD_int, ORDER));
        code.loadConstant(0xffff).iand();
      }
      default -> bigEndian("getInt", MethodTypeDesc.of(CD_int, CD_int, ORDER));
    }
  }

  private void bigEndian(final String method, final MethodTypeDesc type) {
    code.getstatic(ORDER, "BIG_ENDIAN", ORDER);
    code.invokevirtual(BUFFER, method, type);
  }

  private static int sizeOf(final Operation load) {
    return switch (load) {
      case LOAD_BYTE -> 1;
      case LOAD_HALF -> 2;
      default -> 4;
    };
  }

  private void arithmetic(final Operation operation, final int operand) {
    if (operation == Operation.DIVIDE_X || operation == Operation.MODULO_X) {
      code.iload(X).ifeq(reject());
    }
    code.iload(A);
    if (operation != Operation.NEGATE) {
      if (operation.usesX()) {
        code.iload(X);
      } else {
        code.loadConstant(operand);
      }
    }
    switch (operation) {
      case ADD, ADD_X -> code.iadd();
      case SUBTRACT, SUBTRACT_X -> code.isub();
      case MULTIPLY, MULTIPLY_X -> code.imul();
      case DIVIDE, DIVIDE_X ->
          code.invokestatic(ConstantDescs.CD_Integer, "divideUnsigned", INT_OF_INTS);
      case MODULO, MODULO_X ->
          code.invokestatic(ConstantDescs.CD_Integer, "remainderUnsigned", INT_OF_INTS);
      case AND, AND_X -> code.iand();
      case OR, OR_X -> code.ior();
      case XOR, XOR_X -> code.ixor();
      case SHIFT_LEFT, SHIFT_LEFT_X -> code.invokestatic(ALU, "shiftLeft", INT_OF_INTS);
      case SHIFT_RIGHT, SHIFT_RIGHT_X -> code.invokestatic(ALU, "shiftRight", INT_OF_INTS);
      case NEGATE -> code.ineg();
      default -> throw new IllegalStateException("no code for " + operation);
    }
    code.istore(A);
  }

  private void branch(final int at) {
    final Operation operation = program.operations()[at];
    final Label ifTrue = labels[at + 1 + program.ifTrue()[at]];
    final int ifFalse = at + 1 + program.ifFalse()[at];
    code.iload(A);
    if (operation.usesX()) {
      code.iload(X);
    } else {
      code.loadConstant(program.operands()[at]);
    }
    switch (operation) {
      case IF_EQUAL, IF_EQUAL_X -> code.if_icmpeq(ifTrue);
      case IF_ANY_BIT, IF_ANY_BIT_X -> code.iand().ifne(ifTrue);
      case IF_ABOVE, IF_ABOVE_X -> {
        code.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", INT_OF_INTS);
        code.ifgt(ifTrue);
      }
      default -> {
        code.invokestatic(ConstantDescs.CD_Integer, "compareUnsigned", INT_OF_INTS);
        code.ifge(ifTrue);
      }
    }
    if (ifFalse != at + 1) {
      code.goto_(labels[ifFalse]);
    }
  }
}
