package dev.weir.drawing;

import dev.weir.connection.Endpoint;
import dev.weir.drawing.PlacedRung.Sheaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the rungs of a ladder lie. All instants, at both lifelines, are put into one order of time
 * and laid out downwards, each as far below the one before as time has passed, but not farther than
 * a limit, and far enough for what is written beside it. So the picture is true in order, for both
 * lifelines, and to scale only where there is room.
 */
final class LadderLayout {
  /** A line of the caption's title. */
  static final double TITLE_HEIGHT = 15;

  /** A line of its details. */
  static final double DETAIL_HEIGHT = 13;

  /** Half the height of a state's name. */
  static final double HALF_STATE = 9;

  private static final double GAP = 4;
  private static final double FOLDED_HEIGHT = 34;
  private static final double ONE_WAY_HEIGHT = 40;
  private static final double MOST_STEP = 44;
  private static final double LEAST_OF_MOST_STEPS = 12;
  private static final double STEPS_HEIGHT = 1_200;
  private static final double LEAST_STEP = 2;
  private static final double IDLE_HEIGHT = 46;

  private final TraceFacts facts;
  private final LadderMeasure measure;
  private final List<Knot> knots = new ArrayList<>();
  private final List<PlacedRung> rungs = new ArrayList<>();
  private final double nanosPerUnit;

  /**
   * Lays out rungs.
   *
   * @param top where the lifelines begin.
   */
  LadderLayout(
      final TraceFacts facts,
      final List<Rung> rungs,
      final LadderMeasure measure,
      final double top) {
    this.facts = facts;
    this.measure = measure;
    final long oneWay = facts.oneWay().total();
    nanosPerUnit = oneWay == 0 ? Double.MAX_VALUE : oneWay / ONE_WAY_HEIGHT;
    rungs.forEach(this::place);
    knots.sort(Comparator.comparingLong(knot -> knot.timeNanos));
    settle(top);
  }

  List<PlacedRung> rungs() {
    return rungs;
  }

  /** Where the last instant lies. */
  double bottom() {
    return knots.getLast().y;
  }

  private void place(final Rung rung) {
    final PlacedRung placed =
        new PlacedRung(rung, sheaf(rung, Endpoint.ORIGINATOR), sheaf(rung, Endpoint.RESPONDER));
    rungs.add(placed);
    placed.sheaf(facts.segment(rung.first()).from()).leaves().cutOff = rung.isCutOff();
    for (final Endpoint side : Endpoint.values()) {
      final Sheaf sent = placed.sheaf(side);
      final boolean changes = isNamed(placed, side);
      if (sent != null) {
        final double height = measure.captionHeight(rung, side, changes && !rung.isFolded());
        sent.leaves().room(HALF_STATE, height - HALF_STATE + GAP);
      }
      if (changes) {
        placed.lastAt(side).room(HALF_STATE, HALF_STATE + 2);
      }
    }
    spread(placed);
  }

  /** Whether the name of a state is written beside a lifeline where a rung changes it. */
  boolean isNamed(final PlacedRung placed, final Endpoint side) {
    final int states = facts.segment(placed.rung().last()).states(side);
    return states != facts.statesBefore(placed.rung().first(), side) && StateName.isNamed(states);
  }

  /** A folded rung needs some height, however short its time. */
  private static void spread(final PlacedRung placed) {
    if (!placed.rung().isFolded()) {
      return;
    }
    final Sheaf led = placed.sheaf(placed.rung().from());
    led.lastLeaves().after = led.leaves();
    led.lastLeaves().distance = FOLDED_HEIGHT;
    led.lastArrives().after = led.arrives();
    led.lastArrives().distance = FOLDED_HEIGHT;
  }

  private Sheaf sheaf(final Rung rung, final Endpoint from) {
    final Tally tally = rung.tally(from);
    if (tally.segments() == 0) {
      return null;
    }
    final Knot leaves = leaving(tally.first(), from);
    final Knot arrives = arriving(tally.first(), from);
    final boolean single = tally.first() == tally.last() && !rung.isFolded();
    return new Sheaf(
        leaves,
        arrives,
        single ? leaves : leaving(tally.last(), from),
        single ? arrives : arriving(tally.last(), from));
  }

  private Knot leaving(final int place, final Endpoint from) {
    return added(new Knot(facts.time(place) - facts.oneWay().to(from), from));
  }

  private Knot arriving(final int place, final Endpoint from) {
    final Endpoint to = TraceFacts.peer(from);
    return added(new Knot(facts.time(place) + facts.oneWay().to(to), to));
  }

  private Knot added(final Knot knot) {
    knots.add(knot);
    return knot;
  }

  private void settle(final double top) {
    final double mostStep = Math.clamp(STEPS_HEIGHT / rungs.size(), LEAST_OF_MOST_STEPS, MOST_STEP);
    final double[] taken = {top, top};
    double y = top;
    long time = knots.getFirst().timeNanos;
    for (final Knot knot : knots) {
      final double passed = (knot.timeNanos - time) / nanosPerUnit;
      if (knot.cutOff) {
        y = Math.max(y, Math.max(taken[0], taken[1])) + IDLE_HEIGHT;
      } else {
        y += Math.min(passed, mostStep);
      }
      final int side = knot.side.ordinal();
      final double room = knot.above > 0 ? knot.above : LEAST_STEP;
      y = Math.max(y, taken[side] + room);
      if (knot.after != null) {
        y = Math.max(y, knot.after.y + knot.distance);
      }
      knot.y = y;
      taken[side] = Math.max(taken[side], y + knot.below);
      time = knot.timeNanos;
    }
    bottomRoom = Math.max(taken[0], taken[1]);
  }

  private double bottomRoom;

  /** Where everything that is written beside the lifelines has ended. */
  double end() {
    return bottomRoom;
  }

  /** Where an instant lies that is not one of the knots: between its neighbours. */
  double at(final long timeNanos) {
    int low = 0;
    int high = knots.size() - 1;
    if (timeNanos <= knots.getFirst().timeNanos) {
      return knots.getFirst().y;
    }
    if (timeNanos >= knots.getLast().timeNanos) {
      return knots.getLast().y;
    }
    while (high - low > 1) {
      final int middle = (low + high) >>> 1;
      if (knots.get(middle).timeNanos <= timeNanos) {
        low = middle;
      } else {
        high = middle;
      }
    }
    final Knot before = knots.get(low);
    final Knot behind = knots.get(high);
    final double share =
        (double) (timeNanos - before.timeNanos) / (behind.timeNanos - before.timeNanos);
    return before.y + share * (behind.y - before.y);
  }
}
