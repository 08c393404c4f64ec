package dev.weir.capture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the captures that a user means by the names of files and folders. */
final class CaptureFiles {
  private final boolean many;
  private final boolean copies;
  private final Set<Path> foldersSeen = new HashSet<>();
  private final List<CaptureSource> sources = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private CaptureFiles(final boolean many, final boolean copies) {
    this.many = many;
    this.copies = copies;
  }

  /**
   * What was found.
   *
   * @param sources the captures, in the order of the names and in name order within a folder.
   * @param notices what was passed over although it looked like a capture.
   */
  record Found(List<CaptureSource> sources, List<String> notices) {}

  /**
   * Looks at all files.
   *
   * @param names files, folders, or {@code -} for standard input.
   * @param options whether streams are copied.
   * @throws CaptureException where a file that was named is no capture, or a folder holds none.
   */
  static Found find(final List<Path> names, final CaptureOptions options) throws CaptureException {
    if (names.isEmpty()) {
      throw new CaptureException("no capture was named");
    }
    final CaptureFiles files =
        new CaptureFiles(
            names.size() > 1 || Files.isDirectory(names.getFirst()), options.repeatable());
    try {
      for (final Path name : names) {
        files.add(name);
      }
    } catch (final CaptureException | RuntimeException e) {
      files.sources.forEach(CaptureSource::close);
      throw e;
    }
    return new Found(List.copyOf(files.sources), List.copyOf(files.notices));
  }

  private void add(final Path name) throws CaptureException {
    if (name.equals(StreamSource.STANDARD_INPUT) || !Files.isDirectory(name)) {
      sources.add(CaptureSource.probe(name, many, copies));
      return;
    }
    final int before = sources.size();
    addFolder(name);
    if (sources.size() == before) {
      throw new CaptureException(name + ": this folder holds no capture");
    }
  }

  private void addFolder(final Path folder) {
    final List<Path> entries = new ArrayList<>();
    try {
      // A link that leads back to a folder above would never end.
      if (!foldersSeen.add(folder.toRealPath())) {
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(entries::add);
      }
    } catch (final IOException e) {
      notices.add(folder + ": passed over: " + StreamSource.reason(e));
      return;
    }
    Collections.sort(entries);
    for (final Path entry : entries) {
      if (Files.isDirectory(entry)) {
        addFolder(entry);
      } else if (Files.isRegularFile(entry)) {
        // Anything else, such as a pipe, would block or have no end.
        addMember(entry);
      }
    }
  }

  private void addMember(final Path file) {
    try {
      sources.add(CaptureSource.probe(file, many, copies));
    } catch (final CaptureException e) {
      if (!e.isUnknownFormat()) {
        notices.add(e.getMessage() + "; passed over");
      }
    }
  }
}
