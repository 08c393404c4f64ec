package dev.weir.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One capture: a file, a folder, several of them, or standard input, in time order.
 *
 * <p>Files are classic pcap or pcapng, plain or compressed with gzip. A regular file is mapped into
 * memory unless it is compressed or {@link CaptureOptions} say otherwise; anything else is a
 * stream, read through the same decoder in bounded memory.
 *
 * <p>Packets of any link type are delivered, also of one that Weir has no decoder for. Host names
 * that a pcapng file carries are not read.
 *
 * <p>Of a mapped file that grows while it is read, what it held at the start is read, and a notice
 * tells so. A file that becomes shorter ends in a {@link Damage} wherever the JVM can tell; since
 * it cannot always, files that other programs cut are better not mapped.
 */
public final class Capture implements AutoCloseable {
  private final List<CaptureSource> sources;
  private final List<String> notices;
  private final CaptureOptions options;

  private Capture(final CaptureFiles.Found found, final CaptureOptions options) {
    this.sources = found.sources();
    this.notices = found.notices();
    this.options = options;
  }

  /**
   * Opens a capture. Of a folder, every capture in it and in the folders below is taken, in name
   * order; other files there are passed over. Captures are told by their first bytes, not by name.
   *
   * @param files names of files and folders, or {@code -} for standard input.
   * @param options how to read them.
   * @return the capture, whose files have been found readable and of a known format.
   * @throws CaptureException where one of them cannot be read or is no capture.
   */
  public static Capture open(final List<Path> files, final CaptureOptions options)
      throws CaptureException {
    return new Capture(CaptureFiles.find(files, options), options);
  }

  /**
   * Whether {@link #cursor()} may be called more than once.
   *
   * @return false where a part of the capture is a stream.
   */
  public boolean isRepeatable() {
    return sources.stream().allMatch(CaptureSource::isRepeatable);
  }

  /**
   * Bytes of all files together, as they are on disk.
   *
   * @return bytes, or -1 where a part of the capture is a stream.
   */
  public long size() {
    long sum = 0;
    for (final CaptureSource source : sources) {
      if (source.size() < 0) {
        return -1;
      }
      sum += source.size();
    }
    return sum;
  }

  /**
   * The files of the capture.
   *
   * @return their names, as the user gave them or below a folder that he gave.
   */
  public List<String> names() {
    return sources.stream().map(CaptureSource::name).toList();
  }

  /**
   * What the user should know of the files that were named: those in a folder that look like
   * captures and cannot be read.
   *
   * @return sentences, each naming its file.
   */
  public List<String> notices() {
    return notices;
  }

  /**
   * A new walk over all packets, from the first. Several files are one sequence in time order:
   * always the file whose next packet is the earliest goes on, and of equally early ones that which
   * was named first. The order within a file is never changed, even where its times go backwards.
   *
   * @return a cursor of its own, to be closed by the caller.
   * @throws CaptureException where a file cannot be read.
   * @throws IllegalStateException where a stream would have to be read a second time.
   */
  public PacketCursor cursor() throws CaptureException {
    return sources.size() == 1
        ? sources.getFirst().open(options)
        : new MergedCursor(sources, options);
  }

  /**
   * The plainest format that keeps every packet as it is. A pcapng file may name another interface
   * at any place, so that such files are walked once for this.
   *
   * @return as {@link CaptureFormat#neededFor} has it; {@link CaptureFormat#PCAPNG} where a stream
   *     is pcapng, which can be read but once.
   * @throws CaptureException where a file cannot be read.
   */
  public CaptureFormat neededFormat() throws CaptureException {
    final List<CaptureInterface> interfaces = new ArrayList<>();
    for (final CaptureSource source : sources) {
      if (source.mayNameMoreInterfaces() && !source.isRepeatable()) {
        return CaptureFormat.PCAPNG;
      }
      interfaces.addAll(source.interfaces(options));
    }
    return CaptureFormat.neededFor(interfaces);
  }

  /**
   * Closes streams that no cursor has taken over, and deletes their copies. Cursors are closed by
   * whoever asked for them.
   */
  @Override
  public void close() {
    sources.forEach(CaptureSource::close);
  }
}
