package dev.weir.capture;

import java.nio.ByteOrder;
import java.util.List;

/**
 * One file of a capture, as far as it has been read.
 *
 * @param name the file's name as the user gave it.
 * @param size bytes of the file, or -1 for a stream.
 * @param container {@code pcap}, {@code pcap-ns} (nanoseconds), {@code pcap-modified} (Kuznetzov's
 *     longer record headers) or {@code pcapng}, with {@code .gz} behind it where the file is
 *     compressed.
 * @param byteOrder of the header fields; in pcapng that of the first section.
 * @param version such as {@code 2.4}; in pcapng that of the first section.
 * @param linkTypes the link types of its interfaces, in the order in which they were met, each
 *     once: see {@link LinkType}.
 * @param packets packets that have been read from it.
 */
public record CaptureFile(
    String name,
    long size,
    String container,
    ByteOrder byteOrder,
    String version,
    List<Integer> linkTypes,
    long packets) {}
