package dev.weir.story;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What is said, in one language: sentences from a resource bundle, with values where the sentence
 * has a name in braces, and numbers as the language writes them.
 */
public final class Phrases {
  private static final String BUNDLE = "dev.weir.story.story";
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int MOST_STATES = 3;
  private static final char FIRST_IDEOGRAPH = '\u2E80';

  private final ResourceBundle bundle;

  /**
   * Loads a language.
   *
   * @param language which.
   */
  public Phrases(final StoryLanguage language) {
    // Without the fallback the language of the user's system would be tried before English.
    bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * A sentence.
   *
   * @param key its name in the bundle.
   * @param values names of values, each followed by its value.
   * @return the sentence with the values in it.
   * @throws IllegalArgumentException where it needs a value that is not given.
   */
  public String say(final String key, final Object... values) {
    final String template = bundle.getString(key);
    final StringBuilder text = new StringBuilder(template.length() + 64);
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      final int close = template.indexOf('}', open);
      text.append(template, at, open);
      text.append(value(key, template.substring(open + 1, close), values));
      at = close + 1;
    }
    return closeUp(text.append(template, at, template.length()));
  }

  /** Between two Chinese characters there is no blank, wherever a value ends with one. */
  private static String closeUp(final StringBuilder text) {
    for (int i = text.length() - 2; i > 0; i--) {
      if (text.charAt(i) == ' '
          && text.charAt(i - 1) >= FIRST_IDEOGRAPH
          && text.charAt(i + 1) >= FIRST_IDEOGRAPH) {
        text.deleteCharAt(i);
      }
    }
    return text.toString();
  }

  private static String value(final String key, final String name, final Object[] values) {
    for (int i = 0; i < values.length; i += 2) {
      if (name.equals(values[i])) {
        return values[i + 1] instanceof Number number
            ? number(number.longValue())
            : String.valueOf(values[i + 1]);
      }
    }
    throw new IllegalArgumentException(key + " needs {" + name + "}");
  }

  /**
   * A count with its noun.
   *
   * @param noun key of the noun: the bundle has it for one and for many.
   * @param count how many.
   * @return such as {@code 28 segments}.
   */
  public String count(final String noun, final long count) {
    return say("count." + noun + (count == 1 ? ".one" : ".many"), "n", count);
  }

  /**
   * The name of a kind of step.
   *
   * @param kind which.
   * @return such as {@code Handshake}.
   */
  public String kind(final StoryStep.Kind kind) {
    return say("kind." + kind.name().toLowerCase(Locale.ROOT));
  }

  /**
   * An endpoint in the middle of a sentence.
   *
   * @param endpoint which.
   * @return such as {@code the client}.
   */
  public String side(final Endpoint endpoint) {
    return say(endpoint == Endpoint.ORIGINATOR ? "side.client" : "side.server");
  }

  /**
   * An endpoint where a sentence begins.
   *
   * @param endpoint which.
   * @return such as {@code The client}.
   */
  public String sideFirst(final Endpoint endpoint) {
    return say(endpoint == Endpoint.ORIGINATOR ? "side.client.first" : "side.server.first");
  }

  /**
   * A whole number.
   *
   * @param number any.
   * @return with a comma at each thousand.
   */
  public static String number(final long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * A number that is a name rather than a count: a sequence number.
   *
   * @param number any.
   * @return without commas, as tcpdump writes it.
   */
  public static String plain(final long number) {
    return Long.toString(number);
  }

  /**
   * A size.
   *
   * @param bytes how many.
   * @return such as {@code 38,122 bytes}.
   */
  public String bytes(final long bytes) {
    return count("bytes", bytes);
  }

  /**
   * A rate.
   *
   * @param bytes how many.
   * @param nanos in which time, more than 0.
   * @return in bits a second.
   */
  public String rate(final long bytes, final long nanos) {
    final double bits = bytes * 8e9 / nanos;
    if (bits < 999_500) {
      return say("unit.kbit", "n", digits(bits / 1e3));
    }
    return bits < 999_500_000
        ? say("unit.mbit", "n", digits(bits / 1e6))
        : say("unit.gbit", "n", digits(bits / 1e9));
  }

  /**
   * A time span, to three digits.
   *
   * @param nanos nanoseconds, 0 or more.
   * @return such as {@code 31.5 ms}.
   */
  public String duration(final long nanos) {
    if (nanos < 1_000) {
      return say("unit.ns", "n", nanos);
    }
    if (nanos < 999_500L) {
      return say("unit.us", "n", digits(nanos / 1e3));
    }
    if (nanos < 999_500_000L) {
      return say("unit.ms", "n", digits(nanos / 1e6));
    }
    final long seconds = Math.round(nanos / 1e9);
    if (seconds < 2 * MINUTE) {
      return say("unit.s", "n", digits(nanos / 1e9));
    }
    if (seconds < HOUR) {
      return say("unit.min", "n", seconds / MINUTE, "rest", seconds % MINUTE);
    }
    return seconds < DAY
        ? say("unit.h", "n", seconds / HOUR, "rest", seconds % HOUR / MINUTE)
        : say("unit.d", "n", seconds / DAY, "rest", seconds % DAY / HOUR);
  }

  private static String digits(final double value) {
    final String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * A share.
   *
   * @param part the part.
   * @param whole the whole, more than 0.
   * @return such as {@code 12.5 %}.
   */
  public static String percent(final long part, final long whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /**
   * A set of states.
   *
   * @param set {@link TcpState} bits.
   * @return their names, or that they are not known where there are too many to be of use.
   */
  public String states(final int set) {
    if (set == 0 || Integer.bitCount(set) > MOST_STATES) {
      return say("state.unknown");
    }
    final List<String> names = new ArrayList<>();
    for (final TcpState state : TcpState.values()) {
      if (state.isIn(set)) {
        names.add(state(state));
      }
    }
    return list(names, "list.or");
  }

  /**
   * A state by the name that people know it by: netstat's and ss's, which is RFC 9293's but for
   * SYN-RECEIVED.
   *
   * @param state which, or null for one that is not known.
   * @return such as {@code SYN_RCVD}.
   */
  public String state(final TcpState state) {
    if (state == null) {
      return say("state.unknown");
    }
    return state == TcpState.SYN_RECEIVED ? "SYN_RCVD" : state.name();
  }

  /**
   * Several things in a row.
   *
   * @param things at least one.
   * @param last key of what stands between the last two.
   * @return such as {@code a, b and c}.
   */
  public String list(final List<String> things, final String last) {
    if (things.size() == 1) {
      return things.getFirst();
    }
    return String.join(say("list.comma"), things.subList(0, things.size() - 1))
        + say(last)
        + things.getLast();
  }
}
