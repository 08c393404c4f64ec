package dev.weir.drawing;

import dev.weir.connection.TcpState;

/** What a ladder in a terminal is made of: Unicode or ASCII, with colours or without. */
final class TerminalSigns {
  private static final String ESCAPE = "\u001b[";
  private static final String PLAIN = ESCAPE + "0m";

  private final boolean unicode;
  private final boolean colours;

  TerminalSigns(final boolean unicode, final boolean colours) {
    this.unicode = unicode;
    this.colours = colours;
  }

  char lifeline() {
    return unicode ? '│' : '|';
  }

  char idle() {
    return unicode ? '┄' : '.';
  }

  char headRight() {
    return unicode ? '▶' : '>';
  }

  char headLeft() {
    return unicode ? '◀' : '<';
  }

  char lost() {
    return unicode ? '×' : 'x';
  }

  /** What stands where text was cut. */
  String dots() {
    return unicode ? "…" : "~";
  }

  /** The stroke of an arrow: double where it stands for many, broken where there is trouble. */
  char stroke(final Tone tone, final boolean folded) {
    if (!unicode) {
      return tone == Tone.AGAIN || tone == Tone.LOST ? '~' : folded ? '=' : '-';
    }
    return switch (tone) {
      case AGAIN, LOST -> '╍';
      case PROBE -> folded ? '═' : '┈';
      case RESET -> '━';
      default -> folded ? '═' : '─';
    };
  }

  /** Text as far as the terminal can show it. */
  String shown(final String text) {
    if (unicode) {
      return text;
    }
    final StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints().forEach(point -> ascii.append(ascii(point)));
    return ascii.toString();
  }

  private static char ascii(final int point) {
    return switch (point) {
      case '·' -> '-';
      case '×' -> 'x';
      case 'µ' -> 'u';
      case '–', '−', '—' -> '-';
      default -> point < 0x7F ? (char) point : '?';
    };
  }

  String bold(final String text) {
    return coloured("1", text);
  }

  String dim(final String text) {
    return coloured("2", text);
  }

  /** Text in the colour of a rung. */
  String tone(final Tone tone, final String text) {
    return switch (tone) {
      case AGAIN, LOST -> coloured("31", text);
      case RESET -> coloured("1;31", text);
      case WINDOW -> coloured("33", text);
      case DATA -> coloured("34", text);
      case CONTROL -> coloured("1", text);
      case ACK, PROBE -> text;
    };
  }

  /** Text in the colour of a state; plain where the state is not known. */
  String state(final int states, final String text) {
    final TcpState state = TcpState.only(states);
    if (state == null) {
      return text;
    }
    return switch (state) {
      case CLOSED, LISTEN, TIME_WAIT -> coloured("2", text);
      case SYN_SENT, SYN_RECEIVED -> coloured("33", text);
      case ESTABLISHED -> coloured("32", text);
      case FIN_WAIT_1, FIN_WAIT_2 -> coloured("36", text);
      case CLOSE_WAIT, CLOSING, LAST_ACK -> coloured("35", text);
    };
  }

  private String coloured(final String code, final String text) {
    return colours && !text.isBlank() ? ESCAPE + code + "m" + text + PLAIN : text;
  }
}
