package dev.weir.selection;

import dev.weir.connection.ConnectionView;

/** Something that holds for a connection or does not. Belongs to one thread, allocates nothing. */
@FunctionalInterface
interface Condition {
  /** Always holds. */
  Condition TRUE = connection -> true;

  /** Never holds. */
  Condition FALSE = connection -> false;

  /** Whether it holds. */
  boolean holds(ConnectionView connection);

  /** Holds where all of the parts do, looked at in order. */
  static Condition all(final Condition... parts) {
    return connection -> {
      for (final Condition part : parts) {
        if (!part.holds(connection)) {
          return false;
        }
      }
      return true;
    };
  }

  /** Holds where one of the parts does, looked at in order. */
  static Condition any(final Condition... parts) {
    return connection -> {
      for (final Condition part : parts) {
        if (part.holds(connection)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Holds where the other does not. */
  static Condition not(final Condition other) {
    return connection -> !other.holds(connection);
  }
}
