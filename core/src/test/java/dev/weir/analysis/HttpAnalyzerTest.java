package dev.weir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.capture.Capture;
import dev.weir.capture.CaptureException;
import dev.weir.capture.CaptureOptions;
import dev.weir.capture.PacketCursor;
import dev.weir.connection.Endpoint;
import dev.weir.filter.CaptureFilter;
import dev.weir.http.HttpEnding;
import dev.weir.http.HttpFraming;
import dev.weir.http.HttpOutcome;
import dev.weir.http.HttpRow;
import dev.weir.http.HttpTransaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP in whole captures. */
class HttpAnalyzerTest {
  private static final Path CAPTURES = Path.of("../testdata/captures");
  private static final int SYN = 2;
  private static final int SYN_ACK = 0x12;
  private static final int PSH_ACK = 0x18;
  private static final int FIN_ACK = 0x11;

  @TempDir Path folder;

  @Test
  void shouldTellTheTransactionOfTheFirstSession() throws CaptureException {
    final HttpTransaction transaction =
        only(rows(List.of(CAPTURES.resolve("seed/test1.pcap")), null)).transaction();
    assertEquals(Endpoint.ORIGINATOR, transaction.client());
    assertEquals("GET", transaction.request().method());
    assertEquals(205, transaction.request().message().bytes());
    assertEquals("keep-alive", transaction.request().message().connection());
    assertEquals(200, transaction.response().status());
    assertEquals(38_122, transaction.response().message().bytes());
    assertEquals(HttpFraming.LENGTH, transaction.response().message().framing());
    assertEquals(HttpOutcome.COMPLETE, transaction.outcome());
    assertTrue(transaction.persists());
    assertEquals(HttpEnding.CLOSED_SERVER, transaction.ending());
    assertEquals(59, transaction.closedAfterNanos() / 1_000_000_000L, "its keep-alive timeout");
    assertEquals(0, transaction.notes());
  }

  @Test
  void shouldTellTheTransactionOfTheSecondSession() throws CaptureException {
    final HttpTransaction transaction =
        only(rows(List.of(CAPTURES.resolve("seed/test2.pcap")), null)).transaction();
    assertEquals(201, transaction.request().message().bytes());
    assertEquals("close", transaction.request().message().connection());
    assertEquals(38_085, transaction.response().message().bytes());
    assertEquals(HttpEnding.CLOSED_SERVER, transaction.ending());
    assertEquals(0, transaction.closedAfterNanos(), "the FIN rides on the last data");
    assertEquals(transaction.endingPacket(), transaction.response().message().lastPacket());
  }

  @Test
  void shouldTellTheSameWhereverTheCaptureIsDividedIntoFiles() throws Exception {
    final List<byte[]> packets = twoConnectionsOnOneTuple();
    final List<HttpRow> whole = rows(List.of(write("whole.pcap", packets, 0)), null);
    assertEquals(4, whole.size());
    assertEquals(1, whole.get(0).transaction().number());
    assertEquals(2, whole.get(1).transaction().number());
    assertEquals(1, whole.get(2).transaction().number(), "a new connection on the old ports");
    assertTrue(whole.get(2).connection().firstPacket() > 1);
    for (int at = 1; at < packets.size(); at++) {
      final Path first = write("first.pcap", packets.subList(0, at), 0);
      final Path second = write("second.pcap", packets.subList(at, packets.size()), at);
      assertEquals(whole, rows(List.of(first, second), null), "divided at " + at);
    }
    assertEquals(
        List.of(),
        rows(
            List.of(folder.resolve("whole.pcap")),
            new CaptureFilter("port 81", dev.weir.filter.FilterOptions.DEFAULT)));
  }

  @Test
  void shouldReadEveryCommittedCapture() throws IOException {
    final List<Path> files;
    try (Stream<Path> all = Files.walk(CAPTURES)) {
      files = all.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
    }
    int read = 0;
    for (final Path file : files) {
      try {
        rows(List.of(file), null);
        read++;
      } catch (final CaptureException e) {
        // Files that are no captures are among them.
      }
    }
    assertTrue(read > 50, "captures: " + read);
  }

  private static List<byte[]> twoConnectionsOnOneTuple() {
    final List<byte[]> packets = new ArrayList<>();
    for (final int initial : new int[] {-5, 400_000}) {
      int client = initial + 1;
      int server = 9_001;
      packets.add(packet(true, initial, 0, SYN, ""));
      packets.add(packet(false, 9_000, client, SYN_ACK, ""));
      for (final String name : new String[] {"/one", "/two"}) {
        final String request = "GET " + name + " HTTP/1.1\r\nHost: h\r\n\r\n";
        packets.add(packet(true, client, server, PSH_ACK, request.substring(0, 9)));
        packets.add(packet(true, client + 9, server, PSH_ACK, request.substring(9)));
        client += request.length();
        final String response = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
        packets.add(packet(false, server, client, PSH_ACK, response));
        packets.add(packet(false, server + response.length(), client, PSH_ACK, "hello"));
        server += response.length() + 5;
      }
      packets.add(packet(false, server, client, FIN_ACK, ""));
      packets.add(packet(true, client, server + 1, FIN_ACK, ""));
    }
    return packets;
  }

  /** An IPv4 packet from 10.0.0.1:4000 to 10.0.0.2:8000 or back. */
  private static byte[] packet(
      final boolean fromClient,
      final int sequence,
      final int acknowledgment,
      final int flags,
      final String text) {
    final byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    final ByteBuffer bytes = ByteBuffer.allocate(40 + payload.length);
    bytes.put((byte) 0x45).put((byte) 0).putShort((short) bytes.capacity()).putInt(0);
    bytes.put((byte) 64).put((byte) 6).putShort((short) 0);
    bytes.putInt(fromClient ? 0x0A000001 : 0x0A000002);
    bytes.putInt(fromClient ? 0x0A000002 : 0x0A000001);
    bytes.putShort((short) (fromClient ? 4000 : 8000)).putShort((short) (fromClient ? 8000 : 4000));
    bytes.putInt(sequence).putInt(acknowledgment).put((byte) 0x50).put((byte) flags);
    bytes.putShort((short) 1000).putInt(0).put(payload);
    return bytes.array();
  }

  /** A pcap of raw IP packets, a millisecond apart. */
  private Path write(final String name, final List<byte[]> packets, final int firstMillisecond)
      throws IOException {
    int size = 24;
    for (final byte[] packet : packets) {
      size += 16 + packet.length;
    }
    final ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(101);
    int millisecond = firstMillisecond;
    for (final byte[] packet : packets) {
      file.putInt(1).putInt(1000 * millisecond++).putInt(packet.length).putInt(packet.length);
      file.put(packet);
    }
    return Files.write(folder.resolve(name), file.array());
  }

  private static List<HttpRow> rows(final List<Path> files, final CaptureFilter filter)
      throws CaptureException {
    final List<HttpRow> rows = new ArrayList<>();
    try (Capture capture = Capture.open(files, CaptureOptions.DEFAULT);
        PacketCursor cursor = capture.cursor()) {
      new HttpAnalyzer(cursor, AnalyzerOptions.defaults().withFilter(filter), rows::add).run();
    }
    return rows;
  }

  private static HttpRow only(final List<HttpRow> rows) {
    assertEquals(1, rows.size());
    return rows.getFirst();
  }
}
