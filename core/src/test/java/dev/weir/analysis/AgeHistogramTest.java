package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AgeHistogramTest {
  @Test
  void shouldTellAgesApartToASixtyFourth() {
    int last = -1;
    for (long age = 0; age < 100_000; age++) {
      final int bucket = AgeHistogram.bucket(age);
      assertTrue(bucket == last || bucket == last + 1, "age " + age);
      assertTrue(age >= 128 || bucket == age, "age " + age);
      last = bucket;
    }
    for (long age = 128; age > 0; age *= 2) {
      assertTrue(AgeHistogram.bucket(age) < AgeHistogram.bucket(age + age / 64), "age " + age);
    }
  }

  @Test
  void shouldFindWhereTheOldestBegin() {
    final AgeHistogram ages = new AgeHistogram();
    ages.add(Long.MAX_VALUE, 2);
    ages.add(1_000, 3);
    final AgeHistogram others = new AgeHistogram();
    others.add(0, 5);
    others.add(1_000, 1);
    ages.add(others);
    assertEquals(AgeHistogram.bucket(Long.MAX_VALUE), ages.oldest(1));
    assertEquals(AgeHistogram.bucket(Long.MAX_VALUE), ages.oldest(2));
    assertEquals(AgeHistogram.bucket(1_000), ages.oldest(3));
    assertEquals(AgeHistogram.bucket(1_000), ages.oldest(6));
    assertEquals(0, ages.oldest(7));
    assertEquals(0, ages.oldest(1_000));
    ages.clear();
    assertEquals(0, ages.oldest(1));
  }
}
