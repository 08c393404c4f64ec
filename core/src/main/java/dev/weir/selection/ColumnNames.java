package dev.weir.selection;

import dev.weir.connection.Endpoint;
import dev.weir.report.ConnectionColumn;
import dev.weir.report.ConnectionColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the names of columns mean. A column that is there for both directions, {@code
 * originator_NAME} and {@code responder_NAME}, can be named without the direction, too.
 */
final class ColumnNames {
  private static final String ORIGINATOR = "originator_";
  private static final String RESPONDER = "responder_";
  private static final String ADDRESS = "address";

  /** Numbers that name something: without a direction either of the two is meant. */
  private static final Set<String> IDENTIFIERS = Set.of("port");

  /**
   * Words in the names of numbers of which a sum over both directions would mean nothing: extremes,
   * averages, and what is negotiated.
   */
  private static final Pattern WITHOUT_SUM =
      Pattern.compile(
          "(.*_)?(least|most|largest|longest|first|last|mean|deviation|p\\d+|mss|scale)(_.*)?");

  private static final int MOST_NEAR = 4;

  private final Map<String, ConnectionColumn> columns = new LinkedHashMap<>();
  private final boolean fromCapture;

  private ColumnNames(final List<ConnectionColumn> all, final boolean fromCapture) {
    all.forEach(column -> columns.put(column.name(), column));
    this.fromCapture = fromCapture;
  }

  /** The columns of the reports. */
  static ColumnNames ofReports() {
    return new ColumnNames(ConnectionColumns.ALL, true);
  }

  /** Columns of the same names that read something else than the connection they are given. */
  static ColumnNames of(final List<ConnectionColumn> columns) {
    return new ColumnNames(columns, false);
  }

  /** All names that are understood, sorted. */
  Set<String> all() {
    final Set<String> names = new TreeSet<>(columns.keySet());
    for (final String name : columns.keySet()) {
      if (name.startsWith(ORIGINATOR)) {
        final String bare = name.substring(ORIGINATOR.length());
        if (isPair(bare)) {
          names.add(bare);
        }
      }
    }
    return names;
  }

  private boolean isPair(final String bare) {
    return columns.containsKey(ORIGINATOR + bare) && columns.containsKey(RESPONDER + bare);
  }

  /** What a name means, or null where there is no such column. */
  Term term(final Term.Place place) throws SelectionException {
    final String name = place.text();
    if (columns.containsKey(name)) {
      return single(name, place);
    }
    if (!isPair(name)) {
      return null;
    }
    if (!isNumber(columns.get(ORIGINATOR + name)) || IDENTIFIERS.contains(name)) {
      return new Term.Either(
          single(ORIGINATOR + name, place), single(RESPONDER + name, place), place);
    }
    if (WITHOUT_SUM.matcher(name).matches()) {
      throw place.refuse(
          String.format(
              "'%s' is there for both directions and has no sum: name originator_%s or"
                  + " responder_%s, or say most(%s) or least(%s)",
              name, name, name, name, name));
    }
    return new Term.Numeric(NumberValue.ofBothWays(originator(name), responder(name)), place);
  }

  /** The sum of both directions' values, also where it means little. */
  Term sum(final Term.Place place) throws SelectionException {
    requirePair(place);
    final String name = place.text();
    return new Term.Numeric(NumberValue.ofBothWays(originator(name), responder(name)), place);
  }

  /** The larger or the smaller of both directions' values. */
  Term extreme(final boolean most, final Term.Place place) throws SelectionException {
    requirePair(place);
    final String name = place.text();
    return new Term.Numeric(NumberValue.extreme(originator(name), responder(name), most), place);
  }

  private void requirePair(final Term.Place place) throws SelectionException {
    final String name = place.text();
    if (isPair(name) && isNumber(columns.get(ORIGINATOR + name))) {
      return;
    }
    throw place.refuse(
        columns.containsKey(name) || isPair(name)
            ? "'" + name + "' is no number that both directions have"
            : unknown(name));
  }

  private static boolean isNumber(final ConnectionColumn column) {
    return column.kind() == ConnectionColumn.Kind.COUNT
        || column.kind() == ConnectionColumn.Kind.SECONDS;
  }

  private NumberValue originator(final String bare) {
    return number(columns.get(ORIGINATOR + bare));
  }

  private NumberValue responder(final String bare) {
    return number(columns.get(RESPONDER + bare));
  }

  private static NumberValue number(final ConnectionColumn column) {
    return NumberValue.column(column.number(), column.kind() == ConnectionColumn.Kind.SECONDS);
  }

  private Term single(final String name, final Term.Place place) {
    final ConnectionColumn column = columns.get(name);
    return switch (column.kind()) {
      case COUNT, SECONDS -> new Term.Numeric(number(column), place);
      case TRUTH ->
          new Term.Truth(connection -> column.number().applyAsLong(connection) != 0, place);
      case TEXT -> text(name, TextValue.column(column), place);
    };
  }

  private Term text(final String name, final TextValue value, final Term.Place place) {
    if (name.equals(ORIGINATOR + ADDRESS)) {
      return address(Endpoint.ORIGINATOR, value, place);
    }
    if (name.equals(RESPONDER + ADDRESS)) {
      return address(Endpoint.RESPONDER, value, place);
    }
    return new Term.Text(value, place);
  }

  private Term address(final Endpoint endpoint, final TextValue value, final Term.Place place) {
    return new Term.AddressColumn(
        fromCapture ? Term.Membership.of(endpoint) : value::in, value, place);
  }

  /** Whether a connection has a value in a column; in either of the two for a pair. */
  Condition isSet(final Term.Place place) throws SelectionException {
    final String name = place.text();
    if (columns.containsKey(name)) {
      return isSet(columns.get(name));
    }
    if (isPair(name)) {
      return Condition.any(
          isSet(columns.get(ORIGINATOR + name)), isSet(columns.get(RESPONDER + name)));
    }
    throw place.refuse(unknown(name));
  }

  private static Condition isSet(final ConnectionColumn column) {
    return switch (column.kind()) {
      case COUNT, SECONDS ->
          connection -> column.number().applyAsLong(connection) != ConnectionColumn.NONE;
      case TRUTH -> Condition.TRUE;
      case TEXT -> TextValue.column(column).isSet();
    };
  }

  /** The message for a name that is none, with those that are spelt alike. */
  String unknown(final String name) {
    final List<String> near = near(name);
    return "there is no column '"
        + name
        + "'"
        + (near.isEmpty()
            ? ": weir connections --columns lists them"
            : "; near: " + String.join(", ", near));
  }

  private List<String> near(final String name) {
    final int most = Math.max(1, name.length() / 3);
    final List<String> found = new ArrayList<>();
    for (final String known : all()) {
      if (distance(name, known, most) <= most || isPartOf(name, known)) {
        found.add(known);
      }
    }
    found.sort(
        Comparator.comparingInt((String known) -> distance(name, known, known.length() + most))
            .thenComparing(Comparator.naturalOrder()));
    return found.size() > MOST_NEAR ? found.subList(0, MOST_NEAR) : found;
  }

  private static boolean isPartOf(final String name, final String known) {
    return name.length() >= 3 && known.contains(name);
  }

  /** How many letters have to be changed, put in or taken out; may stop beyond a limit. */
  private static int distance(final String one, final String other, final int limit) {
    if (Math.abs(one.length() - other.length()) > limit) {
      return limit + 1;
    }
    int[] previous = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        final int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + changed, Math.min(previous[j], current[j - 1]) + 1);
      }
      final int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[other.length()];
  }
}
