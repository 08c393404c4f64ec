package dev.weir.testdata;

import static dev.weir.testdata.SessionPackets.SESSION_LENGTH;

import java.util.List;
import java.util.stream.IntStream;

/** Every header and record that a classic pcap file may have. */
final class PcapCases {
  private static final String FOLDER = "container";
  private static final List<byte[]> SESSION =
      Framing.all(Framing::ethernet, SessionPackets.session(false));
  private static final int CUT = 60;
  private static final int FCS_BIT = 1 << 26;
  private static final int FCS_TWO_WORDS = 2 << 28;

  private PcapCases() {}

  static List<CaptureCase> all() {
    return List.of(
        session("pcap_us_le", new PcapFormat()),
        session("pcap_us_be", new PcapFormat().bigEndian()),
        session("pcap_ns_le", new PcapFormat().nanoseconds()),
        session("pcap_ns_be", new PcapFormat().nanoseconds().bigEndian()),
        session("pcap_modified_le", new PcapFormat().modified()),
        session("pcap_modified_be", new PcapFormat().modified().bigEndian()),
        cut("pcap_v2_0_lengths_swapped", new PcapFormat().version(2, 0)),
        cut("pcap_v2_1_lengths_swapped", new PcapFormat().version(2, 1)),
        cut("pcap_v2_2_lengths_swapped_be", new PcapFormat().version(2, 2).bigEndian()),
        cut("pcap_v543_0_lengths_swapped", new PcapFormat().version(543, 0)),
        cut("pcap_v2_3", new PcapFormat().version(2, 3)),
        CaptureCase.sound(FOLDER, "pcap_v2_3_lengths_swapped", swapped(), SESSION_LENGTH),
        session("pcap_zone_and_accuracy", new PcapFormat().zoneAndAccuracy(-3_600, 6)),
        session("pcap_snaplen_0", new PcapFormat().snaplen(0)),
        session("pcap_snaplen_2_to_31", new PcapFormat().snaplen(Integer.MIN_VALUE)),
        session("pcap_snaplen_ffffffff", new PcapFormat().snaplen(-1)),
        session("pcap_snaplen_65535", new PcapFormat().snaplen(65_535)),
        cut("pcap_snaplen_60", new PcapFormat().snaplen(CUT)),
        CaptureCase.sound(FOLDER, "pcap_header_only", CaseFile.ethernet(List.of()), 0),
        frameCheck("pcap_fcs_present", FCS_TWO_WORDS | FCS_BIT | 1, true),
        frameCheck("pcap_fcs_length_without_its_bit", FCS_TWO_WORDS | 1, false),
        session("pcap_captured_beyond_snaplen", new PcapFormat().snaplen(CUT)),
        CaptureCase.sound(
            FOLDER,
            "pcap_captured_beyond_snaplen_20",
            CaseFile.pcap(new PcapFormat().snaplen(20), SESSION),
            SESSION_LENGTH,
            0),
        CaptureCase.sound(FOLDER, "pcap_captured_beyond_length", beyondLength(), SESSION_LENGTH),
        CaptureCase.sound(FOLDER, "pcap_captured_0", nothingCaptured(), 2, 1),
        CaptureCase.sound(FOLDER, "pcap_length_huge", hugeLength(), 2, 2),
        CaptureCase.sound(FOLDER, "pcap_fraction_too_large", oddTimes(), SESSION_LENGTH),
        CaptureCase.sound(FOLDER, "pcap_time_goes_back", backwards(), SESSION_LENGTH),
        CaptureCase.sound(FOLDER, "pcap_time_after_2038", late(), SESSION_LENGTH));
  }

  private static CaptureCase session(final String name, final PcapFormat format) {
    return CaptureCase.sound(FOLDER, name, CaseFile.pcap(format, SESSION), SESSION_LENGTH);
  }

  private static CaptureCase cut(final String name, final PcapFormat format) {
    final PcapFormat stated = format.snaplen(CUT);
    return CaptureCase.sound(FOLDER, name, CaseFile.cut(stated, SESSION, CUT), SESSION_LENGTH);
  }

  /** Version 2.3 with the lengths in the other order: to be told by captured > length. */
  private static CaseFile swapped() {
    return CaseFile.pcap(
        new PcapFormat().version(2, 3).snaplen(CUT),
        writer -> {
          for (int i = 0; i < SESSION_LENGTH; i++) {
            final byte[] frame = SESSION.get(i);
            final int captured = Math.min(CUT, frame.length);
            writer.header(CaseFile.SECONDS, i, frame.length, captured);
            writer.raw(Octets.slice(frame, 0, captured));
          }
        });
  }

  private static CaptureCase frameCheck(
      final String name, final int linkTypeWord, final boolean present) {
    final byte[] check = present ? Octets.hex("deadbeef") : SessionPackets.NOTHING;
    final List<byte[]> frames = SESSION.stream().map(frame -> Octets.join(frame, check)).toList();
    final PcapFormat format = new PcapFormat().linkType(linkTypeWord);
    return CaptureCase.sound(FOLDER, name, CaseFile.pcap(format, frames), SESSION_LENGTH);
  }

  private static CaseFile beyondLength() {
    return CaseFile.pcap(
        new PcapFormat(),
        writer -> {
          for (int i = 0; i < SESSION_LENGTH; i++) {
            final byte[] frame = SESSION.get(i);
            writer.packet(CaseFile.nanos(i), frame, frame.length, i % 2 == 0 ? 20 : frame.length);
          }
        });
  }

  private static CaseFile nothingCaptured() {
    return CaseFile.pcap(
        new PcapFormat(),
        writer -> {
          writer.packet(CaseFile.nanos(0), SESSION.get(0), 0, 0);
          writer.packet(
              CaseFile.nanos(1), SESSION.get(0), SESSION.get(0).length, SESSION.get(0).length);
        });
  }

  private static CaseFile hugeLength() {
    return CaseFile.pcap(
        new PcapFormat(),
        writer -> {
          final byte[] frame = SESSION.get(0);
          writer.packet(CaseFile.nanos(0), frame, frame.length, 524_501);
          writer.packet(CaseFile.nanos(1), frame, frame.length, frame.length);
        });
  }

  private static CaseFile oddTimes() {
    return timed(i -> CaseFile.SECONDS + i, i -> 999_998 + i);
  }

  private static CaseFile backwards() {
    return timed(i -> CaseFile.SECONDS + 100 - 3 * i, i -> i);
  }

  private static CaseFile late() {
    return timed(i -> Integer.MIN_VALUE + 60_000_000 * i, i -> i);
  }

  private static CaseFile timed(
      final java.util.function.IntUnaryOperator seconds,
      final java.util.function.IntUnaryOperator fraction) {
    return CaseFile.pcap(
        new PcapFormat(),
        writer -> {
          for (final int i : IntStream.range(0, SESSION_LENGTH).toArray()) {
            final byte[] frame = SESSION.get(i);
            writer.header(
                seconds.applyAsInt(i), fraction.applyAsInt(i), frame.length, frame.length);
            writer.raw(frame);
          }
        });
  }
}
