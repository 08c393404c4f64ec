package dev.weir.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions by chance: refused with a place or understood, and understood as they were meant. */
class SelectionFuzzTest {
  private static final String[] WORDS = {
    "packets",
    "originator_packets",
    "duration",
    "handshake",
    "address",
    "port",
    "flags",
    "ending",
    "responder_address",
    "start",
    "refused",
    "and",
    "or",
    "not",
    "in",
    "set",
    "most",
    "least",
    "sum",
    "true",
    "false",
    "&&",
    "||",
    "!",
    "(",
    ")",
    ",",
    "..",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "=~",
    "!~",
    "+",
    "-",
    "*",
    "/",
    "1",
    "0",
    "2.5",
    "10ms",
    "3kB",
    "1e9",
    "10.0.0.0/8",
    "1.2.3.0",
    "::1",
    "fe80::/10",
    "2001:db8::1",
    "'R'",
    "\"^S\"",
    "'('",
    "2026-01-15",
    "=",
    "&",
    "~",
    "'",
    "1.2.3.4.5",
    "::",
    "1..2",
    "..",
    "é",
    "\t",
    "9999999999999999999",
    "0/0",
    "1/8",
    ":::/200"
  };

  @TempDir static Path folder;
  private static Rows rows;

  @BeforeAll
  static void makeTraffic() throws Exception {
    rows = Rows.ofTraffic(folder, 200);
  }

  @Test
  void shouldUnderstandOrRefuseWithAPlaceInTheText() {
    final SplittableRandom random = new SplittableRandom(20260115);
    int understood = 0;
    for (int i = 0; i < 200_000; i++) {
      final StringBuilder text = new StringBuilder();
      final int words = 1 + random.nextInt(9);
      for (int j = 0; j < words; j++) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(4) == 0 ? "" : " ");
      }
      understood += take(text.toString());
    }
    // Few things by chance make sense; enough of them do to test what comes behind the parser.
    assertTrue(understood > 500, understood + " were understood");
  }

  @Test
  void shouldUnderstandOrRefuseAnyCharacters() {
    final SplittableRandom random = new SplittableRandom(7);
    final String letters = "abps_019.:/'\"()!=<>~&|+-* \\\u00e9\u0000kms";
    for (int i = 0; i < 200_000; i++) {
      final StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(16); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      take(text.toString());
    }
  }

  @Test
  void shouldSurviveLengthAndDepth() {
    for (final String part : List.of("(", "!", "not ", "-", "packets + ", "1 * ", "true && ")) {
      take(part.repeat(20_000) + "packets > 1");
    }
    assertEquals(1, take("packets > 1" + " || packets == 3".repeat(5_000)));
  }

  /** 1 where the text was understood: then every connection can be tested. */
  private static int take(final String text) {
    try {
      rows.selected(text);
      return 1;
    } catch (final SelectionException e) {
      assertTrue(e.column() >= 0 && e.column() <= text.length(), () -> place(e, text));
      assertTrue(e.length() >= 0 && e.column() + e.length() <= text.length(), () -> place(e, text));
      assertEquals(3, e.render(text).lines().count(), () -> place(e, text));
      return 0;
    }
  }

  private static String place(final SelectionException e, final String text) {
    return e.column() + "+" + e.length() + " of '" + text + "': " + e.getMessage();
  }

  /** An expression and what it means, told by another way. */
  private record Meant(String text, int binding, Predicate<Map<String, String>> test) {
    /** In brackets where it would fall apart otherwise. */
    String within(final int other) {
      return binding < other ? "(" + text + ")" : text;
    }
  }

  @Test
  void shouldMeanWhatTheGrammarSays() throws Exception {
    final SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 2_000; i++) {
      final Meant meant = condition(random, 5);
      assertEquals(rows.printed(meant.test), rows.selected(meant.text), meant.text);
    }
  }

  private static Meant condition(final SplittableRandom random, final int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return leaf(random);
    }
    if (random.nextInt(4) == 0) {
      final Meant of = condition(random, depth - 1);
      return new Meant((random.nextBoolean() ? "!" : "not ") + of.within(3), 3, of.test.negate());
    }
    final boolean and = random.nextBoolean();
    final int binding = and ? 2 : 1;
    final List<String> texts = new ArrayList<>();
    Predicate<Map<String, String>> test = row -> and;
    for (int j = 2 + random.nextInt(3); j > 0; j--) {
      final Meant part = condition(random, depth - 1);
      texts.add(part.within(binding));
      test = and ? test.and(part.test) : test.or(part.test);
    }
    final String sign =
        and ? random.nextBoolean() ? " && " : " and " : random.nextBoolean() ? " || " : " or ";
    return new Meant(String.join(sign, texts), binding, test);
  }

  private static Meant leaf(final SplittableRandom random) {
    final int limit = random.nextInt(30);
    final String side = random.nextBoolean() ? "originator_" : "responder_";
    return switch (random.nextInt(4)) {
      case 0 ->
          new Meant(
              side + "packets > " + limit,
              3,
              row -> Long.parseLong(row.get(side + "packets")) > limit);
      case 1 ->
          new Meant(
              "packets <= " + limit + " * 2 - 1",
              3,
              row ->
                  Long.parseLong(row.get("originator_packets"))
                          + Long.parseLong(row.get("responder_packets"))
                      <= limit * 2L - 1);
      case 2 ->
          new Meant("handshake == complete", 3, row -> row.get("handshake").equals("complete"));
      default ->
          new Meant(
              "syn_ack_delay >= " + limit + "ms",
              3,
              row ->
                  !row.get("syn_ack_delay").isEmpty()
                      && Double.parseDouble(row.get("syn_ack_delay")) >= limit / 1000.0);
    };
  }
}
