package dev.weir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.decode.PacketDecoder;
import dev.weir.network.IpProtocol;
import dev.weir.network.Ipv6ExtensionFlyweight;
import dev.weir.transport.MptcpOptionFlyweight;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After a check that finds no fault, no accessor of any flyweight reads beyond the bytes it was
 * given: tried on random bytes of every length, with a buffer that ends where they end.
 */
final class FlyweightBoundsTest {
  private static final long SEED = 0x5EED_0001L;
  private static final int ROUNDS = 100;
  private static final int MAX_LENGTH = 80;

  /** Beginnings that lead past the first checks more often than chance. */
  private static final String[] BEGINNINGS = {
    "",
    "45000028",
    "4f00",
    "4600003c",
    "60000000",
    "aaaa03000000",
    "1100",
    "ff0300",
    "0021",
    "0f00",
    "30ff",
    "34ff000000000000000000850101",
    "1000",
    "20000000000000000000ffff",
    "b0000800",
    "3081880b",
    "08000000",
    "0300",
    "0001080400",
    "41110129"
  };

  static Stream<Class<?>> flyweights() throws Exception {
    final Path classes =
        Path.of(PacketDecoder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    final List<Class<?>> found = new ArrayList<>();
    for (final String layer : List.of("link", "network", "transport", "tunnel")) {
      for (final String file : files(classes.resolve("dev/weir").resolve(layer))) {
        if (file.endsWith("Flyweight.class")) {
          final String name = file.substring(0, file.length() - ".class".length());
          found.add(Class.forName("dev.weir." + layer + "." + name));
        }
      }
    }
    // What may be read of it depends on its subtype: it has a test of its own.
    found.remove(MptcpOptionFlyweight.class);
    found.removeIf(type -> wrap(type) == null);
    assertTrue(found.size() >= 15, () -> "too few flyweights were found: " + found);
    return found.stream();
  }

  private static List<String> files(final Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Method wrap(final Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> method.getName().equals("wrap"))
        .filter(
            method ->
                Arrays.equals(
                        method.getParameterTypes(),
                        new Class<?>[] {UnsafeBuffer.class, int.class, int.class})
                    || type == Ipv6ExtensionFlyweight.class)
        .findFirst()
        .orElse(null);
  }

  @ParameterizedTest
  @MethodSource("flyweights")
  void shouldReadInsideTheCheckedBytesOnly(final Class<?> type) throws Exception {
    final Object flyweight = type.getConstructor().newInstance();
    final Method check = type.getMethod("check");
    final List<Method> accessors =
        Stream.of(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0 && !method.equals(check))
            .toList();
    assertTrue(!accessors.isEmpty(), "accessors to call");
    final Random random = new Random(SEED);
    int passed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int length = 0; length <= MAX_LENGTH; length++) {
        final int offset = random.nextInt(3);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes(random, offset, offset + length));
        wrap(flyweight, buffer, offset, length, random);
        if (check.invoke(flyweight).toString().equals("NONE")) {
          passed++;
          callAll(flyweight, accessors, buffer, offset);
        }
      }
    }
    assertTrue(passed > 100, "headers that passed the check: " + passed);
  }

  private static byte[] bytes(final Random random, final int offset, final int length) {
    final byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    final byte[] beginning = HexBytes.bytes(BEGINNINGS[random.nextInt(BEGINNINGS.length)]);
    System.arraycopy(beginning, 0, bytes, offset, Math.min(beginning.length, length - offset));
    return bytes;
  }

  private static void wrap(
      final Object flyweight,
      final UnsafeBuffer buffer,
      final int offset,
      final int length,
      final Random random)
      throws ReflectiveOperationException {
    final Object returned;
    if (flyweight instanceof final Ipv6ExtensionFlyweight extension) {
      final int[] kinds = {
        IpProtocol.HOP_BY_HOP,
        IpProtocol.ROUTING,
        IpProtocol.FRAGMENT,
        IpProtocol.AUTHENTICATION,
        IpProtocol.DESTINATION_OPTIONS
      };
      returned = extension.wrap(buffer, kinds[random.nextInt(kinds.length)], offset, length);
    } else {
      returned = wrap(flyweight.getClass()).invoke(flyweight, buffer, offset, length);
    }
    assertEquals(flyweight, returned);
  }

  private static void callAll(
      final Object flyweight,
      final List<Method> accessors,
      final UnsafeBuffer buffer,
      final int offset)
      throws IllegalAccessException {
    for (final Method accessor : accessors) {
      try {
        accessor.invoke(flyweight);
      } catch (final InvocationTargetException e) {
        throw new AssertionError(
            accessor + " at " + offset + " of " + HexFormat.of().formatHex(buffer.byteArray()),
            e.getCause());
      }
    }
  }
}
