package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Words are taken apart as tcpdump's getopt does it. */
class ArgumentsTest {
  @Test
  void shouldCountFlagsInAnyClusterOfThem() throws Exception {
    for (final String[] words :
        new String[][] {{"-nnvve"}, {"-n", "-v", "-n", "-ve"}, {"-env", "-vn"}}) {
      final Arguments given = parse(words);
      assertEquals(2, given.count("-n"));
      assertEquals(2, given.count("-v"));
      assertEquals(1, given.count("-e"));
      assertEquals(0, given.count("-t"));
    }
  }

  @Test
  void shouldCountTheSameFlagUpToFiveTimes() throws Exception {
    assertEquals(5, parse("-ttttt").count("-t"));
    assertEquals(4, parse("-tttt").count("-t"));
    assertEquals(2, parse("-ttttnn").count("-n"));
    assertEquals(4, parse("-ttttnn").count("-t"));
    assertEquals(2, parse("-XX").count("-X"));
    assertEquals(1, parse("-#").count("-#"));
    assertEquals(1, parse("-nn#").count("-#"));
  }

  @Test
  void shouldTakeValuesBesideOrBehindTheOption() throws Exception {
    for (final String[] words :
        new String[][] {
          {"-c", "10", "-w", "out"},
          {"-c10", "-wout"},
          {"-nc", "10", "-nwout"},
          {"-nnc10", "-w", "out"}
        }) {
      final Arguments given = parse(words);
      assertEquals(10, given.number("-c", 0, 1, Integer.MAX_VALUE));
      assertEquals("out", given.text("-w", null));
      assertEquals(List.of(), given.words());
    }
  }

  @Test
  void shouldTakeSizes() throws Exception {
    assertEquals(5, parse().size("-c", 5, 9));
    assertEquals(512L << 20, parse("-c512M").size("-c", 0, 1));
    assertEquals(3L << 30, parse("-c", "3g").size("-c", 0, 1));
    assertEquals(1L << 40, parse("-c", "1T").size("-c", 0, 1));
    assertEquals(7L << 10, parse("-c", "7K").size("-c", 0, 1));
    assertEquals(300_000_000, parse("-c", "300000000").size("-c", 0, 1));
    assertEquals(999_999_999_999_999L, parse("-c", "999999999999999").size("-c", 0, 1));
    for (final String wrong : List.of("", "M", "1.5G", "-1", "1MB", "9999999G", "255M")) {
      assertThrows(UsageException.class, () -> parse("-c", wrong).size("-c", 0, 1 << 28), wrong);
    }
    final UsageException small =
        assertThrows(UsageException.class, () -> parse("-c", "1M").size("-c", 0, 1 << 28));
    assertEquals("-c has to be 256M or more, not '1M'", small.getMessage());
  }

  @Test
  void shouldTakeOptionsAmongTheWords() throws Exception {
    final Arguments given = parse("-r", "a.pcap", "dst", "-n", "host", "-r", "b", "10.0.0.1", "-v");
    assertEquals(List.of("a.pcap", "b"), given.list("-r"));
    assertEquals(List.of("dst", "host", "10.0.0.1"), given.words());
    assertTrue(given.has("-v"));
    assertFalse(given.has("-e"));
  }

  @Test
  void shouldLeaveWordsAloneThatOtherParsersExpand() throws Exception {
    assertEquals(
        List.of("@file", "\"quoted\"", "-", "$HOME", "tcp[13] & 2 != 0"),
        parse("@file", "\"quoted\"", "-", "$HOME", "tcp[13] & 2 != 0").words());
    assertEquals(List.of("-n"), parse("--", "-n").words());
    assertEquals("\"x\"", parse("-w", "\"x\"").text("-w", null));
  }

  @Test
  void shouldLetTheLastValueCount() throws Exception {
    assertEquals("b", parse("-w", "a", "-w", "b").text("-w", null));
  }

  @Test
  void shouldTakeLongOptionsWithAndWithoutEqualsSign() throws Exception {
    assertEquals("csv", parse("--format", "csv").text("--format", null));
    assertEquals("csv", parse("--format=csv").text("--format", null));
    assertTrue(parse("--count").has("--count"));
  }

  @Test
  void shouldRefuseWhatIsNoOption() {
    assertThrows(ParameterException.class, () -> parse("-Z"));
    assertThrows(ParameterException.class, () -> parse("-nnZ"));
    assertThrows(ParameterException.class, () -> parse("--no-such"));
    assertThrows(ParameterException.class, () -> parse("-c"));
  }

  @Test
  void shouldRefuseNumbersOutsideTheirBounds() throws Exception {
    for (final String text : List.of("0", "11", "x", "", "1.5", "99999999999999999999")) {
      final Arguments given = parse("-c", text);
      final UsageException refused =
          assertThrows(UsageException.class, () -> given.number("-c", 0, 1, 10));
      assertEquals(
          "-c takes a whole number from 1 to 10, not '" + text + "'", refused.getMessage());
    }
    assertEquals(7, parse().number("-c", 7, 1, 10));
    assertEquals(10, parse("-c", "10").number("-c", 7, 1, 10));
  }

  /** The options of tcpdump that differ in kind. */
  private static Arguments parse(final String... words) {
    final CommandSpec command = Options.command("test", "A test.");
    for (final String flag : List.of("-n", "-v", "-e", "-t", "-X", "-#", "--count")) {
      command.addOption(Options.flag("A flag.", flag));
    }
    command
        .addOption(Options.value("N", "A number.", "-c"))
        .addOption(Options.value("FILE", "A file.", "-w"))
        .addOption(Options.value("FORMAT", "A format.", "--format"))
        .addOption(Options.values("FILE", "Files.", "-r"))
        .addPositional(Options.words("WORD", "Words."));
    return new Arguments(Commands.parserOf(command).parseArgs(words));
  }
}
