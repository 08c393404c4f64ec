package dev.weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.transport.MptcpOptionFlyweight;
import dev.weir.transport.TcpOptionReads;
import dev.weir.transport.TcpOptionsFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads all that a decoder says of a packet, and checks what must hold of any packet. */
final class DecodedReads {
  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();
  private final MptcpOptionFlyweight multipath = new MptcpOptionFlyweight();

  /**
   * Reads everything that the outcome allows.
   *
   * @return a number made of all of it but offsets.
   */
  long readAll(final UnsafeBuffer packet, final PacketDecoder decoder) {
    assertNotNull(decoder.outcome());
    assertNotNull(decoder.stopLayer());
    assertTrue(decoder.stopOffset() >= 0);
    assertTrue(decoder.bytesAvailable() >= 0);
    assertTrue(decoder.capturedEnd() <= packet.capacity());
    assertTrue(decoder.vlanId() >= -1 && decoder.vlanId() < 4096);
    long sum = decoder.sourcePort() + decoder.destinationPort() + decoder.ipLength();
    sum += decoder.bytesNeeded() + decoder.bytesAvailable() + decoder.tcpHeaderLength();
    sum += decoder.truncated() ? 1 : 0;
    sum += InternetChecksum.verifyIpv4Header(packet, decoder).ordinal();
    sum += InternetChecksum.verifyTcp(packet, decoder).ordinal();
    sum += InternetChecksum.expectedTcp(packet, decoder);
    if (decoder.ipVersion() != 0) {
      assertTrue(decoder.networkOffset() >= 0);
      sum += readIp(decoder);
    }
    if (decoder.outcome() == DecodeOutcome.TCP) {
      sum += readTcp(packet, decoder);
    }
    return sum;
  }

  private static long readIp(final PacketDecoder decoder) {
    long sum = decoder.sourceHigh() + decoder.sourceLow();
    sum += decoder.destinationHigh() + decoder.destinationLow();
    if (decoder.ipVersion() == 4) {
      assertEquals(4, decoder.ipv4().version());
      sum += decoder.ipv4().finalDestinationAddress();
      assertEquals(decoder.networkOffset() + 20, decoder.ipv4().optionsOffset());
      sum += decoder.ipv4().optionsLength();
      assertEquals(decoder.ipv4().sourceAddress() & 0xFFFF_FFFFL, decoder.sourceLow());
    } else {
      assertEquals(6, decoder.ipv6().version());
      sum += decoder.ipv6().flowLabel() + decoder.ipv6().hopLimit();
    }
    return sum;
  }

  private long readTcp(final UnsafeBuffer packet, final PacketDecoder decoder) {
    assertTrue(decoder.carriesTcp());
    assertNotEquals(0, decoder.ipVersion());
    assertTrue(decoder.tcpOffset() > decoder.networkOffset());
    assertTrue(decoder.payloadLength() >= 0);
    assertTrue(decoder.capturedPayloadLength() >= 0);
    assertTrue(decoder.capturedPayloadLength() <= decoder.payloadLength());
    assertTrue(
        decoder.capturedPayloadLength() == 0
            || decoder.payloadOffset() + decoder.capturedPayloadLength() <= packet.capacity());
    assertTrue(decoder.tcpHeaderLength() >= 20 && decoder.tcpHeaderLength() <= 60);
    assertEquals(decoder.tcp().sourcePort(), decoder.sourcePort());
    assertEquals(decoder.tcp().headerLength(), decoder.tcpHeaderLength());
    long sum = decoder.tcp().sequence() + decoder.tcp().acknowledgment();
    sum += decoder.tcp().window() + decoder.tcp().checksum() + decoder.tcp().urgentPointer();
    decoder.tcp().options(options);
    while (options.next()) {
      if (options.isWellFormed()) {
        sum += TcpOptionReads.readAll(options, multipath);
      }
    }
    return sum + options.fault().ordinal();
  }
}
