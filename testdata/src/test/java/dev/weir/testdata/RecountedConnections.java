package dev.weir.testdata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the connections of a little-endian Ethernet capture anew, from its bytes and by the
 * plainest means, to have something to hold the generator's truth against.
 */
final class RecountedConnections {
  private static final String LETTERS = "FSRP.UEW";

  /** One side as the bytes show it. */
  static final class Side {
    String address;
    int port;
    long packets;
    long payload;
    long wire;
    int flags;
    long retransmitted;
    long highest = -1;
    boolean bareSyn;
    boolean synAck;
    boolean acknowledged;

    String letters() {
      final StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 8; bit++) {
        if ((flags & 1 << bit) != 0) {
          text.append(LETTERS.charAt(bit));
        }
      }
      return text.toString();
    }
  }

  /** One connection; {@code first} sent its first packet. */
  static final class Row {
    final Side first = new Side();
    final Side second = new Side();
    long firstPacket;
    long lastPacket;
    long startNanos;
    long endNanos;
    long widestGap;
    long closedNanos = -1;
    long afterClose;
    boolean midstream;
    boolean answerFirst;
    long synSequence = -1;
    Side finFirst;
    boolean bothFins;
    Side resetFirst;

    String csv(final int id) {
      final boolean flipped = midstream && LikelyServerPorts.contains(first.port) || answerFirst;
      final Side one = flipped ? second : first;
      final Side other = flipped ? first : second;
      return String.join(
          ",",
          List.of(
              String.valueOf(id),
              firstPacket + "," + lastPacket + "," + startNanos + "," + endNanos,
              one.address + "," + one.port + "," + other.address + "," + other.port,
              one.packets + "," + other.packets + "," + one.payload + "," + other.payload,
              one.wire + "," + other.wire + "," + one.letters() + "," + other.letters(),
              one.retransmitted + "," + other.retransmitted,
              handshake(),
              ending(one)));
    }

    private String handshake() {
      if (midstream) {
        return "midstream";
      }
      if (answerFirst) {
        return "partial";
      }
      if (second.bareSyn) {
        return "simultaneous";
      }
      if (second.synAck) {
        return first.acknowledged ? "complete" : "no_ack";
      }
      if (first.acknowledged) {
        return "partial";
      }
      return resetFirst == second ? "refused" : "no_answer";
    }

    private String ending(final Side originator) {
      if (resetFirst != null) {
        return resetFirst == originator ? "reset_originator" : "reset_responder";
      }
      if (finFirst == null) {
        return "open";
      }
      return (bothFins ? "closed_" : "half_closed_")
          + (finFirst == originator ? "originator" : "responder");
    }
  }

  final List<Row> rows = new ArrayList<>();
  int packets;
  int badChecksums;
  int checked;

  private final Map<String, Row> open = new HashMap<>();
  private final ByteBuffer file;
  private final long nanosPerUnit;
  private long lastNanos = -1;

  RecountedConnections(final byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    file.order(ByteOrder.LITTLE_ENDIAN);
    nanosPerUnit = file.getInt(0) == 0xa1b23c4d ? 1 : 1000;
    int at = 24;
    while (at < bytes.length) {
      file.order(ByteOrder.LITTLE_ENDIAN);
      final long nanos =
          (file.getInt(at) & 0xffffffffL) * 1_000_000_000L + file.getInt(at + 4) * nanosPerUnit;
      final int captured = file.getInt(at + 8);
      final int length = file.getInt(at + 12);
      if (nanos <= lastNanos) {
        throw new IllegalStateException("time does not go on at byte " + at);
      }
      lastNanos = nanos;
      packets++;
      file.order(ByteOrder.BIG_ENDIAN);
      packet(at + 16, captured, length, nanos);
      at += 16 + captured;
    }
  }

  private void packet(final int frame, final int captured, final int wire, final long nanos) {
    int type = frame + 12;
    while (u16(type) == 0x8100) {
      type += 4;
    }
    final int ip = type + 2;
    final boolean six = u16(type) == 0x86dd;
    final int tcp = six ? ip + 40 : ip + (file.get(ip) & 15) * 4;
    final int segment = six ? u16(ip + 4) : u16(ip + 2) - (tcp - ip);
    final int header = (file.get(tcp + 12) >> 4 & 15) * 4;
    if (tcp + segment <= frame + captured) {
      checked++;
      final int addresses = six ? 32 : 8;
      final long pseudo = sum(tcp - addresses, addresses) + 6 + segment;
      if (fold(pseudo + sum(tcp, segment)) != 0xffff || !six && fold(sum(ip, 20)) != 0xffff) {
        badChecksums++;
      }
    }
    final String source = address(six, six ? ip + 8 : ip + 12);
    final String target = address(six, six ? ip + 24 : ip + 16);
    segment(source, u16(tcp), target, u16(tcp + 2), tcp, segment - header, wire, nanos);
  }

  private void segment(
      final String source,
      final int sourcePort,
      final String target,
      final int targetPort,
      final int tcp,
      final int payload,
      final int wire,
      final long nanos) {
    final int flags = file.get(tcp + 13) & 0xff;
    final long sequence = file.getInt(tcp + 4) & 0xffffffffL;
    final String from = source + " " + sourcePort;
    final String to = target + " " + targetPort;
    final String key = from.compareTo(to) < 0 ? from + " " + to : to + " " + from;
    Row row = open.get(key);
    final boolean bareSyn = (flags & 0x12) == 2;
    final boolean other =
        row != null
            && bareSyn
            && row.synSequence != sequence
            && row.first.address.equals(source)
            && row.first.port == sourcePort;
    if (row == null || other) {
      row = new Row();
      row.first.address = source;
      row.first.port = sourcePort;
      row.second.address = target;
      row.second.port = targetPort;
      row.firstPacket = packets;
      row.startNanos = nanos;
      row.endNanos = nanos;
      row.midstream = (flags & 2) == 0;
      row.answerFirst = (flags & 0x12) == 0x12;
      row.synSequence = bareSyn ? sequence : -1;
      open.put(key, row);
      rows.add(row);
    }
    final boolean fromFirst = row.first.address.equals(source) && row.first.port == sourcePort;
    final Side side = fromFirst ? row.first : row.second;
    row.widestGap = Math.max(row.widestGap, nanos - row.endNanos);
    row.lastPacket = packets;
    row.endNanos = nanos;
    side.packets++;
    side.wire += wire;
    side.payload += payload;
    side.flags |= flags;
    side.bareSyn |= bareSyn;
    side.synAck |= (flags & 0x12) == 0x12;
    side.acknowledged |= (flags & 0x16) == 0x10;
    close(row, side, flags, nanos);
    sequence(side, (int) sequence, payload, flags);
  }

  private static void close(final Row row, final Side side, final int flags, final long nanos) {
    if (row.closedNanos >= 0) {
      row.afterClose = Math.max(row.afterClose, nanos - row.closedNanos);
    }
    if ((flags & 1) != 0) {
      row.bothFins |= row.finFirst != null && row.finFirst != side;
      row.finFirst = row.finFirst == null ? side : row.finFirst;
    }
    if ((flags & 4) != 0 && row.resetFirst == null) {
      row.resetFirst = side;
    }
    if (row.closedNanos < 0 && (row.bothFins || row.resetFirst != null)) {
      row.closedNanos = nanos;
    }
  }

  private static void sequence(
      final Side side, final int sequence, final int payload, final int flags) {
    final int length = payload + (flags & 1) + (flags >> 1 & 1);
    if (side.highest >= 0) {
      final int below = (int) side.highest - sequence;
      if (below > 0 && !(payload == 1 && below == 1)) {
        side.retransmitted += Math.min(payload, below);
      }
    }
    if ((flags & 4) == 0 && (side.highest < 0 || sequence + length - (int) side.highest > 0)) {
      side.highest = sequence + length & 0xffffffffL;
    }
  }

  private String address(final boolean six, final int at) {
    final byte[] bytes = new byte[six ? 16 : 4];
    file.get(at, bytes);
    if (!six) {
      return (bytes[0] & 255)
          + "."
          + (bytes[1] & 255)
          + "."
          + (bytes[2] & 255)
          + "."
          + (bytes[3] & 255);
    }
    final StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(i > 0 ? ":" : "").append(Integer.toHexString(u16(at + 2 * i)));
    }
    // The first longest run of zero groups becomes "::".
    String longest = "";
    for (int groups = 8; groups > 1 && longest.isEmpty(); groups--) {
      final String run = ":0".repeat(groups).substring(1);
      if ((":" + text + ":").contains(":" + run + ":")) {
        longest = run;
      }
    }
    if (longest.isEmpty()) {
      return text.toString();
    }
    final String short6 = (":" + text + ":").replaceFirst(":" + longest + ":", "::");
    final String head = short6.startsWith("::") ? short6 : short6.substring(1);
    return head.endsWith("::") ? head : head.substring(0, head.length() - 1);
  }

  private int u16(final int at) {
    return file.getShort(at) & 0xffff;
  }

  private long sum(final int at, final int count) {
    long sum = 0;
    for (int i = 0; i + 1 < count; i += 2) {
      sum += u16(at + i);
    }
    return (count & 1) == 0 ? sum : sum + ((file.get(at + count - 1) & 0xff) << 8);
  }

  private static int fold(final long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) folded;
  }
}
