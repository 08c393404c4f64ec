package dev.weir.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Ending;
import dev.weir.connection.Handshake;
import dev.weir.connection.KeepAliveEnd;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Definitions that mean something. */
class MeasuresTest {
  private static final Pattern WORD = Pattern.compile("\"?[a-z][a-z0-9_]*\"?");

  @Test
  void shouldHaveEachNameOnce() {
    final Set<String> names = new HashSet<>();
    Measures.ALL.forEach(measure -> assertTrue(names.add(measure.name()), measure.name()));
  }

  @Test
  void shouldNameColumnsAndTheirValuesOnly() {
    final Set<String> columns =
        ConnectionColumns.ALL.stream()
            .map(ConnectionColumn::name)
            .flatMap(name -> Stream.of(name, name.replaceFirst("^(originator|responder)_", "")))
            .collect(Collectors.toSet());
    final Set<String> words =
        Stream.of(
                Arrays.stream(Handshake.values()).map(Handshake::label),
                Arrays.stream(Ending.values()).map(Ending::label),
                Arrays.stream(KeepAliveEnd.values()).map(KeepAliveEnd::label))
            .flatMap(labels -> labels)
            .collect(Collectors.toSet());
    for (final Measure measure : Measures.ALL) {
      final Matcher matcher = WORD.matcher(measure.value() + ' ' + measure.among());
      while (matcher.find()) {
        final String word = matcher.group();
        if (Set.of("in", "null").contains(word)) {
          continue;
        }
        final boolean quoted = word.startsWith("\"");
        assertTrue(
            quoted
                ? words.contains(word.substring(1, word.length() - 1))
                : columns.contains(word) || words.contains(word),
            measure.name() + ": " + word);
      }
      // A word that is a column's name is the column, not the text.
      final Matcher lists =
          Pattern.compile("\\(([^)\"]*)\\)").matcher(measure.value() + measure.among());
      while (lists.find()) {
        for (final String word : lists.group(1).split(", ")) {
          assertFalse(columns.contains(word), measure.name() + ": " + word);
        }
      }
    }
  }

  @Test
  void shouldKnowTheColumnsThatAMeasureReads() {
    final Measure failed =
        Measures.ALL.stream().filter(m -> m.name().equals("keep_alive_failed")).findFirst().get();
    final Set<String> columns = failed.columns(ConnectionColumns.ALL);
    assertTrue(
        columns.containsAll(
            List.of("handshake", "originator_keep_alive_end", "responder_keep_alive_end")));
    assertEquals(Set.of("syn_ack_delay"), Measures.ALL.getFirst().columns(ConnectionColumns.ALL));
  }
}
