package dev.weir.comparison;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.report.ConnectionColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The value that the connection just read has in one column. */
final class KeptValue {
  private static final int NANO_DIGITS = 9;
  private static final int MOST_DIGITS = 40;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final ConnectionColumn column;
  private boolean isSet;
  private long number;
  private String text;

  KeptValue(final ConnectionColumn of) {
    final ConnectionColumn.Writer writer =
        (connection, out) -> {
          if (text != null) {
            out.utf8(text);
          }
        };
    column =
        new ConnectionColumn(
            of.name(),
            of.kind(),
            of.description(),
            of.number() == null ? null : connection -> number,
            of.kind() == ConnectionColumn.Kind.TEXT ? writer : null);
  }

  String name() {
    return column.name();
  }

  ConnectionColumn column() {
    return column;
  }

  /** Whether the connection has such a member, be it null. */
  boolean isSet() {
    return isSet;
  }

  void clear() {
    isSet = false;
    number = ConnectionColumn.NONE;
    text = null;
  }

  /** Takes the token at which the parser is. */
  void read(final JsonParser json) throws IOException {
    isSet = true;
    final JsonToken token = json.currentToken();
    final boolean fits =
        switch (column.kind()) {
          case TEXT -> token == JsonToken.VALUE_STRING;
          case TRUTH -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
          default -> token.isNumeric() || token == JsonToken.VALUE_NULL;
        };
    if (!fits) {
      throw new NumberFormatException(name() + " cannot be " + token.asString());
    }
    switch (token) {
      case VALUE_STRING -> text = json.getText();
      case VALUE_TRUE, VALUE_FALSE -> number = token == JsonToken.VALUE_TRUE ? 1 : 0;
      case VALUE_NULL -> number = ConnectionColumn.NONE;
      default -> number = number(json);
    }
  }

  private long number(final JsonParser json) throws IOException {
    final boolean isTime = column.kind() == ConnectionColumn.Kind.SECONDS;
    if (!isTime && json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    if (json.getTextLength() > MOST_DIGITS) {
      throw new NumberFormatException(name() + " has too many digits");
    }
    // Other programs write 41 us as 4.1e-05.
    final BigDecimal value = new BigDecimal(json.getText());
    if (Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw new NumberFormatException(name() + " is too large, or too small");
    }
    final BigDecimal whole =
        value.movePointRight(isTime ? NANO_DIGITS : 0).setScale(0, RoundingMode.HALF_EVEN);
    if (whole.abs().compareTo(LARGEST) > 0) {
      throw new NumberFormatException(name() + " is too large");
    }
    return whole.longValueExact();
  }
}
