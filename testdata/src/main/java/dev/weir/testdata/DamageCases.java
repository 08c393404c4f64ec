package dev.weir.testdata;

import static dev.weir.testdata.CaptureCase.damaged;
import static dev.weir.testdata.CaptureCase.unreadable;

import dev.weir.testdata.CaseFile.PcapngContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files that are cut short, contradict themselves, or are no captures at all. */
final class DamageCases {
  private static final List<byte[]> SESSION = PcapngCases.SESSION;
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int SECTION = 28;
  private static final int OPENING = SECTION + 20;

  private DamageCases() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    classic(cases);
    noCapture(cases);
    blocks(cases);
    return cases;
  }

  private static void classic(final List<CaptureCase> cases) {
    final CaseFile whole = CaseFile.ethernet(SESSION);
    final int third = FILE_HEADER + 2 * RECORD_HEADER + SESSION.get(0).length * 2;
    cases.add(damaged("pcap_cut_in_record_header", whole.first(third + 9), 2, third));
    cases.add(damaged("pcap_cut_after_record_header", whole.first(third + 16), 2, third));
    cases.add(damaged("pcap_cut_in_data", whole.first(third + 16 + 24), 2, third));
    final int last = whole.bytes().length - 1;
    final int tenth = last + 1 - RECORD_HEADER - SESSION.get(9).length;
    cases.add(damaged("pcap_cut_by_one_byte", whole.first(last), 9, tenth));
    cases.add(damaged("pcap_captured_length_insane", insane(2, 0x7fff_0000), 2, third));
    cases.add(damaged("pcap_captured_length_negative", insane(2, -1), 2, third));
    cases.add(damaged("pcap_captured_length_262145", insane(2, 262_145), 2, third));
    cases.add(damaged("pcap_first_record_insane", insane(0, 0x4000_0000), 0, FILE_HEADER));
  }

  private static CaseFile insane(final int index, final int captured) {
    return CaseFile.pcap(
        new PcapFormat(),
        writer -> {
          for (int i = 0; i < SESSION.size(); i++) {
            final byte[] frame = SESSION.get(i);
            final int stated = i == index ? captured : frame.length;
            writer.header(CaseFile.SECONDS, i, stated, frame.length);
            writer.raw(frame);
          }
        });
  }

  private static void noCapture(final List<CaptureCase> cases) {
    final CaseFile whole = CaseFile.ethernet(SESSION);
    cases.add(unreadable("empty", new CaseFile("pcap", "", SessionPackets.NOTHING), "empty"));
    cases.add(unreadable("pcap_cut_in_magic", whole.first(3), "not a capture"));
    cases.add(unreadable("pcap_magic_only", whole.first(4), "not a capture"));
    cases.add(unreadable("pcap_cut_in_file_header", whole.first(23), "not a capture"));
    final byte[] garbage =
        "This is a text file, whatever its name says.\n"
            .repeat(3)
            .getBytes(StandardCharsets.US_ASCII);
    cases.add(unreadable("garbage", new CaseFile("pcap", "", garbage), "not a capture"));
    cases.add(unreadable("zeros", new CaseFile("pcap", "", new byte[100]), "not a capture"));
    cases.add(version(2, 5));
    cases.add(version(3, 0));
    cases.add(version(1, 4));
    cases.add(
        unreadable(
            "pcap_link_type_reserved_bits",
            CaseFile.pcap(new PcapFormat().linkType(0x0030_0001), SESSION),
            "reserved"));
    cases.add(
        unreadable(
            "pcapng_byte_order_magic_wrong",
            CaseFile.pcapng(
                "",
                false,
                w ->
                    w.block(
                        PcapngFileWriter.SECTION_HEADER,
                        Octets.hex("aabbccdd 0100 0000 ffffffffffffffff"))),
            "not a capture"));
    cases.add(
        unreadable(
            "pcapng_v2_0",
            CaseFile.pcapng("", false, w -> w.section(false, 2, 0, -1)),
            "version 2.0"));
    cases.add(
        unreadable(
            "pcapng_cut_in_section_header",
            CaseFile.pcapng("", false, w -> w.section(false)).first(10),
            "not a capture"));
  }

  private static CaptureCase version(final int major, final int minor) {
    return unreadable(
        "pcap_v" + major + "_" + minor,
        CaseFile.pcap(new PcapFormat().version(major, minor), SESSION),
        "version " + major + "." + minor);
  }

  private static void blocks(final List<CaptureCase> cases) {
    final CaseFile two = CaseFile.pcapng("1", false, w -> two(w));
    final int damage = two.bytes().length;
    final CaseFile three =
        CaseFile.pcapng(
            "1",
            false,
            w -> {
              two(w);
              PcapngCases.packets(w, 0, 2, 3);
            });
    cases.add(damaged("pcapng_cut_in_block_header", three.first(damage + 5), 2, damage));
    cases.add(damaged("pcapng_cut_in_block", three.first(damage + 40), 2, damage));
    final int trailer = three.bytes().length - 2;
    cases.add(damaged("pcapng_cut_in_block_trailer", three.first(trailer), 2, damage));
    final byte[] body = new byte[8];
    cases.add(after("pcapng_block_length_8", damage, w -> w.block(0x42, 8, body, 8)));
    cases.add(after("pcapng_block_length_0", damage, w -> w.block(0x42, 0, body, 0)));
    cases.add(after("pcapng_block_length_odd", damage, w -> w.block(0x42, 21, body, 21)));
    cases.add(after("pcapng_block_lengths_differ", damage, w -> w.block(0x42, 20, body, 24)));
    final int huge = 0x0100_0004;
    cases.add(after("pcapng_block_over_16_mib", damage, w -> w.block(0x42, huge, body, huge)));
    cases.add(after("pcapng_interface_number_wrong", damage, w -> PcapngCases.packets(w, 1, 2, 3)));
    packetBlocks(cases, damage);
  }

  private static void packetBlocks(final List<CaptureCase> cases, final int damage) {
    final byte[] body = new byte[8];
    final byte[] beyond =
        Octets.join(Octets.hex("00000000 00000600 00000000 40000000 40000000"), new byte[20]);
    cases.add(
        after(
            "pcapng_captured_beyond_block",
            damage,
            w -> w.block(PcapngFileWriter.ENHANCED_PACKET, beyond)));
    cases.add(
        after(
            "pcapng_packet_block_too_short",
            damage,
            w -> w.block(PcapngFileWriter.ENHANCED_PACKET, body)));
    cases.add(
        after(
            "pcapng_interface_block_too_short",
            damage,
            w -> w.block(PcapngFileWriter.INTERFACE, new byte[4])));
    cases.add(
        after(
            "pcapng_second_section_order_wrong",
            damage,
            w ->
                w.block(
                    PcapngFileWriter.SECTION_HEADER,
                    Octets.hex("00000000 0100 0000 ffffffffffffffff"))));
    cases.add(
        after(
            "pcapng_second_section_without_interface",
            damage + SECTION,
            w -> {
              w.section(false);
              PcapngCases.packets(w, 0, 2, 3);
            }));
    cases.add(
        damaged(
            "pcapng_packet_before_interface",
            CaseFile.pcapng(
                "",
                false,
                w -> {
                  w.section(false);
                  PcapngCases.packets(w, 0, 0, 1);
                  w.describe(PcapFormat.ETHERNET, 0);
                }),
            0,
            SECTION));
    if (OPENING != CaseFile.pcapng("1", false, PcapngCases::opening).bytes().length) {
      throw new IllegalStateException("the opening blocks have another length");
    }
  }

  private static void two(final PcapngFileWriter writer) throws java.io.IOException {
    PcapngCases.opening(writer);
    PcapngCases.packets(writer, 0, 0, 2);
  }

  /**
   * Two sound packets, the damage, and a sound packet that must not be lost sight of: it comes too
   * late.
   */
  private static CaptureCase after(
      final String name, final int offset, final PcapngContent damage) {
    return damaged(
        name,
        CaseFile.pcapng(
            "1",
            false,
            w -> {
              two(w);
              damage.write(w);
              PcapngCases.packets(w, 0, 3, 4);
            }),
        2,
        offset);
  }
}
