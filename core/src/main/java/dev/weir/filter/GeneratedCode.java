package dev.weir.filter;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Makes a hidden class of a program, so that the JIT compiles the filter as if it had been written
 * in Java.
 */
final class GeneratedCode {
  /** HotSpot never compiles a method whose code is longer, in bytes. */
  private static final int LONGEST_COMPILED_METHOD = 8000;

  /** The shortest code of an instruction, in bytes. */
  private static final int LEAST_CODE = 2;

  private static final ClassDesc THIS = ClassDesc.of("dev.weir.filter.GeneratedFilter");
  private static final ClassDesc INTERFACE = ClassDesc.of("dev.weir.filter.PacketFilter");
  private static final String METHOD = "matches";
  private static final MethodTypeDesc METHOD_TYPE =
      MethodTypeDesc.of(CD_boolean, InstructionWriter.BUFFER, CD_int, CD_int);
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);

  private GeneratedCode() {}

  /**
   * Generates.
   *
   * @return the filter, or null if the program is so long that its code would never be compiled.
   */
  static PacketFilter of(final Program program) {
    if (program.length() > LONGEST_COMPILED_METHOD / LEAST_CODE) {
      return null;
    }
    final byte[] classFile = classFileOf(program);
    if (classFile.length > LONGEST_COMPILED_METHOD
        && codeLength(classFile) > LONGEST_COMPILED_METHOD) {
      return null;
    }
    try {
      final MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(classFile, true);
      return (PacketFilter)
          hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (final Throwable e) {
      throw new IllegalStateException("the code generated for a filter is broken", e);
    }
  }

  private static byte[] classFileOf(final Program program) {
    return ClassFile.of()
        .build(
            THIS,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
              type.withInterfaceSymbols(INTERFACE);
              type.withMethodBody(
                  ConstantDescs.INIT_NAME, NOTHING, 0, GeneratedCode::writeConstructor);
              type.withMethodBody(
                  METHOD,
                  METHOD_TYPE,
                  ClassFile.ACC_PUBLIC,
                  code -> new InstructionWriter(program, code).write());
            });
  }

  private static void writeConstructor(final CodeBuilder code) {
    code.aload(0);
    code.invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, NOTHING);
    code.return_();
  }

  private static int codeLength(final byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .filter(method -> method.methodName().equalsString(METHOD))
        .map(method -> (CodeAttribute) method.code().orElseThrow())
        .mapToInt(CodeAttribute::codeLength)
        .sum();
  }
}
