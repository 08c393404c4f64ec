package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Compares segments field by field. */
final class SegmentFields {
  private SegmentFields() {}

  /** All that is said of a segment is the same. */
  static void compare(final Segment expected, final Segment actual, final String where)
      throws IllegalAccessException {
    assertEquals(expected.key.isIpv6(), actual.key.isIpv6(), where);
    assertEquals(expected.key.direction(), actual.key.direction(), where);
    assertEquals(expected.key.addresses(), actual.key.addresses(), where);
    assertEquals(expected.key.ports(), actual.key.ports(), where);
    for (final Field field : Segment.class.getDeclaredFields()) {
      if (field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        assertEquals(field.get(expected), field.get(actual), () -> where + ", " + field.getName());
      }
    }
  }
}
