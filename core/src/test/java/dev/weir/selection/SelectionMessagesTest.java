package dev.weir.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.report.ConnectionColumns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Refused expressions and what is said of them: {@code messages.txt} holds, for each, the message,
 * the expression, the caret and an empty line. {@link #main} writes it anew, to be read before it
 * is committed.
 */
class SelectionMessagesTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "dev", "weir", "selection", "messages.txt");

  /** The columns that names are looked up in, so that new ones leave the messages alone. */
  private static final ColumnNames NAMES =
      ColumnNames.of(
          ConnectionColumns.ALL.stream()
              .filter(
                  column ->
                      column
                          .name()
                          .matches(
                              "start|duration|handshake|ending|(originator|responder)_(address"
                                  + "|port|packets|payload|retransmitted|flags)"))
              .toList());

  @Test
  void shouldSayWhatIsWrongAndWhere() throws Exception {
    final List<String> expected = Files.readAllLines(GOLDEN, StandardCharsets.UTF_8);
    final List<String> said = new ArrayList<>();
    for (final String expression : expressions(expected)) {
      said.addAll(messages(expression));
    }
    assertEquals(String.join("\n", expected), String.join("\n", said));
  }

  private static List<String> expressions(final List<String> golden) {
    final List<String> expressions = new ArrayList<>();
    for (int i = 1; i < golden.size(); i += 4) {
      expressions.add(golden.get(i).substring(2));
    }
    return expressions;
  }

  private static List<String> messages(final String expression) {
    final SelectionException refused =
        assertThrows(SelectionException.class, () -> Selection.of(expression, NAMES), expression);
    final List<String> lines = new ArrayList<>(refused.render(expression).lines().toList());
    lines.add("");
    return lines;
  }

  /**
   * Writes the messages of the expressions in the file anew.
   *
   * @param more expressions to add.
   */
  public static void main(final String[] more) throws Exception {
    final List<String> all = new ArrayList<>();
    if (Files.exists(GOLDEN)) {
      all.addAll(expressions(Files.readAllLines(GOLDEN)));
    }
    all.addAll(List.of(more));
    final List<String> lines = new ArrayList<>();
    for (final String expression : all) {
      lines.addAll(messages(expression));
    }
    Files.write(GOLDEN, lines);
  }
}
