package dev.weir.testdata;

import static dev.weir.testdata.PcapngOption.WITHOUT_END;
import static dev.weir.testdata.PcapngOption.comment;
import static dev.weir.testdata.PcapngOption.offset;
import static dev.weir.testdata.PcapngOption.resolution;
import static dev.weir.testdata.PcapngOption.text;
import static dev.weir.testdata.PcapngOption.wide;
import static dev.weir.testdata.PcapngOption.word;
import static dev.weir.testdata.SessionPackets.SESSION_LENGTH;

import dev.weir.testdata.CaseFile.PcapngContent;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Every block that a pcapng file may have, and how they may follow each other. */
final class PcapngCases {
  static final List<byte[]> SESSION = Framing.all(Framing::ethernet, SessionPackets.session(false));

  private static final String FOLDER = "container";
  private static final int ETHERNET = 1;
  private static final int RAW = 101;
  private static final int WLAN = 105;
  private static final int SNAPLEN = 262_144;
  private static final int IF_NAME = 2;
  private static final int IF_FCS_LENGTH = 13;
  private static final int PACKET_FLAGS = 2;
  private static final int PACKET_DROPS = 4;

  private PcapngCases() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    cases.add(of("pcapng_le", false, PcapngCases::plain));
    cases.add(of("pcapng_be", true, PcapngCases::plain));
    cases.add(of("pcapng_v1_2", false, w -> versioned(w, 2)));
    cases.add(of("pcapng_simple_packets", false, w -> simple(w, 0)));
    cases.add(of("pcapng_simple_packets_cut_be", true, w -> simple(w, 60)));
    cases.add(of("pcapng_obsolete_packets", false, PcapngCases::obsolete));
    cases.add(of("pcapng_obsolete_packets_be", true, PcapngCases::obsolete));
    cases.add(of("pcapng_other_blocks", false, PcapngCases::otherBlocks));
    cases.add(of("pcapng_other_blocks_be", true, PcapngCases::otherBlocks));
    cases.add(of("pcapng_options_and_comments", false, PcapngCases::optionsAndComments));
    cases.add(of("pcapng_options_without_end", false, PcapngCases::withoutEnd));
    cases.add(of("pcapng_drop_counters", false, PcapngCases::drops));
    cases.add(of("pcapng_section_length_given", false, PcapngCases::lengthGiven));
    cases.add(of("pcapng_two_sections", false, w -> twoSections(w, false)));
    cases.add(of("pcapng_two_sections_other_order", false, w -> twoSections(w, true)));
    cases.add(of("pcapng_empty_section_between", false, PcapngCases::emptySection));
    cases.add(of("pcapng_interface_between_packets", false, PcapngCases::lateInterface));
    cases.add(of("pcapng_interfaces_many", false, PcapngCases::manyInterfaces));
    cases.add(of("pcapng_interfaces_other_snaplen", false, PcapngCases::snaplens));
    cases.add(of("pcapng_interfaces_other_resolution", false, PcapngCases::resolutions));
    cases.add(of("pcapng_captured_beyond_snaplen", false, PcapngCases::beyondSnaplen));
    cases.add(of("pcapng_captured_beyond_length", false, PcapngCases::beyondLength));
    cases.add(of("pcapng_fcs_length", false, PcapngCases::frameCheck));
    cases.add(of("pcapng_option_beyond_block", false, PcapngCases::optionTooLong));
    for (final int value : new int[] {0, 3, 6, 9, 0x80, 0x8a, 0x94, 0xa0}) {
      final String name = String.format("pcapng_resolution_%02x", value);
      cases.add(of(name, false, w -> resolved(w, value, 0)));
    }
    // So fine that 64 bits do not reach from 1970 to today: they count from an offset.
    for (final int value : new int[] {12, 18, 19, 0xb0, 0xbf}) {
      final String name = String.format("pcapng_resolution_%02x", value);
      cases.add(of(name, false, w -> resolved(w, value, CaseFile.SECONDS)));
    }
    cases.add(of("pcapng_offset_plus_1000", false, w -> resolved(w, 6, 1_000)));
    cases.add(of("pcapng_offset_minus_1000_be", true, w -> resolved(w, 6, -1_000)));
    cases.add(sound("pcapng_link_types_mixed", "1+101+113", 3, 3, PcapngCases::linkTypes));
    cases.add(sound("pcapng_link_type_unknown_beside", "1+105", 2, 1, PcapngCases::unknownLink));
    cases.add(sound("pcapng_section_only", "", 0, 0, w -> w.section(false)));
    cases.add(sound("pcapng_no_packets", "1", 0, 0, PcapngCases::opening));
    return cases;
  }

  private static CaptureCase of(
      final String name, final boolean bigEndian, final PcapngContent content) {
    return CaptureCase.sound(
        FOLDER,
        name,
        CaseFile.pcapng(
            "1",
            bigEndian,
            writer -> {
              if (!name.contains("_v1_2") && !name.contains("length_given")) {
                writer.section(bigEndian);
              }
              content.write(writer);
            }),
        SESSION_LENGTH);
  }

  private static CaptureCase sound(
      final String name,
      final String linkTypes,
      final int packets,
      final int segments,
      final PcapngContent content) {
    return CaptureCase.sound(
        FOLDER, name, CaseFile.pcapng(linkTypes, false, content), packets, segments);
  }

  static void opening(final PcapngFileWriter writer) throws IOException {
    writer.section(false);
    writer.describe(ETHERNET, SNAPLEN);
  }

  private static void plain(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    packets(writer, 0, 0, SESSION_LENGTH);
  }

  static void packets(final PcapngFileWriter writer, final int inter, final int from, final int to)
      throws IOException {
    for (int i = from; i < to; i++) {
      writer.enhanced(inter, CaseFile.micros(i), SESSION.get(i), SESSION.get(i).length);
    }
  }

  private static void versioned(final PcapngFileWriter writer, final int minor) throws IOException {
    writer.section(false, 1, minor, -1);
    plain(writer);
  }

  private static void simple(final PcapngFileWriter writer, final int snaplen) throws IOException {
    writer.describe(ETHERNET, snaplen);
    for (final byte[] frame : SESSION) {
      final int captured = snaplen == 0 ? frame.length : Math.min(snaplen, frame.length);
      writer.simple(Octets.slice(frame, 0, captured), frame.length);
    }
  }

  private static void obsolete(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    for (int i = 0; i < SESSION_LENGTH; i++) {
      final byte[] frame = SESSION.get(i);
      writer.obsolete(0, i == 5 ? 7 : 0, CaseFile.micros(i), frame, frame.length);
    }
  }

  private static void otherBlocks(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    writer.names(
        Octets.hex("0a000001"),
        List.of("client.example", "c.example"),
        Octets.hex("20010db8000000000000000000000002"),
        "server.example",
        text(2, "ns.example"));
    writer.secrets(
        0x544c_534b, "CLIENT_RANDOM 00 11\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    packets(writer, 0, 0, 3);
    writer.custom(true, 32_473, Octets.hex("0102030405"));
    writer.custom(false, 32_473, Octets.hex("01"));
    packets(writer, 0, 3, 6);
    writer.block(
        9,
        "__REALTIME_TIMESTAMP=1\nMESSAGE=x\n\n"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    writer.block(0x7777_7777, Octets.hex("ffffffff ff"));
    writer.block(0x0000_0042, SessionPackets.NOTHING);
    packets(writer, 0, 6, SESSION_LENGTH);
    writer.statistics(0, CaseFile.micros(SESSION_LENGTH), wide(4, SESSION_LENGTH));
  }

  private static void optionsAndComments(final PcapngFileWriter writer) throws IOException {
    writer.section(false, comment("a comment"), comment("another"), text(4, "testdata"));
    writer.describe(
        ETHERNET,
        SNAPLEN,
        text(IF_NAME, "eth0"),
        text(3, "the only one"),
        wide(8, 1_000_000_000L),
        new PcapngOption(11, 0, 0, Octets.hex("00 746370")),
        text(12, "an operating system"));
    for (int i = 0; i < SESSION_LENGTH; i++) {
      writer.enhanced(
          0,
          CaseFile.micros(i),
          SESSION.get(i),
          SESSION.get(i).length,
          comment("packet " + (i + 1)),
          word(PACKET_FLAGS, 1 + i % 2),
          new PcapngOption(3, 0, 0, Octets.hex("02 12345678")),
          wide(5, i),
          word(6, 0),
          new PcapngOption(0x8001, 0, 0, Octets.hex("00")));
    }
  }

  private static void withoutEnd(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN, text(IF_NAME, "eth0"), resolution(6), WITHOUT_END);
    for (int i = 0; i < SESSION_LENGTH; i++) {
      final byte[] frame = SESSION.get(i);
      writer.enhanced(
          0, CaseFile.micros(i), frame, frame.length, word(PACKET_FLAGS, 1), WITHOUT_END);
    }
  }

  /**
   * Drops told in all four places: by the interface, by the system, before a packet, in an old
   * packet block.
   */
  private static void drops(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN, text(IF_NAME, "eth0"));
    packets(writer, 0, 0, 8);
    final byte[] ninth = SESSION.get(8);
    writer.enhanced(0, CaseFile.micros(8), ninth, ninth.length, wide(PACKET_DROPS, 3));
    final byte[] tenth = SESSION.get(9);
    writer.obsolete(0, 5, CaseFile.micros(9), tenth, tenth.length);
    writer.statistics(0, CaseFile.micros(5), wide(4, 6), wide(5, 1), wide(7, 0));
    writer.statistics(
        0,
        CaseFile.micros(10),
        wide(2, 0x0006_4866_0000_0000L),
        wide(4, 30),
        wide(5, 11),
        wide(6, 12),
        wide(7, 9),
        wide(8, 10));
  }

  private static void lengthGiven(final PcapngFileWriter writer) throws IOException {
    int length = 20;
    for (final byte[] frame : SESSION) {
      length += 32 + (frame.length + 3 & ~3);
    }
    writer.section(false, 1, 0, length);
    plain(writer);
  }

  private static void twoSections(final PcapngFileWriter writer, final boolean otherOrder)
      throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    packets(writer, 0, 0, 4);
    writer.section(otherOrder, comment("the second"));
    writer.describe(ETHERNET, SNAPLEN);
    packets(writer, 0, 4, SESSION_LENGTH);
  }

  private static void emptySection(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    packets(writer, 0, 0, 4);
    writer.section(true);
    writer.section(false);
    writer.describe(ETHERNET, SNAPLEN);
    packets(writer, 0, 4, SESSION_LENGTH);
  }

  private static void lateInterface(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN, text(IF_NAME, "eth0"));
    packets(writer, 0, 0, 4);
    writer.describe(ETHERNET, SNAPLEN, text(IF_NAME, "eth1"));
    packets(writer, 1, 4, SESSION_LENGTH);
  }

  private static void manyInterfaces(final PcapngFileWriter writer) throws IOException {
    for (int i = 0; i < SESSION_LENGTH; i++) {
      writer.describe(ETHERNET, SNAPLEN, text(IF_NAME, "eth" + i));
    }
    for (int i = 0; i < SESSION_LENGTH; i++) {
      packets(writer, SESSION_LENGTH - 1 - i, i, i + 1);
    }
  }

  private static void snaplens(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    writer.describe(ETHERNET, 60);
    packets(writer, 0, 0, 4);
    for (int i = 4; i < SESSION_LENGTH; i++) {
      final byte[] frame = SESSION.get(i);
      final byte[] captured = Octets.slice(frame, 0, Math.min(60, frame.length));
      writer.enhanced(1, CaseFile.micros(i), captured, frame.length);
    }
  }

  private static void resolutions(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    writer.describe(ETHERNET, SNAPLEN, resolution(9));
    writer.describe(ETHERNET, SNAPLEN, resolution(0x9e), offset(-5));
    for (int i = 0; i < SESSION_LENGTH; i++) {
      final byte[] frame = SESSION.get(i);
      final long units =
          switch (i % 3) {
            case 0 -> CaseFile.micros(i);
            case 1 -> CaseFile.nanos(i);
            default -> units(0x9e, CaseFile.nanos(i), -5);
          };
      writer.enhanced(i % 3, units, frame, frame.length);
    }
  }

  private static void beyondSnaplen(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, 60);
    packets(writer, 0, 0, SESSION_LENGTH);
  }

  private static void beyondLength(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    for (int i = 0; i < SESSION_LENGTH; i++) {
      writer.enhanced(0, CaseFile.micros(i), SESSION.get(i), 10);
    }
  }

  private static void frameCheck(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN, new PcapngOption(IF_FCS_LENGTH, 1, 4, null));
    for (int i = 0; i < SESSION_LENGTH; i++) {
      final byte[] frame = Octets.join(SESSION.get(i), Octets.hex("deadbeef"));
      writer.enhanced(0, CaseFile.micros(i), frame, frame.length);
    }
  }

  private static void optionTooLong(final PcapngFileWriter writer) throws IOException {
    writer.describe(ETHERNET, SNAPLEN);
    packets(writer, 0, 0, SESSION_LENGTH - 1);
    final byte[] frame = SESSION.get(SESSION_LENGTH - 1);
    final byte[] body =
        Octets.join(
            Octets.hex("00000000 48480600 00000000 36000000 36000000"),
            frame,
            Octets.hex("0000 0100 4000 63757400"));
    writer.block(PcapngFileWriter.ENHANCED_PACKET, body);
  }

  private static void resolved(
      final PcapngFileWriter writer, final int value, final long offsetSeconds) throws IOException {
    if (offsetSeconds == 0) {
      writer.describe(ETHERNET, SNAPLEN, resolution(value));
    } else {
      writer.describe(ETHERNET, SNAPLEN, resolution(value), offset(offsetSeconds));
    }
    for (int i = 0; i < SESSION_LENGTH; i++) {
      final byte[] frame = SESSION.get(i);
      final long units = units(value, CaseFile.nanos(i), offsetSeconds);
      writer.enhanced(0, units, frame, frame.length);
    }
  }

  /**
   * A time in units of a resolution, rounded down; exact, since it may need more than 64 bits on
   * the way.
   */
  static long units(final int resolution, final long nanos, final long offsetSeconds) {
    final BigInteger perSecond =
        (resolution & 0x80) != 0
            ? BigInteger.TWO.pow(resolution & 0x7f)
            : BigInteger.TEN.pow(resolution);
    final BigInteger second = BigInteger.valueOf(1_000_000_000);
    return BigInteger.valueOf(nanos)
        .subtract(BigInteger.valueOf(offsetSeconds).multiply(second))
        .multiply(perSecond)
        .divide(second)
        .longValue();
  }

  private static void linkTypes(final PcapngFileWriter writer) throws IOException {
    writer.section(false);
    writer.describe(ETHERNET, SNAPLEN);
    writer.describe(RAW, SNAPLEN);
    writer.describe(113, SNAPLEN);
    final List<byte[]> packets = SessionPackets.session(false);
    final byte[][] frames = {
      Framing.ethernet(packets.get(0)), packets.get(1), Framing.cooked(packets.get(2))
    };
    for (int i = 0; i < frames.length; i++) {
      writer.enhanced(i, CaseFile.micros(i), frames[i], frames[i].length);
    }
  }

  private static void unknownLink(final PcapngFileWriter writer) throws IOException {
    writer.section(false);
    writer.describe(ETHERNET, SNAPLEN);
    writer.describe(WLAN, SNAPLEN);
    packets(writer, 0, 0, 1);
    final byte[] beacon = Octets.hex("8000 0000 ffffffffffff 020000000001 020000000001 0010");
    writer.enhanced(1, CaseFile.micros(1), beacon, beacon.length);
  }
}
