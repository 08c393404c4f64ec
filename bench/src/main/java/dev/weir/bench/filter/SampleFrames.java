package dev.weir.bench.filter;

import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Ethernet frames of a mix that a filter meets: mostly TCP, a third of it to or from port 443. */
final class SampleFrames {
  private static final int GET = 0x4745_5420;

  private SampleFrames() {}

  static void write(final UnsafeBuffer buffer, final int at, final Random random) {
    final int kind = random.nextInt(100);
    if (kind < 5) {
      buffer.putShort(at + 12, (short) 0x0806, ByteOrder.BIG_ENDIAN);
    } else if (kind < 20) {
      buffer.putShort(at + 12, (short) 0x86dd, ByteOrder.BIG_ENDIAN);
      buffer.putByte(at + 14, (byte) 0x60);
      buffer.putByte(at + 20, (byte) (random.nextInt(4) == 0 ? 17 : 6));
      transport(buffer, at + 54, random);
    } else {
      final int words = random.nextInt(50) == 0 ? 6 : 5;
      buffer.putShort(at + 12, (short) 0x0800, ByteOrder.BIG_ENDIAN);
      buffer.putByte(at + 14, (byte) (0x40 | words));
      buffer.putByte(at + 23, (byte) (random.nextInt(5) == 0 ? 17 : 6));
      buffer.putInt(at + 26, 0x0a00_0000 + random.nextInt(16), ByteOrder.BIG_ENDIAN);
      buffer.putInt(at + 30, 0xc000_0200 + random.nextInt(16), ByteOrder.BIG_ENDIAN);
      transport(buffer, at + 14 + 4 * words, random);
    }
  }

  private static void transport(final UnsafeBuffer buffer, final int at, final Random random) {
    final int[] servers = {443, 443, 80, 22, 53, 8080};
    final int server = servers[random.nextInt(servers.length)];
    final int client = 32_768 + random.nextInt(20_000);
    final boolean toServer = random.nextBoolean();
    buffer.putShort(at, (short) (toServer ? client : server), ByteOrder.BIG_ENDIAN);
    buffer.putShort(at + 2, (short) (toServer ? server : client), ByteOrder.BIG_ENDIAN);
    buffer.putByte(at + 12, (byte) 0x50);
    buffer.putByte(at + 13, (byte) 0x18);
    buffer.putInt(at + 20, random.nextInt(3) == 0 ? GET : random.nextInt(), ByteOrder.BIG_ENDIAN);
  }
}
