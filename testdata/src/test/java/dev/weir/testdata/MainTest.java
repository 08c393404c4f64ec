package dev.weir.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void shouldWriteTrafficAndItsTruth(@TempDir final Path folder) throws Exception {
    final Path capture = folder.resolve("a.pcap");
    final Path truth = folder.resolve("a.csv");
    final int status =
        Main.run(
            List.of(
                "traffic",
                "--out=" + capture,
                "--truth",
                truth.toString(),
                "--connections",
                "30",
                "--payload",
                "cut",
                "--mix",
                "all=0,scan=1"));
    assertEquals(0, status);
    final List<String> rows = Files.readAllLines(truth);
    assertEquals(ConnectionTruth.HEADER, rows.getFirst());
    assertEquals(31, rows.size());
    assertTrue(rows.stream().skip(1).allMatch(row -> row.endsWith(",no_answer,open,scan")));
    assertEquals(rows.getFirst().split(",").length, rows.getLast().split(",").length);
    assertTrue(Files.size(capture) > 30 * (16 + 54));
  }

  @Test
  void shouldWriteTheCapturesWhereItIsTold(@TempDir final Path folder) {
    System.setProperty("weir.testdata", ".");
    assertEquals(0, Main.run(List.of("captures", "--out", folder.toString())));
    assertTrue(Files.exists(folder.resolve(CaseCaptures.MANIFEST)));
    assertTrue(Files.exists(folder.resolve("seed/test1.pcap")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "traffic",
        "traffic --out",
        "traffic --out x --connections many",
        "traffic --out x --connections 0",
        "traffic --out x --connections 99999999999",
        "traffic --out x --ipv6 2",
        "traffic --out x --payload half",
        "traffic --out x --time hours",
        "traffic --out x --hold perhaps",
        "traffic --out x --mix scan",
        "traffic --out x --mix scan=-1",
        "traffic --out x --mix nothing=1",
        "traffic --out x --seed 1 --seed 2",
        "traffic --out x --colour red",
        "captures here"
      })
  void shouldRefuseWhatItDoesNotKnow(final String words) {
    assertEquals(2, Main.run(List.of(words.split(" "))));
    assertFalse(Files.exists(Path.of("x")));
  }

  @Test
  void shouldSayWhereAFileCannotBeWritten() {
    assertEquals(1, Main.run(List.of("traffic", "--out", "/nonexistent/a.pcap")));
  }

  @Test
  void shouldRefuseAMixOfNothing() {
    final TrafficSettings settings =
        TrafficCommand.settings(new Arguments(List.of("--mix", "all=0"), Set.of("--mix")));
    assertThrows(IllegalArgumentException.class, () -> new TrafficMix(settings));
  }
}
