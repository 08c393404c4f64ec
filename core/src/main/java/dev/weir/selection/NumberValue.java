package dev.weir.selection;

import dev.weir.connection.ConnectionView;
import dev.weir.report.ConnectionColumn;
import java.util.function.ToLongFunction;

/**
 * A number that is read or computed of a connection: a count, a time, or what comes of dividing and
 * multiplying them.
 *
 * <p>Counts and times are whole: packets, bytes, nanoseconds. Products and quotients are floating
 * point, and times in them seconds, so that {@code payload / duration} is in bytes a second.
 */
abstract class NumberValue {
  /** A value that a connection does not have, where values are whole. */
  static final long UNSET = ConnectionColumn.NONE;

  private static final double NANOS = 1e9;

  /** Powers of time beyond this mean nothing to anybody. */
  static final int MOST_SECONDS_POWER = 3;

  /** The power of seconds in its unit: 0 for counts, 1 for times, -1 for what is a second. */
  final int secondsPower;

  /** Whether {@link #whole} is exact; otherwise only {@link #real} is to be called. */
  final boolean isWhole;

  /** Whether it takes the unit of its counterpart. */
  final Adaptable adaptable;

  /** Which units a number takes where its counterpart has another. */
  enum Adaptable {
    /** None: it is read of the connection, or written as a time. */
    NO,
    /** Those of rates: {@code 5MB} stands for 5 MB a second, too. */
    TO_RATES,
    /** Any: it is written without a unit. */
    YES
  }

  NumberValue(final int secondsPower, final boolean isWhole, final Adaptable adaptable) {
    this.secondsPower = secondsPower;
    this.isWhole = isWhole;
    this.adaptable = adaptable;
  }

  /** The value as a whole number, times in nanoseconds; {@link #UNSET} where there is none. */
  abstract long whole(ConnectionView connection);

  /** The value with times in seconds; NaN where there is none. */
  double real(final ConnectionView connection) {
    final long whole = whole(connection);
    return whole == UNSET ? Double.NaN : secondsPower == 1 ? whole / NANOS : whole;
  }

  /** What the unit is, for messages: "a count", "a time". */
  String unit() {
    return switch (secondsPower) {
      case 0 -> "a count";
      case 1 -> "a time";
      case -1 -> "a rate";
      default -> "a time to the power of " + secondsPower;
    };
  }

  /** The value of a column. */
  static NumberValue column(final ToLongFunction<ConnectionView> value, final boolean isTime) {
    return new NumberValue(isTime ? 1 : 0, true, Adaptable.NO) {
      @Override
      long whole(final ConnectionView connection) {
        return value.applyAsLong(connection);
      }
    };
  }

  /** A whole number. */
  static NumberValue constant(final long value, final boolean isTime, final Adaptable adaptable) {
    return new NumberValue(isTime ? 1 : 0, true, adaptable) {
      @Override
      long whole(final ConnectionView connection) {
        return value;
      }
    };
  }

  /** A number that is not whole. */
  static NumberValue constant(
      final double value, final int secondsPower, final Adaptable adaptable) {
    return new Real(secondsPower, adaptable) {
      @Override
      double real(final ConnectionView connection) {
        return value;
      }
    };
  }

  /** This number, with the unit of what it is compared with or added to where it takes that. */
  NumberValue withUnitOf(final NumberValue other) {
    final boolean adapts =
        adaptable == Adaptable.YES || adaptable == Adaptable.TO_RATES && other.secondsPower < 0;
    if (!adapts || other.secondsPower == secondsPower) {
      return this;
    }
    final double value = real(null);
    if (other.secondsPower == 1 && isWhole && Math.abs(value) < Long.MAX_VALUE / NANOS) {
      return constant(whole(null) * (long) NANOS, true, Adaptable.NO);
    }
    return constant(value, other.secondsPower, Adaptable.NO);
  }

  /** The sum of both values; that of one alone where the other is not set. */
  static NumberValue ofBothWays(final NumberValue one, final NumberValue other) {
    return new NumberValue(one.secondsPower, true, Adaptable.NO) {
      @Override
      long whole(final ConnectionView connection) {
        final long a = one.whole(connection);
        final long b = other.whole(connection);
        return a == UNSET ? b : b == UNSET ? a : add(a, b);
      }
    };
  }

  /** The larger or the smaller of both values; the one that is set where the other is not. */
  static NumberValue extreme(final NumberValue one, final NumberValue other, final boolean most) {
    return new NumberValue(one.secondsPower, true, Adaptable.NO) {
      @Override
      long whole(final ConnectionView connection) {
        final long a = one.whole(connection);
        final long b = other.whole(connection);
        if (a == UNSET || b == UNSET) {
          return a == UNSET ? b : a;
        }
        return most ? Math.max(a, b) : Math.min(a, b);
      }
    };
  }

  /** Both added; of one unit. */
  static NumberValue sum(final NumberValue one, final NumberValue other) {
    final Adaptable both = less(one.adaptable, other.adaptable);
    if (one.isWhole && other.isWhole) {
      return new NumberValue(one.secondsPower, true, both) {
        @Override
        long whole(final ConnectionView connection) {
          final long a = one.whole(connection);
          final long b = other.whole(connection);
          return a == UNSET || b == UNSET ? UNSET : add(a, b);
        }
      };
    }
    return new Real(one.secondsPower, both) {
      @Override
      double real(final ConnectionView connection) {
        return one.real(connection) + other.real(connection);
      }
    };
  }

  /** The value with the other sign. */
  static NumberValue negative(final NumberValue of) {
    if (of.isWhole) {
      return new NumberValue(of.secondsPower, true, of.adaptable) {
        @Override
        long whole(final ConnectionView connection) {
          // The lowest number is its own negative, and means that there is none.
          return -of.whole(connection);
        }
      };
    }
    return new Real(of.secondsPower, of.adaptable) {
      @Override
      double real(final ConnectionView connection) {
        return -of.real(connection);
      }
    };
  }

  /** Both multiplied. */
  static NumberValue product(final NumberValue one, final NumberValue other) {
    return new Real(one.secondsPower + other.secondsPower, less(one.adaptable, other.adaptable)) {
      @Override
      double real(final ConnectionView connection) {
        return one.real(connection) * other.real(connection);
      }
    };
  }

  /** One divided by the other; not set where that is 0. */
  static NumberValue quotient(final NumberValue one, final NumberValue other) {
    return new Real(one.secondsPower - other.secondsPower, less(one.adaptable, other.adaptable)) {
      @Override
      double real(final ConnectionView connection) {
        final double divisor = other.real(connection);
        return divisor == 0 ? Double.NaN : one.real(connection) / divisor;
      }
    };
  }

  private static Adaptable less(final Adaptable one, final Adaptable other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Saturates, since a number that wraps round would be a wrong answer. */
  private static long add(final long a, final long b) {
    final long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      return a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }
    return Math.max(sum, -Long.MAX_VALUE);
  }

  /** What only has a floating-point value. */
  private abstract static class Real extends NumberValue {
    Real(final int secondsPower, final Adaptable adaptable) {
      super(secondsPower, false, adaptable);
    }

    @Override
    final long whole(final ConnectionView connection) {
      throw new IllegalStateException("not a whole number");
    }

    @Override
    abstract double real(ConnectionView connection);
  }
}
