package dev.weir.testdata;

import java.util.List;

/**
 * One small capture, and what must be found in it. The figures follow from how it was made.
 *
 * @param name of the scenario, stable
 * @param folder below the folder of captures
 * @param container {@code pcap} or {@code pcapng}, the file's ending
 * @param linkTypes numbers of the link types, joined by {@code +}
 * @param packets how many packets can be read before the end or the damage
 * @param segments how many of them are TCP segments whose 20 fixed header bytes were captured and
 *     are possible
 * @param status exit status: 0 read, 1 damaged or cut short, 2 not readable at all
 * @param error what the message must contain; empty for status 0
 * @param bytes the file
 */
record CaptureCase(
    String name,
    String folder,
    String container,
    String linkTypes,
    int packets,
    int segments,
    int status,
    String error,
    byte[] bytes) {

  static final String HEADER =
      "name\tpath\tcontainer\tlink_types\tpackets\tsegments\tstatus\terror";

  static final int READ = 0;
  static final int DAMAGED = 1;
  static final int UNREADABLE = 2;

  /** A sound capture all of whose packets are TCP segments. */
  static CaptureCase sound(
      final String folder, final String name, final CaseFile file, final int packets) {
    return sound(folder, name, file, packets, packets);
  }

  static CaptureCase sound(
      final String folder,
      final String name,
      final CaseFile file,
      final int packets,
      final int segments) {
    return new CaptureCase(
        name,
        folder,
        file.container(),
        file.linkTypes(),
        packets,
        segments,
        READ,
        "",
        file.bytes());
  }

  /** A damaged capture: all packets before the damage are TCP segments. */
  static CaptureCase damaged(
      final String name, final CaseFile file, final int packets, final long offset) {
    return new CaptureCase(
        name,
        "damage",
        file.container(),
        file.linkTypes(),
        packets,
        packets,
        DAMAGED,
        "byte " + offset,
        file.bytes());
  }

  /** A file that cannot be read at all. */
  static CaptureCase unreadable(final String name, final CaseFile file, final String error) {
    return new CaptureCase(
        name, "damage", file.container(), file.linkTypes(), 0, 0, UNREADABLE, error, file.bytes());
  }

  String path() {
    return folder + "/" + name + "." + container;
  }

  String row() {
    return String.join(
        "\t",
        List.of(
            name,
            path(),
            container,
            linkTypes,
            Integer.toString(packets),
            Integer.toString(segments),
            Integer.toString(status),
            error));
  }
}
