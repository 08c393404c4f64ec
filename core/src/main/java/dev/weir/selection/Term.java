package dev.weir.selection;

import dev.weir.connection.Endpoint;

/** A part of an expression that has been read: what it is, and where it stands. */
sealed interface Term {
  /** Where it stands. */
  Place place();

  /**
   * A part of the expression's text.
   *
   * @param text what is written there, for messages.
   * @param column index of its first character.
   * @param length how many characters it has.
   */
  record Place(String text, int column, int length) {
    static Place of(final Token token) {
      return new Place(token.text(), token.column(), token.length());
    }

    /** A refusal of this part. */
    SelectionException refuse(final String message) {
      return new SelectionException(message, column, length);
    }
  }

  /** What holds or does not. */
  record Truth(Condition condition, Place place) implements Term {}

  /** A number. */
  record Numeric(NumberValue value, Place place) implements Term {}

  /** A text column, or text in quotes. */
  record Text(TextValue value, Place place) implements Term {}

  /** A word that names no column: text without quotes. */
  record Word(Place place) implements Term {}

  /** The address of an endpoint: whether it lies in a network, and its text. */
  record AddressColumn(Membership membership, TextValue value, Place place) implements Term {}

  /** Makes the question whether an address lies in a network. */
  @FunctionalInterface
  interface Membership {
    Condition in(Network network);

    /** Of an endpoint's address as it was captured. */
    static Membership of(final Endpoint endpoint) {
      return network -> connection -> network.holds(connection, endpoint);
    }
  }

  /** An address or a network as it is written. */
  record Address(Network network, Place place) implements Term {}

  /** A name that stands for a column of the originator and one of the responder: either of them. */
  record Either(Term originator, Term responder, Place place) implements Term {}
}
