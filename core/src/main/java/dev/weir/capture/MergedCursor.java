package dev.weir.capture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * Walks several files as one, always on with the earliest packet. A file is opened when its first
 * packet's turn comes and closed soon after its last, so that thousands of files that follow each
 * other never are open together.
 */
final class MergedCursor extends PacketCursor {
  private static final Comparator<Head> EARLIEST =
      (a, b) ->
          a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Integer.compare(a.order, b.order);

  private final CaptureOptions options;

  /** Files that have not been opened, the earliest first. */
  private final ArrayDeque<Head> waiting;

  /** Open files with a packet to deliver, except the current one. */
  private final PriorityQueue<Head> open = new PriorityQueue<>(EARLIEST);

  /** Files at their end whose last packets may still be looked at. */
  private final ArrayDeque<Head> ended = new ArrayDeque<>();

  /** By file order; null where a file has not been opened. */
  private final Head[] met;

  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  /** The file of the current packet. */
  private Head current;

  /** The current file goes on while its packet comes before this place of the next one. */
  private long boundNanos;

  private int boundOrder;

  MergedCursor(final List<CaptureSource> sources, final CaptureOptions options) {
    this.options = options;
    final List<Head> heads = new ArrayList<>(sources.size());
    for (final CaptureSource source : sources) {
      heads.add(new Head(source, heads.size()));
    }
    heads.sort(EARLIEST);
    waiting = new ArrayDeque<>(heads);
    met = new Head[sources.size()];
  }

  /** One file of the merge, and the place of its next packet. */
  private static final class Head {
    private static final int[] NONE = {};

    final CaptureSource source;
    final int order;
    FileCursor cursor;
    long nanos;

    /** Where the file's interfaces are in the list of all. */
    int[] merged = NONE;

    /** Once that many packets have been delivered, the file may be closed. */
    long closeAt;

    /** What is left to tell after the file was closed. */
    CaptureFile description;

    long bytesRead;

    Head(final CaptureSource source, final int order) {
      this.source = source;
      this.order = order;
      this.nanos = source.firstNanos();
    }

    boolean isBefore(final Head other) {
      return EARLIEST.compare(this, other) < 0;
    }
  }

  @Override
  public boolean next() {
    final Head head = current;
    if (head != null && head.cursor.next()) {
      final long nanos = head.cursor.timestampNanos();
      head.nanos = nanos;
      if (nanos < boundNanos || nanos == boundNanos && head.order < boundOrder) {
        take(head);
        return true;
      }
      open.add(head);
    } else if (head != null) {
      end(head);
    }
    return choose();
  }

  /** Goes on with the file that has the earliest packet. */
  private boolean choose() {
    current = null;
    closeEnded();
    while (!waiting.isEmpty() && (open.isEmpty() || waiting.getFirst().isBefore(open.peek()))) {
      begin(waiting.removeFirst());
    }
    current = open.poll();
    if (current == null) {
      return false;
    }
    bound(open.peek());
    if (!waiting.isEmpty() && (open.isEmpty() || waiting.getFirst().isBefore(open.peek()))) {
      bound(waiting.getFirst());
    }
    take(current);
    return true;
  }

  private void bound(final Head next) {
    boundNanos = next == null ? Long.MAX_VALUE : next.nanos;
    boundOrder = next == null ? Integer.MAX_VALUE : next.order;
  }

  private void begin(final Head head) {
    try {
      head.cursor = head.source.open(options);
    } catch (final CaptureException e) {
      // It was readable when the capture was opened; the other files still count.
      final String name = head.source.name();
      final String reason = e.getMessage().replaceFirst(Pattern.quote(name + ": "), "");
      damages.add(new Damage(name, 0, 0, reason, false));
      return;
    }
    met[head.order] = head;
    if (head.cursor.next()) {
      head.nanos = head.cursor.timestampNanos();
      open.add(head);
    } else {
      end(head);
    }
    learnInterfaces(head);
  }

  private void end(final Head head) {
    learnInterfaces(head);
    damages.addAll(head.cursor.damages());
    notices.addAll(head.cursor.notices());
    head.closeAt = packetNumber + PACKETS_KEPT;
    ended.addLast(head);
  }

  private void closeEnded() {
    while (!ended.isEmpty() && ended.getFirst().closeAt < packetNumber) {
      close(ended.removeFirst());
    }
  }

  private static void close(final Head head) {
    head.description = head.cursor.describe();
    head.bytesRead = head.cursor.bytesRead();
    head.cursor.close();
    head.cursor = null;
  }

  private void learnInterfaces(final Head head) {
    final List<CaptureInterface> all = head.cursor.interfaces();
    int known = head.merged.length;
    if (known < all.size()) {
      head.merged = Arrays.copyOf(head.merged, all.size());
      for (; known < all.size(); known++) {
        head.merged[known] = interfaces.size();
        interfaces.add(all.get(known));
      }
    }
  }

  private void take(final Head head) {
    final FileCursor from = head.cursor;
    if (from.interfaceIndex >= head.merged.length) {
      learnInterfaces(head);
    }
    packetAddress = from.packetAddress;
    capturedLength = from.capturedLength;
    originalLength = from.originalLength;
    timestampSeconds = from.timestampSeconds;
    timestampFraction = from.timestampFraction;
    interfaceIndex = head.merged[from.interfaceIndex];
    linkType = from.linkType;
    packet.wrap(packetAddress, capturedLength);
    packetNumber++;
  }

  @Override
  public boolean endedBy(final InternalError error) {
    for (final Head head : met) {
      if (head != null && head.cursor != null && head.cursor.bytes.isCutShort()) {
        return head.cursor.endedBy(error);
      }
    }
    return current != null && current.cursor.endedBy(error);
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  @Override
  public List<Damage> damages() {
    return Collections.unmodifiableList(damages);
  }

  @Override
  public List<String> notices() {
    return Collections.unmodifiableList(notices);
  }

  @Override
  public List<CaptureFile> files() {
    final List<CaptureFile> files = new ArrayList<>();
    for (final Head head : met) {
      if (head != null) {
        files.add(head.cursor == null ? head.description : head.cursor.describe());
      }
    }
    return files;
  }

  @Override
  public long bytesRead() {
    long sum = 0;
    for (final Head head : met) {
      if (head != null) {
        sum += head.cursor == null ? head.bytesRead : head.cursor.bytesRead();
      }
    }
    return sum;
  }

  @Override
  public void close() {
    current = null;
    waiting.clear();
    open.clear();
    ended.clear();
    for (final Head head : met) {
      if (head != null && head.cursor != null) {
        close(head);
      }
    }
  }
}
