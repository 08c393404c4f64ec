package dev.weir.filter;

import dev.weir.capture.CaptureInterface;
import dev.weir.capture.LinkType;
import dev.weir.capture.PacketCursor;
import dev.weir.decode.PacketDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One expression over a whole capture: each packet is filtered as the link type of its own
 * interface says, and the expression is compiled once for each of them. May be shared by threads,
 * each with a {@link Walk} of its own.
 */
public final class CaptureFilter {
  private static final PacketFilter NOTHING = (packet, captured, original) -> false;

  private final String expression;
  private final FilterOptions options;
  private final Map<Integer, PacketFilter> compiled = new HashMap<>();
  private final List<String> notices = new ArrayList<>();

  /**
   * Makes a filter. Whether the expression is accepted shows when it meets the first link type.
   *
   * @param expression the text; an empty one lets every packet pass.
   * @param options what it means beyond its words; the byte order is taken from each interface.
   */
  public CaptureFilter(final String expression, final FilterOptions options) {
    this.expression = expression;
    this.options = options;
  }

  /** The expression is refused for the first link type that was met: nothing can pass. */
  public static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Refusal(final FilterException cause, final String expression) {
      super(cause.render(expression), cause);
    }
  }

  /**
   * Compiles for a link type.
   *
   * @param linkType the number from the capture file.
   * @param byteSwapped whether the file has the other byte order than this machine.
   * @return the compiled filter.
   * @throws Refusal where the expression is refused and no link type before accepted it; where one
   *     did, packets of this type just do not pass, which {@link #notices()} says.
   */
  public synchronized PacketFilter compile(final int linkType, final boolean byteSwapped) {
    final Integer key = linkType << 1 | (byteSwapped ? 1 : 0);
    PacketFilter filter = compiled.get(key);
    if (filter == null) {
      try {
        filter =
            FilterCompiler.compile(expression, linkType, options.withFileByteSwapped(byteSwapped));
      } catch (final FilterException e) {
        if (compiled.isEmpty()) {
          throw new Refusal(e, expression);
        }
        notices.add(
            "no packet of link type "
                + LinkType.nameOf(linkType)
                + " passes the filter: "
                + e.getMessage());
        filter = NOTHING;
      }
      compiled.put(key, filter);
    }
    return filter;
  }

  /**
   * Compiles for the first interface of a capture, so that an expression is refused also where
   * there is no packet to try it on.
   *
   * @param interfaces the interfaces that were met.
   * @throws Refusal as {@link #compile} does.
   */
  public void check(final List<CaptureInterface> interfaces) {
    if (interfaces.isEmpty()) {
      compile(LinkType.ETHERNET, false);
    } else {
      compile(interfaces.getFirst().linkType(), interfaces.getFirst().byteSwapped());
    }
  }

  /**
   * What the user should know of link types that refused the expression.
   *
   * @return sentences.
   */
  public synchronized List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * Begins a walk, for one thread.
   *
   * @return something that remembers the last interface's filter.
   */
  public Walk walk() {
    return new Walk();
  }

  /** Filters the packets of one cursor. */
  public final class Walk {
    private final PacketDecoder decoder = options.inner() ? new PacketDecoder() : null;
    private final UnsafeBuffer inner = new UnsafeBuffer(0, 0);
    private PacketFilter filter;
    private int filteredInterface = -1;

    private Walk() {}

    /**
     * Whether the cursor's packet passes.
     *
     * @param cursor stands on the packet.
     * @return true where it does.
     * @throws Refusal as {@link CaptureFilter#compile} does.
     */
    public boolean matches(final PacketCursor cursor) {
      if (cursor.interfaceIndex() != filteredInterface) {
        meet(cursor);
      }
      return decoder != null
          ? matchesInner(cursor)
          : filter.matches(cursor.packet(), cursor.capturedLength(), cursor.originalLength());
    }

    private void meet(final PacketCursor cursor) {
      final CaptureInterface link = cursor.interfaces().get(cursor.interfaceIndex());
      filter = compile(link.linkType(), link.byteSwapped());
      filteredInterface = cursor.interfaceIndex();
    }

    /** A packet without an IP header in it has no innermost one: it does not pass. */
    private boolean matchesInner(final PacketCursor cursor) {
      decoder.decode(cursor.packet(), cursor.linkType(), cursor.originalLength());
      if (decoder.ipVersion() == 0) {
        return false;
      }
      final int offset = decoder.networkOffset();
      final int captured = cursor.capturedLength() - offset;
      inner.wrap(cursor.packet(), offset, captured);
      return filter.matches(inner, captured, cursor.originalLength() - offset);
    }
  }
}
