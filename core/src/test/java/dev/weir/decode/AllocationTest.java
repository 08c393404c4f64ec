package dev.weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weir.HexBytes;
import dev.weir.capture.LinkType;
import dev.weir.decode.WirePackets.LinkHeader;
import dev.weir.transport.MptcpOptionFlyweight;
import dev.weir.transport.TcpOptionReads;
import dev.weir.transport.TcpOptionsFlyweight;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Decoding allocates nothing per packet, whatever the packet is. */
final class AllocationTest {
  private static final int DECODES = 1_000_000;

  /** Far less than a byte per packet; what the JVM itself may take in the thread while it runs. */
  private static final long FEW_BYTES = 10_000;

  private final PacketDecoder decoder = new PacketDecoder();
  private final DecodeCounters counters = new DecodeCounters();
  private final TcpOptionsFlyweight options = new TcpOptionsFlyweight();
  private final MptcpOptionFlyweight multipath = new MptcpOptionFlyweight();

  private UnsafeBuffer[] packets;
  private int[] linkTypes;

  private void makePackets() {
    final List<UnsafeBuffer> buffers = new ArrayList<>();
    final List<Integer> types = new ArrayList<>();
    for (final LinkHeader link : WirePackets.beforeIpv4().values()) {
      for (final String ip : List.of(WirePackets.IPV4, WirePackets.IPV4.replace("4500", "4100"))) {
        buffers.add(HexBytes.packet(link.hex(), ip, WirePackets.TCP_IN_IPV4));
        types.add(link.linkType());
      }
    }
    for (final LinkHeader link : WirePackets.beforeIpv6().values()) {
      for (final String rest : List.of(WirePackets.TCP_IN_IPV6, "9c40")) {
        buffers.add(HexBytes.packet(link.hex(), WirePackets.IPV6, rest));
        types.add(link.linkType());
      }
    }
    for (final byte[] tunnel : PacketDecoderTunnelTest.tunnels().values()) {
      buffers.add(new UnsafeBuffer(tunnel));
      types.add(LinkType.IPV4);
    }
    packets = buffers.toArray(UnsafeBuffer[]::new);
    linkTypes = types.stream().mapToInt(Integer::intValue).toArray();
  }

  private long decodeAll(final int decodes) {
    long sum = 0;
    for (int i = 0; i < decodes; i++) {
      final int which = i % packets.length;
      final UnsafeBuffer packet = packets[which];
      decoder.decode(packet, linkTypes[which], packet.capacity());
      counters.count(decoder);
      if (decoder.outcome() == DecodeOutcome.TCP) {
        sum += decoder.sourceLow() + decoder.destinationHigh() + decoder.payloadLength();
        sum += InternetChecksum.verifyTcp(packet, decoder) == ChecksumVerdict.VALID ? 1 : 0;
        decoder.tcp().options(options);
        while (options.next()) {
          sum += options.isWellFormed() ? TcpOptionReads.readAll(options, multipath) : 0;
        }
      }
    }
    return sum;
  }

  @Test
  void shouldAllocateNothingPerPacket() {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertTrue(threads.isThreadAllocatedMemoryEnabled());
    makePackets();
    decodeAll(DECODES);
    counters.reset();

    final long before = threads.getCurrentThreadAllocatedBytes();
    decodeAll(DECODES);
    final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertTrue(allocated < FEW_BYTES, "bytes for " + DECODES + " packets: " + allocated);
    assertEquals(DECODES, counters.packets());
    assertTrue(counters.packets(DecodeOutcome.TCP) > DECODES / 3);
  }
}
