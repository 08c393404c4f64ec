package dev.weir.testdata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a command line: options, each with one value, and nothing else. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  /** Refuses what is not among {@code known}, given twice, or without its value. */
  Arguments(final List<String> words, final Set<String> known) {
    for (int i = 0; i < words.size(); i++) {
      final String word = words.get(i);
      final int equals = word.indexOf('=');
      final String name = equals < 0 ? word : word.substring(0, equals);
      if (!known.contains(name)) {
        throw new IllegalArgumentException("unknown option: " + word);
      }
      final String value;
      if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (i + 1 < words.size()) {
        value = words.get(++i);
      } else {
        throw new IllegalArgumentException(name + " needs a value");
      }
      if (values.put(name, value) != null) {
        throw new IllegalArgumentException(name + " is given twice");
      }
    }
  }

  boolean has(final String name) {
    return values.containsKey(name);
  }

  String text(final String name, final String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(final String name, final int otherwise) {
    return has(name) ? Math.toIntExact(longNumber(name, otherwise)) : otherwise;
  }

  long longNumber(final String name, final long otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    try {
      return Long.parseLong(values.get(name).replace("_", ""));
    } catch (final NumberFormatException notOne) {
      throw new IllegalArgumentException(
          name + ": " + values.get(name) + " is not a whole number", notOne);
    }
  }

  double fraction(final String name, final double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    try {
      return Double.parseDouble(values.get(name));
    } catch (final NumberFormatException notOne) {
      throw new IllegalArgumentException(
          name + ": " + values.get(name) + " is not a number", notOne);
    }
  }
}
