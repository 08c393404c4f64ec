package dev.weir.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other protocols are named from their first bytes. */
class FirstBytesTest {
  private static final String HELLO =
      "1603010052010000 4e0303 00000000000000000000000000000000 0000000000000000000000000000000000"
          + " 0004 1301 1302 01 00 0021 ff01 0001 00 0000 0010 000e 00 000b"
          + " 6578616d706c652e6f72670023 0000 0017 0000";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TLS        | 16030100520100004e",
        "TLS        | 160303004a0200",
        "HTTP/2     | 'PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n'",
        "HTTP/2     | 00001204000000000000030000",
        "SSH        | 'SSH-2.0-OpenSSH_9.6\\r\\n'",
        "SMTP       | '220 mail.example.org ESMTP Postfix\\r\\n'",
        "SMTP       | 'EHLO client\\r\\n'",
        "FTP        | '220 (vsFTPd 3.0.3)\\r\\n'",
        "POP3       | '+OK ready\\r\\n'",
        "IMAP       | '* OK [CAPABILITY IMAP4rev1] ready\\r\\n'",
        "NNTP       | '200 news.example.org InterNetNews NNRP server ready\\r\\n'",
        "IRC        | 'NICK somebody\\r\\n'",
        "RTSP       | 'DESCRIBE rtsp://a/b RTSP/1.0\\r\\n'",
        "RTSP       | 'RTSP/1.0 200 OK\\r\\n'",
        "SIP        | 'INVITE sip:bob@example.org SIP/2.0\\r\\n'",
        "ICAP       | 'OPTIONS icap://a/b ICAP/1.0\\r\\n'",
        "XMPP       | '<?xml version=''1.0''?><stream:stream to=''a''>'",
        "Telnet     | fffd18fffd20",
        "DNS        | 001d123401000001000000000000076578616d706c65036f72670000010001",
        "BGP        | ffffffffffffffffffffffffffffffff001d0104",
        "LDAP       | 300c020101600702010304008000",
        "SMB        | 000000a4ff534d4272",
        "DCE/RPC    | 05000b0310000000740000000200",
        "RDP        | 030000130ee000000000000100080003000000",
        "VNC        | 'RFB 003.008\\n'",
        "Redis      | '*1\\r\\n$4\\r\\nPING\\r\\n'",
        "MySQL      | 4a0000000a382e302e333600",
        "PostgreSQL | 0000002300030000757365720061",
        "PostgreSQL | 0000000804d2162f",
        "TDS        | 1201002f0000010000001a",
        "MongoDB    | 3f000000010000000000000dd4070000",
        "MongoDB    | 3f0000000100000000000000d4070000",
        "MQTT       | 101000044d5154540402003c",
        "AMQP       | 414d515000000901",
        "PPTP       | 009c00011a2b3c4d0001",
        "BitTorrent | 13426974546f7272656e742070726f746f636f6c00",
        "rsync      | '@RSYNCD: 31.0\\n'",
        "git        | '0032git-upload-pack /x.git'",
        "unknown    | 'GET / HTTP/1.1\\r\\n\\r\\n'",
        "unknown    | 'HTTP/1.1 200 OK\\r\\n\\r\\n'",
        "unknown    | 'some words\\r\\n'",
        "unknown    | 9f8e7d6c5b4a39281706f5e4d3c2b1a0",
      })
  void shouldNameAProtocolAndNoneBeforeItIsCertain(final String name, final String text) {
    final byte[] bytes = bytes(text);
    if (text.endsWith("0dd4070000")) {
      assertEquals("unknown", named(bytes, bytes.length), "a number that is none of MongoDB's");
      return;
    }
    assertEquals(name, named(bytes, bytes.length));
    boolean certain = false;
    for (int length = 0; length <= bytes.length; length++) {
      final String sofar = named(bytes, length);
      assertTrue(sofar.equals(name) || sofar.equals("unknown"), length + ": " + sofar);
      assertTrue(!certain || sofar.equals(name), "named and taken back at " + length);
      certain |= !sofar.equals("unknown");
    }
  }

  @Test
  void shouldNameTheServerThatATlsClientAsksFor() {
    final byte[] hello = HexFormat.of().parseHex(HELLO.replace(" ", ""));
    final HttpConnection connection =
        Dialogue.read(
            Dialogue.opened()
                .client(new String(hello, StandardCharsets.ISO_8859_1))
                .server("\u0016\u0003\u0003\u0000\u0010\u0002")
                .segments(),
            new ArrayList<>());
    assertEquals(StreamProtocol.TLS, connection.protocol());
    assertEquals("example.org", connection.serverName());
    for (int length = 0; length < hello.length - 8; length++) {
      final String name = TlsHello.serverName(new UnsafeBuffer(hello), 0, length);
      assertNull(name, "of " + length + " bytes");
    }
  }

  @Test
  void shouldNameAProtocolByTheServersGreetingWhereverItIsCut() {
    final String greeting = "220 mail.example.org ESMTP Postfix\r\n";
    for (int size = 1; size <= greeting.length(); size++) {
      final List<HttpTransaction> none = new ArrayList<>();
      final HttpConnection connection =
          Dialogue.read(Dialogue.opened().server(greeting, size).segments(), none);
      assertEquals(StreamProtocol.SMTP, connection.protocol(), "in pieces of " + size);
      assertEquals(List.of(), none);
    }
  }

  @Test
  void shouldSayHttpForHttp() {
    final HttpConnection connection =
        Dialogue.read(
            Dialogue.opened().client("GET / HTTP/1.1\r\n\r\n", 1).segments(), new ArrayList<>());
    assertEquals(StreamProtocol.HTTP, connection.protocol());
  }

  private static String named(final byte[] bytes, final int length) {
    return new FirstBytes().protocol(new UnsafeBuffer(bytes), 0, length).label();
  }

  private static byte[] bytes(final String text) {
    if (text.matches("([0-9a-f]{2})+")) {
      return HexFormat.of().parseHex(text);
    }
    return text.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
