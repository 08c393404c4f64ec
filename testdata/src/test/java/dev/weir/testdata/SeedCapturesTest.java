package dev.weir.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rebuilt sessions against the user's four listings, read here by code of the test's own. */
class SeedCapturesTest {
  private static final Path SEED = Path.of("captures", "seed");
  private static final String SERVER = "116.62.35.197";

  @ParameterizedTest
  @ValueSource(strings = {"test1", "test2"})
  void shouldPrintBothListingsToTheLetter(final String name) throws Exception {
    final byte[] capture = Files.readAllBytes(SEED.resolve(name + ".pcap"));
    assertEquals(listing(name, "client-to-server"), printed(capture, true));
    assertEquals(listing(name, "server-to-client"), printed(capture, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test1", "test2"})
  void shouldMakeTcpdumpItselfPrintBothListings(final String name) throws Exception {
    final String file = SEED.resolve(name + ".pcap").toString();
    final String address = Files.readString(SEED.resolve("hosts")).split(" ")[0];
    for (final String[] each :
        new String[][] {{"dst", "client-to-server"}, {"src", "server-to-client"}}) {
      final InstalledTool.Output output =
          InstalledTool.run(
              "tcpdump", List.of("-n", "-r", file, each[0] + " " + SERVER + " and tcp"));
      assertEquals(
          String.join("\n", listing(name, each[1])) + "\n", output.text().replace(address, "cwd"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"test1", "test2"})
  void shouldHaveValidChecksumsAndTimesInOrder(final String name) throws Exception {
    final RecountedConnections counted =
        new RecountedConnections(Files.readAllBytes(SEED.resolve(name + ".pcap")));
    assertEquals(1, counted.rows.size());
    assertEquals(counted.packets, counted.checked);
    assertEquals(0, counted.badChecksums);
    final RecountedConnections.Row row = counted.rows.getFirst();
    assertEquals(name.equals("test1") ? 205 : 201, row.first.payload);
    assertEquals(name.equals("test1") ? 38_122 : 38_085, row.second.payload);
    assertEquals(0, row.first.retransmitted + row.second.retransmitted);
  }

  @Test
  void shouldAskAndAnswerInHttp() throws Exception {
    final String first =
        new String(Files.readAllBytes(SEED.resolve("test1.pcap")), StandardCharsets.ISO_8859_1);
    final String second =
        new String(Files.readAllBytes(SEED.resolve("test2.pcap")), StandardCharsets.ISO_8859_1);
    assertTrue(first.contains("GET /index.html HTTP/1.1\r\n"));
    assertTrue(first.contains("\r\nConnection: keep-alive\r\n"));
    assertTrue(second.contains("\r\nConnection: close\r\n"));
    assertTrue(second.contains("HTTP/1.1 200 OK\r\n"));
  }

  @Test
  void shouldSendKeepAliveProbesBelowTheWindow() throws Exception {
    final ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(SEED.resolve("test1.pcap")));
    final long initial = 163_528_420L;
    int probes = 0;
    for (int at = 24; at < file.limit(); ) {
      file.order(ByteOrder.LITTLE_ENDIAN);
      final int length = file.getInt(at + 8);
      final int tcp = at + 16 + 34;
      file.order(ByteOrder.BIG_ENDIAN);
      final boolean fromClient = (file.getShort(tcp) & 0xffff) == 42_002;
      final long relative = (file.getInt(tcp + 4) & 0xffffffffL) - initial - 1;
      final int payload = (file.getShort(at + 16 + 16) & 0xffff) - 20 - 32;
      if (fromClient && relative == 204 && payload == 0) {
        probes++;
      }
      at += 16 + length;
    }
    assertEquals(5, probes, "two after the response, three a minute later");
  }

  private static List<String> listing(final String name, final String direction) throws Exception {
    return Files.readAllLines(SEED.resolve(name + "-" + direction + ".txt"));
  }

  /** The lines of one direction by itself, as section 4 of tcpdump's numbering has it. */
  private static List<String> printed(final byte[] capture, final boolean toServer) {
    final ByteBuffer file = ByteBuffer.wrap(capture);
    final List<String> lines = new ArrayList<>();
    long sequenceBase = 0;
    long ackBase = 0;
    boolean known = false;
    for (int at = 24; at < capture.length; ) {
      file.order(ByteOrder.LITTLE_ENDIAN);
      final long seconds = file.getInt(at) & 0xffffffffL;
      final int micros = file.getInt(at + 4);
      final int length = file.getInt(at + 8);
      file.order(ByteOrder.BIG_ENDIAN);
      final int ip = at + 16 + 14;
      final int tcp = ip + 20;
      at += 16 + length;
      final int port = file.getShort(tcp) & 0xffff;
      if ((port != 1316) != toServer) {
        continue;
      }
      final int flags = file.get(tcp + 13);
      final boolean ack = (flags & 0x10) != 0;
      final boolean syn = (flags & 2) != 0;
      long sequence = file.getInt(tcp + 4) & 0xffffffffL;
      long acknowledgment = file.getInt(tcp + 8) & 0xffffffffL;
      if (ack && (!known || syn)) {
        sequenceBase = sequence;
        ackBase = acknowledgment - 1;
        known = true;
      } else if (ack) {
        sequence -= sequenceBase;
        acknowledgment -= ackBase;
      }
      final int header = (file.get(tcp + 12) >> 4 & 15) * 4;
      final int payload = (file.getShort(ip + 2) & 0xffff) - 20 - header;
      final StringBuilder line = new StringBuilder(clock(seconds % 86_400, micros));
      final int other = file.getShort(tcp + 2) & 0xffff;
      line.append(
          toServer
              ? "cwd." + port + " > 116.62.35.197.1316: Flags ["
              : "116.62.35.197.1316 > cwd." + other + ": Flags [");
      for (int bit = 0; bit < 5; bit++) {
        line.append((flags >> bit & 1) != 0 ? "FSRP.".substring(bit, bit + 1) : "");
      }
      line.append(']');
      if (payload > 0) {
        line.append(", seq ").append(sequence).append(':').append(sequence + payload);
      } else if ((flags & 7) != 0) {
        line.append(", seq ").append(sequence);
      }
      line.append(ack ? ", ack " + acknowledgment : "");
      line.append(", win ").append(file.getShort(tcp + 14) & 0xffff);
      line.append(", options [").append(options(file, tcp + 20, tcp + header));
      line.append("], length ").append(payload);
      lines.add(line.toString());
    }
    return lines;
  }

  private static String clock(final long day, final int micros) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d.%06d IP ", day / 3600, day / 60 % 60, day % 60, micros);
  }

  private static String options(final ByteBuffer file, final int from, final int to) {
    final List<String> texts = new ArrayList<>();
    for (int at = from; at < to; ) {
      switch (file.get(at)) {
        case 1 -> texts.add("nop");
        case 2 -> texts.add("mss " + file.getShort(at + 2));
        case 3 -> texts.add("wscale " + file.get(at + 2));
        case 4 -> texts.add("sackOK");
        case 8 ->
            texts.add(
                "TS val "
                    + (file.getInt(at + 2) & 0xffffffffL)
                    + " ecr "
                    + (file.getInt(at + 6) & 0xffffffffL));
        default -> throw new IllegalStateException("option " + file.get(at));
      }
      at += file.get(at) == 1 ? 1 : file.get(at + 1);
    }
    return String.join(",", texts);
  }
}
