package dev.weir.testdata;

import static dev.weir.testdata.SessionPackets.NOTHING;
import static dev.weir.testdata.TcpFlags.ACK;
import static dev.weir.testdata.TcpFlags.FIN;
import static dev.weir.testdata.TcpFlags.PSH;
import static dev.weir.testdata.TcpFlags.RST;
import static dev.weir.testdata.TcpFlags.SYN;
import static dev.weir.testdata.TcpFlags.URG;

import java.util.ArrayList;
import java.util.List;

/** TCP headers and options of every kind, right and wrong. */
final class TransportCases {
  private static final String FOLDER = "transport";
  private static final int ETHERNET = 1;
  private static final int TCP = 20;
  private static final int DATA_OFFSET = TCP + 12;
  private static final int CHECKSUM = TCP + 16;
  private static final byte[] DATA = SessionPackets.data(false, NOTHING);

  private TransportCases() {}

  static List<CaptureCase> all() {
    final List<CaptureCase> cases = new ArrayList<>();
    headers(cases);
    contradictions(cases);
    exchanges(cases);
    for (final String[] each : TcpOptionTexts.ALL) {
      options(cases, each);
    }
    cuts(cases);
    return cases;
  }

  private static void headers(final List<CaptureCase> cases) {
    final List<byte[]> flags = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      flags.add(segment(value, NOTHING));
    }
    of(cases, "flags_every_value", 256, flags);
    final List<byte[]> reserved = new ArrayList<>();
    for (int bits = 0; bits < 16; bits++) {
      reserved.add(Octets.with8(DATA, DATA_OFFSET, 0x50 | bits));
    }
    of(cases, "reserved_bits", 16, reserved);
    of(
        cases,
        "checksum_wrong",
        3,
        List.of(
            Octets.with16(DATA, CHECKSUM, 0x1234),
            Octets.with16(DATA, CHECKSUM, 0),
            Octets.with16(SessionPackets.data(false, Octets.hex("01010101")), CHECKSUM, 0xffff)));
    of(
        cases,
        "checksum_wrong_ipv6",
        1,
        List.of(Octets.with16(SessionPackets.data(true, NOTHING), CHECKSUM + 20, 0x1234)));
    of(
        cases,
        "ports_at_their_limits",
        4,
        List.of(
            Octets.with16(DATA, TCP, 0),
            Octets.with16(DATA, TCP + 2, 0),
            Octets.with16(Octets.with16(DATA, TCP, 0xffff), TCP + 2, 0xffff),
            Octets.with16(DATA, TCP, SessionPackets.SERVER_PORT)));
    of(
        cases,
        "window_and_urgent_pointer",
        3,
        List.of(
            Octets.with16(DATA, TCP + 14, 0),
            Octets.with16(DATA, TCP + 14, 0xffff),
            Octets.with16(segment(ACK | URG, NOTHING), TCP + 18, 0xffff)));
  }

  private static void contradictions(final List<CaptureCase> cases) {
    final List<byte[]> tooShort = new ArrayList<>();
    for (int words = 0; words < 5; words++) {
      tooShort.add(Octets.with8(DATA, DATA_OFFSET, words << 4));
    }
    of(cases, "data_offset_too_short", 0, tooShort);
    final List<byte[]> tooLong = new ArrayList<>();
    for (int words = 6; words < 16; words++) {
      tooLong.add(Octets.with8(segment(ACK, NOTHING), DATA_OFFSET, words << 4));
    }
    of(cases, "data_offset_too_long", 0, tooLong);
    of(
        cases,
        "data_offset_takes_payload_for_options",
        1,
        List.of(Octets.with8(DATA, DATA_OFFSET, 6 << 4)));
  }

  private static void exchanges(final List<CaptureCase> cases) {
    final byte[] three = Octets.hex("616263");
    of(
        cases,
        "data_with_syn_and_fin",
        3,
        List.of(
            tcp(true, 1_000, 0, SYN, three),
            tcp(false, 5_000, 1_004, SYN | ACK, three),
            tcp(true, 1_004, 5_004, FIN | ACK | PSH, three)));
    of(
        cases,
        "sequence_wraps",
        5,
        List.of(
            tcp(true, -4, 0, SYN, NOTHING),
            tcp(false, -1, -3, SYN | ACK, NOTHING),
            tcp(true, -3, 0, ACK, NOTHING),
            tcp(true, -3, 0, ACK | PSH, Octets.hex("6162636465")),
            tcp(false, 0, 2, ACK, NOTHING)));
    of(
        cases,
        "resets",
        4,
        List.of(
            tcp(true, 1_000, 0, SYN, NOTHING),
            tcp(false, 0, 1_001, RST | ACK, NOTHING),
            tcp(true, 1_001, 0, RST, NOTHING),
            tcp(false, 5_001, 1_001, RST | ACK, three)));
    of(
        cases,
        "keep_alive_probes",
        7,
        List.of(
            tcp(true, 1_000, 0, SYN, NOTHING),
            tcp(false, 5_000, 1_001, SYN | ACK, NOTHING),
            tcp(true, 1_001, 5_001, ACK, NOTHING),
            tcp(true, 1_000, 5_001, ACK, NOTHING),
            tcp(false, 5_001, 1_001, ACK, NOTHING),
            tcp(true, 1_000, 5_001, ACK, Octets.hex("00")),
            tcp(false, 5_001, 1_001, ACK, NOTHING)));
    final byte[] large = Ipv4Header.withTotalLength(DATA, 0xffff);
    cases.add(
        CaptureCase.sound(
            FOLDER,
            "segment_of_65535_bytes_cut",
            CaseFile.pcap(
                new PcapFormat().snaplen(DATA.length + 14),
                writer ->
                    writer.packet(
                        CaseFile.nanos(0), Framing.ethernet(large), DATA.length + 14, 0xffff + 14)),
            1));
  }

  /** A capture of one kind of option: the same segment with one list of options after the other. */
  private static void options(final List<CaptureCase> cases, final String[] texts) {
    final List<byte[]> packets = new ArrayList<>();
    for (int i = 1; i < texts.length; i++) {
      final byte[] options = Octets.hex(texts[i]);
      packets.add(SessionPackets.data(false, options));
      packets.add(
          SessionPackets.tcp(
              false, true, SessionPackets.CLIENT_SEQUENCE, 0, SYN, options, NOTHING));
      packets.add(
          SessionPackets.tcp(
              false,
              false,
              SessionPackets.SERVER_SEQUENCE,
              SessionPackets.CLIENT_SEQUENCE + 1,
              SYN | ACK,
              options,
              NOTHING));
    }
    of(cases, "option_" + texts[0], packets.size(), packets);
  }

  private static void cuts(final List<CaptureCase> cases) {
    for (final String[] each : TcpOptionTexts.CUT) {
      final byte[] frame = Framing.ethernet(SessionPackets.data(false, Octets.hex(each[1])));
      cases.add(
          CaptureCase.sound(
              FOLDER,
              "cut_" + each[0],
              CaseFile.cutEverywhere(ETHERNET, frame),
              frame.length,
              frame.length - 54 + 1));
    }
  }

  private static byte[] segment(final int flags, final byte[] payload) {
    return tcp(
        true,
        SessionPackets.CLIENT_SEQUENCE + 1,
        SessionPackets.SERVER_SEQUENCE + 1,
        flags,
        payload);
  }

  private static byte[] tcp(
      final boolean fromClient,
      final int sequence,
      final int acknowledgment,
      final int flags,
      final byte[] payload) {
    return SessionPackets.tcp(false, fromClient, sequence, acknowledgment, flags, NOTHING, payload);
  }

  private static void of(
      final List<CaptureCase> cases,
      final String name,
      final int segments,
      final List<byte[]> packets) {
    cases.add(
        CaptureCase.sound(
            FOLDER,
            name,
            CaseFile.ethernet(Framing.all(Framing::ethernet, packets)),
            packets.size(),
            segments));
  }
}
