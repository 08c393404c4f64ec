package dev.weir.testdata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a classic pcap file as its {@link PcapFormat} says. Not thread-safe. */
public final class PcapFileWriter implements CaptureWriter {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ByteSink sink;
  private final PcapFormat format;

  /**
   * Writes the file header.
   *
   * @param out closed with this writer
   * @param format header and record layout
   * @throws IOException when the header cannot be written
   */
  public PcapFileWriter(final OutputStream out, final PcapFormat format) throws IOException {
    this.sink = new ByteSink(out, format.isBigEndian());
    this.format = format;
    sink.u32(format.magic());
    sink.u16(format.major());
    sink.u16(format.minor());
    sink.u32(format.zone());
    sink.u32(format.accuracy());
    sink.u32(format.snaplen());
    sink.u32(format.linkTypeWord());
  }

  /**
   * Creates or replaces a file.
   *
   * @param path the file
   * @param format header and record layout
   * @return a writer whose header is written
   * @throws IOException when the file cannot be written
   */
  public static PcapFileWriter create(final Path path, final PcapFormat format) throws IOException {
    return new PcapFileWriter(Files.newOutputStream(path), format);
  }

  @Override
  public void packet(final long timeNanos, final byte[] frame, final int captured, final int length)
      throws IOException {
    header(
        (int) (timeNanos / NANOS_PER_SECOND),
        (int) (timeNanos % NANOS_PER_SECOND / format.nanosPerUnit()),
        captured,
        length);
    sink.bytes(frame, 0, captured);
  }

  /**
   * Writes a record header alone, with whatever values: how damaged records are made.
   *
   * @param seconds since 1970, unsigned
   * @param fraction micro- or nanoseconds as the format says; not checked
   * @param captured the captured length that the header states, in bytes
   * @param length the length on the wire that the header states, in bytes
   * @throws IOException when it cannot be written
   */
  public void header(final int seconds, final int fraction, final int captured, final int length)
      throws IOException {
    final boolean swapped = format.swapsLengths();
    sink.u32(seconds);
    sink.u32(fraction);
    sink.u32(swapped ? length : captured);
    sink.u32(swapped ? captured : length);
    if (format.isModified()) {
      sink.u32(2);
      sink.u16(0x0800);
      sink.u8(0);
      sink.u8(0);
    }
  }

  /**
   * Writes bytes as they are.
   *
   * @param bytes all of them are written
   * @throws IOException when they cannot be written
   */
  public void raw(final byte... bytes) throws IOException {
    sink.bytes(bytes, 0, bytes.length);
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
