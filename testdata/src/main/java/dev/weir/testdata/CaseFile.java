package dev.weir.testdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The bytes of a case's file.
 *
 * @param container {@code pcap} or {@code pcapng}
 * @param linkTypes numbers joined by {@code +}
 * @param bytes the file
 */
record CaseFile(String container, String linkTypes, byte[] bytes) {
  /** 2026-01-15 12:00:00 UTC. */
  static final int SECONDS = 1_768_478_400;

  private static final long STEP_NANOS = 10_123_456L;

  /** Writes into a classic file. */
  @FunctionalInterface
  interface PcapContent {
    void write(PcapFileWriter writer) throws IOException;
  }

  /** Writes into a pcapng file. */
  @FunctionalInterface
  interface PcapngContent {
    void write(PcapngFileWriter writer) throws IOException;
  }

  /** Time of the packet with an index from 0. */
  static long nanos(final int index) {
    return SECONDS * 1_000_000_000L + (index + 1) * STEP_NANOS;
  }

  /** Time of a packet in microseconds. */
  static long micros(final int index) {
    return nanos(index) / 1_000;
  }

  static CaseFile pcap(final PcapFormat format, final PcapContent content) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PcapFileWriter writer = new PcapFileWriter(bytes, format)) {
      content.write(writer);
    } catch (final IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    final int type = format.linkTypeWord() & 0xffff;
    return new CaseFile("pcap", Integer.toString(type), bytes.toByteArray());
  }

  /** A classic file of whole frames. */
  static CaseFile pcap(final PcapFormat format, final List<byte[]> frames) {
    return cut(format, frames, Integer.MAX_VALUE);
  }

  /** A classic file of frames of which no more than {@code snaplen} bytes are captured. */
  static CaseFile cut(final PcapFormat format, final List<byte[]> frames, final int snaplen) {
    return pcap(
        format,
        writer -> {
          for (int i = 0; i < frames.size(); i++) {
            final byte[] frame = frames.get(i);
            writer.packet(nanos(i), frame, Math.min(snaplen, frame.length), frame.length);
          }
        });
  }

  /** The same frame cut at every length from 1 on. */
  static CaseFile cutEverywhere(final int linkType, final byte[] frame) {
    return pcap(
        new PcapFormat().linkType(linkType),
        writer -> {
          for (int captured = 1; captured <= frame.length; captured++) {
            writer.packet(nanos(captured), frame, captured, frame.length);
          }
        });
  }

  static CaseFile ethernet(final List<byte[]> frames) {
    return pcap(new PcapFormat(), frames);
  }

  static CaseFile pcapng(
      final String linkTypes, final boolean bigEndian, final PcapngContent content) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PcapngFileWriter writer = new PcapngFileWriter(bytes, bigEndian)) {
      content.write(writer);
    } catch (final IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new CaseFile("pcapng", linkTypes, bytes.toByteArray());
  }

  /** Only the first bytes of it. */
  CaseFile first(final int count) {
    return new CaseFile(container, linkTypes, Octets.slice(bytes, 0, count));
  }
}
