package dev.weir.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table against a plain map, and its lists of time and order. */
class ConnectionTableTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ConnectionHash HASH = new ConnectionHash(5);

  private final ConnectionTable table = new ConnectionTable(HASH, ExpiryPolicy.DEFAULT);
  private final ConnectionKey key = new ConnectionKey();

  @AfterEach
  void close() {
    table.close();
  }

  /** A key as a map understands it. */
  private record Plain(boolean ipv6, long high, long low, int port, long otherLow, int otherPort) {
    ConnectionKey into(final ConnectionKey key, final boolean reversed) {
      if (reversed) {
        key.set(ipv6, high, otherLow, otherPort, high, low, port);
      } else {
        key.set(ipv6, high, low, port, high, otherLow, otherPort);
      }
      return key;
    }
  }

  private int create(final Plain plain, final long time) {
    final int number = table.create(plain.into(key, false), key.hash(HASH));
    table.record(number).putLong(ConnectionLayout.LAST_TIME_OFFSET, time);
    table.schedule(number);
    return number;
  }

  @Test
  void shouldEqualMapOnRandomKeys() {
    final SplittableRandom random = new SplittableRandom(1);
    compare(
        2_000_000,
        i ->
            new Plain(
                random.nextInt(4) == 0,
                0,
                0x0A00_0000L + random.nextInt(300),
                1024 + random.nextInt(100),
                0x0A00_0000L + random.nextInt(3),
                80));
  }

  @Test
  void shouldEqualMapWhereIpv4AndIpv6HaveTheSameNumbers() {
    final SplittableRandom random = new SplittableRandom(2);
    compare(300_000, i -> new Plain(random.nextBoolean(), 0, random.nextInt(40), 7, 9, 8));
  }

  @Test
  void shouldEqualMapOnKeysThatCollide() {
    // Found by search with the seed known: what an attacker could do if there were no random seed.
    final List<Plain> colliding = new ArrayList<>();
    for (int i = 0; colliding.size() < 600; i++) {
      final Plain plain = new Plain(false, 0, i & 0xFFFF_FFFFL, i >>> 8 & 0xFFFF, 1, 443);
      if ((plain.into(key, false).hash(HASH) & 0x3FF) < 3) {
        colliding.add(plain);
      }
    }
    final SplittableRandom random = new SplittableRandom(3);
    compare(1_000_000, i -> colliding.get(random.nextInt(colliding.size())));
  }

  private void compare(final int operations, final IntFunction<Plain> keys) {
    final Map<Plain, Integer> model = new HashMap<>();
    final SplittableRandom random = new SplittableRandom(4);
    int target = 50;
    for (int i = 0; i < operations; i++) {
      if (i % 50_000 == 0) {
        target = random.nextInt(20_000);
      }
      final Plain plain = keys.apply(i);
      plain.into(key, random.nextBoolean());
      final int found = table.find(key, key.hash(HASH));
      assertEquals(model.getOrDefault(plain, ConnectionTable.NONE), found);
      if (found == ConnectionTable.NONE) {
        if (model.size() < target) {
          model.put(plain, create(plain, i));
        }
      } else if (model.size() > target || random.nextInt(8) == 0) {
        table.finish(found);
        table.free(found);
        model.remove(plain);
      }
      assertEquals(model.size(), table.size());
    }
    model.forEach(
        (plain, number) -> assertEquals(number, table.find(plain.into(key, true), key.hash(HASH))));
  }

  @Test
  void shouldGiveBothDirectionsOneKeyAndTellThemApart() {
    key.set(false, 0, 10, 1000, 0, 20, 80);
    final long hash = key.hash(HASH);
    assertEquals(0, key.direction());
    key.set(false, 0, 20, 80, 0, 10, 1000);
    assertEquals(hash, key.hash(HASH));
    assertEquals(1, key.direction());
    key.set(false, 0, 10, 80, 0, 10, 1000);
    final long sameAddress = key.hash(HASH);
    key.set(false, 0, 10, 1000, 0, 10, 80);
    assertEquals(sameAddress, key.hash(HASH));
    assertEquals(1, key.direction());
  }

  @Test
  void shouldHashDifferentlyUnderAnotherSeed() {
    final ConnectionHash other = new ConnectionHash(6);
    int same = 0;
    for (int port = 0; port < 1000; port++) {
      key.set(false, 0, 10, port, 0, 20, 80);
      if ((key.hash(HASH) & 0xFFFF) == (key.hash(other) & 0xFFFF)) {
        same++;
      }
    }
    assertTrue(same < 5, "equal low bits under two seeds: " + same);
  }

  @Test
  void shouldSpreadNeighbouringKeys() {
    final int[] slots = new int[1024];
    for (int port = 0; port < 65_536; port++) {
      key.set(false, 0, 0x0A00_0001, port, 0, 0x0A00_0002, 443);
      slots[(int) key.hash(HASH) & 1023]++;
    }
    for (final int count : slots) {
      // 64 expected, standard deviation 8.
      assertTrue(count > 16 && count < 120, "keys in a slot: " + count);
    }
  }

  @Test
  void shouldExpireExactlyWhatHasBeenSilentForTooLong() {
    final SplittableRandom random = new SplittableRandom(9);
    final Map<Integer, Long> deadlines = new HashMap<>();
    final List<Integer> known = new ArrayList<>();
    long now = 1_700_000_000L * SECOND;
    for (int round = 0; round < 400; round++) {
      for (int i = 0; i < 50; i++) {
        final int number =
            create(new Plain(false, 0, round, i, 5, 80), now - random.nextLong(2 * SECOND));
        known.add(number);
        if (random.nextInt(3) == 0) {
          table.record(number).putInt(ConnectionLayout.STATE_OFFSET, ConnectionLayout.RST);
          table.reschedule(number);
        }
        deadlines.put(number, table.deadline(number));
      }
      for (int i = 0; i < 30 && !known.isEmpty(); i++) {
        final int number = known.get(random.nextInt(known.size()));
        if (deadlines.containsKey(number)) {
          table.record(number).putLong(ConnectionLayout.LAST_TIME_OFFSET, now);
          deadlines.put(number, table.deadline(number));
        }
      }
      now += random.nextLong(round % 100 == 99 ? 5_000 * SECOND : 8 * SECOND);
      expireAndCompare(now, deadlines);
    }
  }

  private void expireAndCompare(final long now, final Map<Integer, Long> deadlines) {
    final Set<Integer> expired = new HashSet<>();
    table.expire(now, expired::add);
    final Set<Integer> expected = new HashSet<>();
    deadlines.forEach(
        (number, deadline) -> {
          if (deadline <= now) {
            expected.add(number);
          }
        });
    assertEquals(expected, expired);
    expired.forEach(
        number -> {
          assertTrue(table.isFinished(number));
          table.free(number);
          deadlines.remove(number);
        });
    assertEquals(deadlines.size(), table.size());
  }

  @Test
  void shouldNotExpireWhenTimeStepsBackAndStillDoSoLater() {
    final int number = create(new Plain(false, 0, 1, 2, 3, 4), 5_000 * SECOND);
    final Set<Integer> expired = new HashSet<>();
    table.expire(5_100 * SECOND, expired::add);
    table.expire(100 * SECOND, expired::add);
    assertTrue(expired.isEmpty());
    table.expire(5_240 * SECOND, expired::add);
    assertEquals(Set.of(number), expired);
  }

  @Test
  void shouldListRecordsInOrderOfCreationAlsoWhenNumbersAreUsedAgain() {
    final int first = create(new Plain(false, 0, 1, 1, 3, 4), 0);
    final int second = create(new Plain(false, 0, 1, 2, 3, 4), 0);
    table.finish(first);
    assertNotEquals(
        first, create(new Plain(false, 0, 1, 1, 3, 4), 0), "a finished record stays readable");
    table.free(first);
    final int reused = create(new Plain(false, 0, 1, 3, 3, 4), 0);
    assertEquals(first, reused);
    assertEquals(second, table.oldest());
    assertEquals(reused, table.younger(table.younger(second)));
    assertEquals(ConnectionTable.NONE, table.younger(reused));
  }

  @Test
  void shouldKeepMemoryWithinItsBoundForEachOpenConnection() {
    final int connections = 200_000;
    for (int i = 0; i < connections; i++) {
      create(new Plain(false, 0, i, 1, 3, 4), 0);
    }
    assertTrue(table.memory() / connections <= 720, "bytes: " + table.memory() / connections);
  }

  @Test
  void shouldTrustNoGuessThatIsWrongOrOutOfDate() {
    final Plain plain = new Plain(false, 0, 1, 2, 3, 4);
    final int old = create(plain, SECOND);
    final int other = create(new Plain(false, 0, 1, 2, 3, 5), SECOND);
    final long keyHash = plain.into(key, true).hash(HASH);
    final int guess = table.readAhead().guess(keyHash);
    assertEquals(old, guess);
    assertEquals(old, table.find(key, keyHash, guess));
    assertEquals(old, table.find(key, keyHash, other));
    assertEquals(old, table.find(key, keyHash, ConnectionTable.NONE));

    table.finish(old);
    assertEquals(ConnectionTable.NONE, table.find(key, keyHash, guess));
    assertEquals(ConnectionTable.NONE, table.readAhead().guess(keyHash));

    final int newer = create(plain, 2 * SECOND);
    assertNotEquals(old, newer);
    assertEquals(newer, table.find(plain.into(key, false), keyHash, guess));
  }
}
