package dev.weir.drawing;

import java.util.Locale;

/** How a rung is drawn: what a colour, a weight and a dash say together. */
enum Tone {
  /** SYN and FIN. */
  CONTROL,
  /** Payload. */
  DATA,
  /** Nothing but an ACK. */
  ACK,
  /** Keep-alive and window probes, and their answers. */
  PROBE,
  /** Bytes that were sent before, or what asks for them. */
  AGAIN,
  /** Captured, but probably not arrived. */
  LOST,
  /** RST. */
  RESET,
  /** A closed or full window. */
  WINDOW;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in style sheets and resource bundles. */
  String label() {
    return label;
  }
}
