package dev.weir.bench;

import dev.weir.testdata.CaptureWriter;
import dev.weir.testdata.PcapFileWriter;
import dev.weir.testdata.PcapFormat;
import dev.weir.testdata.PcapngFileWriter;
import dev.weir.testdata.TrafficMix;
import dev.weir.testdata.TrafficSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The captures that benchmarks read: made from a seed by the project's generator, once, in the
 * folder {@code captures} beside the jar. Each has exactly as many packets as were asked for, so
 * that JMH can divide by a constant.
 */
final class GeneratedCapture {
  /** Packets a connection on average, as in {@link TrafficSettings}. */
  private static final int MEAN_PACKETS = 23;

  private GeneratedCapture() {}

  /**
   * Makes a capture if it is not there.
   *
   * @param shape the headers of its packets
   * @param packets how many
   * @param concurrent how many connections live at one time
   * @param extension pcap or pcapng
   * @return the file
   */
  static Path of(
      final TrafficShape shape, final int packets, final int concurrent, final String extension)
      throws IOException {
    final String name = shape.name().toLowerCase(Locale.ROOT);
    final Path file = folder().resolve(name + "-" + packets + "-" + concurrent + "." + extension);
    if (Files.exists(file)) {
      return file;
    }
    final Path draft = Files.createTempFile(folder(), name, ".draft");
    final TrafficSettings settings =
        shape
            .settings()
            .connections(packets / MEAN_PACKETS * 2 + concurrent)
            .concurrent(concurrent);
    try (CaptureWriter writer = writer(draft, extension, settings.snaplen())) {
      new TrafficMix(settings).generate(new FirstPackets(writer, packets), null);
      throw new IllegalStateException(file + ": fewer packets were made than were asked for");
    } catch (final FirstPackets.Enough e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static CaptureWriter writer(final Path file, final String extension, final int snaplen)
      throws IOException {
    return extension.equals("pcapng")
        ? PcapngFileWriter.create(file, snaplen, false)
        : PcapFileWriter.create(file, new PcapFormat());
  }

  private static Path folder() throws IOException {
    try {
      final Path jar =
          Path.of(
              GeneratedCapture.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.createDirectories(jar.resolveSibling("captures"));
    } catch (final URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the generator when it has written enough. */
  private static final class FirstPackets implements CaptureWriter {
    private final CaptureWriter writer;
    private final int packets;
    private int written;

    FirstPackets(final CaptureWriter writer, final int packets) {
      this.writer = writer;
      this.packets = packets;
    }

    @Override
    public void packet(
        final long timeNanos, final byte[] frame, final int captured, final int length)
        throws IOException {
      if (written == packets) {
        writer.close();
        throw new Enough();
      }
      written++;
      writer.packet(timeNanos, frame, captured, length);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }

    /** All packets are in the file, which is closed. */
    private static final class Enough extends IOException {
      private static final long serialVersionUID = 1L;
    }
  }
}
