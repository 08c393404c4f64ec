package dev.weir.testdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All small captures, each for one thing that a decoder must cope with. */
final class CaseCaptures {
  static final String MANIFEST = "MANIFEST.tsv";

  private CaseCaptures() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    cases.addAll(PcapCases.all());
    cases.addAll(PcapngCases.all());
    cases.addAll(DamageCases.all());
    cases.addAll(LinkCases.all());
    cases.addAll(RareLinkCases.all());
    cases.addAll(NetworkCases.all());
    cases.addAll(TransportCases.all());
    final Set<String> paths = new HashSet<>();
    for (final CaptureCase each : cases) {
      if (!paths.add(each.path())) {
        throw new IllegalStateException("two cases are " + each.path());
      }
    }
    return cases;
  }

  /** The list of all cases: a header line, then a line each, columns separated by tabs. */
  static String manifest(final List<CaptureCase> cases) {
    final StringBuilder text = new StringBuilder(CaptureCase.HEADER).append('\n');
    for (final CaptureCase each : cases) {
      text.append(each.row()).append('\n');
    }
    return text.toString();
  }

  /** Writes the cases and the manifest below a folder; returns how many captures there are. */
  static int write(final Path folder) throws IOException {
    final List<CaptureCase> cases = all();
    for (final CaptureCase each : cases) {
      final Path file = folder.resolve(each.path());
      Files.createDirectories(file.getParent());
      Files.write(file, each.bytes());
    }
    Files.writeString(folder.resolve(MANIFEST), manifest(cases));
    return cases.size();
  }
}
