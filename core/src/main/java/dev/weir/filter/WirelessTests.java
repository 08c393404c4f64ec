package dev.weir.filter;

import static dev.weir.filter.Tests.anyBit;
import static dev.weir.filter.Tests.equal;

import dev.weir.capture.LinkType;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests of IEEE 802.11 frames, with or without a radiotap header before them. Their header has no
 * fixed length; {@link Layers#prologue} works it out before the first test.
 */
final class WirelessTests {
  /** Bits of the first byte of the frame control field. */
  private static final int CONTROL_FRAME = 0x04;

  private static final int DATA_FRAME = 0x08;
  private static final int QUALITY_OF_SERVICE = 0x80;

  /** Bits of its second byte. */
  private static final int TO_DISTRIBUTION_SYSTEM = 0x01;

  private static final int FROM_DISTRIBUTION_SYSTEM = 0x02;

  private static final int ADDRESS_1 = 4;
  private static final int ADDRESS_2 = 10;
  private static final int ADDRESS_3 = 16;
  private static final int ADDRESS_4 = 24;
  private static final int SHORTEST_HEADER = 24;

  /** A word of presence flags, little-endian in the packet; loaded big-endian. */
  private static final int RADIOTAP_PRESENT = 4;

  private static final int HAS_FLAGS = 0x0200_0000;
  private static final int HAS_TIME = 0x0100_0000;
  private static final int HAS_MORE_WORDS = 0x80;
  private static final int PADDED_TO_WORDS = 0x20;

  private static final int AVS_COOKIE = 0x8021_1000;
  private static final int AVS_LENGTH = 4;
  private static final int PRISM_LENGTH = 144;

  private final Layers layers;

  WirelessTests(final Layers layers) {
    this.layers = layers;
  }

  /** What an address has to be, wherever in the header it is. */
  interface AddressTest {
    Condition at(int offset);
  }

  private Condition first(final int bits) {
    return anyBit(layers.fromLinkHeader(0, 1), bits);
  }

  private Condition second(final int bits) {
    return anyBit(layers.fromLinkHeader(1, 1), bits);
  }

  /** Only data frames have an 802.2 header, which says what they carry. */
  Condition dataFrame() {
    return first(CONTROL_FRAME).not().and(first(DATA_FRAME));
  }

  /** The receiver that is meant in the end, which may not be the one on this hop. */
  Condition destination(final AddressTest test) {
    final Condition direct = second(TO_DISTRIBUTION_SYSTEM).not().and(test.at(ADDRESS_1));
    final Condition relayed = second(TO_DISTRIBUTION_SYSTEM).and(test.at(ADDRESS_3));
    return ofFrames(test.at(ADDRESS_1), direct.or(relayed));
  }

  /** The sender that the frame comes from in the first place. */
  Condition source(final AddressTest test) {
    final Condition direct = second(FROM_DISTRIBUTION_SYSTEM).not().and(test.at(ADDRESS_2));
    final Condition last = second(TO_DISTRIBUTION_SYSTEM).not().and(test.at(ADDRESS_3));
    final Condition bridged = second(TO_DISTRIBUTION_SYSTEM).and(test.at(ADDRESS_4));
    final Condition relayed = second(FROM_DISTRIBUTION_SYSTEM).and(last.or(bridged));
    return ofFrames(test.at(ADDRESS_2), direct.or(relayed));
  }

  private Condition ofFrames(final Condition management, final Condition data) {
    final Condition either =
        first(DATA_FRAME).not().and(management).or(first(DATA_FRAME).and(data));
    return first(CONTROL_FRAME).not().and(either);
  }

  static boolean isWireless(final int linkType) {
    return linkType == LinkType.IEEE802_11 || hasPrefix(linkType);
  }

  /** Whether a header with what the radio saw precedes the frame. */
  static boolean hasPrefix(final int linkType) {
    return switch (linkType) {
      case LinkType.RADIOTAP, LinkType.PRISM, LinkType.AVS, LinkType.PPI -> true;
      default -> false;
    };
  }

  /** Puts into a memory word how long the header before the frame is, and into X. */
  static List<Step> prefixLength(final int linkType, final int register) {
    final List<Step> steps = new ArrayList<>();
    switch (linkType) {
      case LinkType.PRISM -> {
        // An AVS header may be there instead, which a cookie tells.
        steps.add(new Step(Operation.LOAD_WORD, 0));
        steps.add(new Step(Operation.AND, 0xffff_f000));
        steps.add(new Step(Operation.IF_EQUAL, AVS_COOKIE, 0, 2));
        steps.add(new Step(Operation.LOAD_WORD, AVS_LENGTH));
        steps.add(new Step(Operation.JUMP, 1));
        steps.add(new Step(Operation.LOAD_CONSTANT, PRISM_LENGTH));
      }
      case LinkType.AVS -> steps.add(new Step(Operation.LOAD_WORD, AVS_LENGTH));
      default -> {
        steps.add(new Step(Operation.LOAD_BYTE, 3));
        steps.add(new Step(Operation.SHIFT_LEFT, 8));
        steps.add(new Step(Operation.A_TO_X));
        steps.add(new Step(Operation.LOAD_BYTE, 2));
        steps.add(new Step(Operation.OR_X));
      }
    }
    steps.add(new Step(Operation.STORE, register));
    steps.add(new Step(Operation.A_TO_X));
    return steps;
  }

  /** Whether per-packet information is of an 802.11 frame: filters know no other. */
  static Condition isInformationOfWireless() {
    return equal(
        List.of(new Step(Operation.LOAD_WORD, 4)), Integer.reverseBytes(LinkType.IEEE802_11));
  }

  /**
   * Puts into a memory word where the 802.11 header ends, given in X where it begins.
   *
   * @param radiotap whether a radiotap header may say that the 802.11 header is padded.
   */
  static List<Step> headerEnd(final int register, final boolean radiotap) {
    final List<Step> padding = radiotap ? padding(register) : List.of();
    final List<Step> steps = new ArrayList<>();
    steps.add(new Step(Operation.X_TO_A));
    steps.add(new Step(Operation.ADD, SHORTEST_HEADER));
    steps.add(new Step(Operation.STORE, register));
    steps.add(new Step(Operation.LOAD_BYTE_INDEXED, 0));
    steps.add(new Step(Operation.IF_ANY_BIT, DATA_FRAME, 0, 5 + padding.size()));
    steps.add(new Step(Operation.IF_ANY_BIT, CONTROL_FRAME, 4 + padding.size(), 0));
    steps.add(new Step(Operation.IF_ANY_BIT, QUALITY_OF_SERVICE, 0, 3));
    steps.add(new Step(Operation.LOAD_MEMORY, register));
    steps.add(new Step(Operation.ADD, 2));
    steps.add(new Step(Operation.STORE, register));
    steps.addAll(padding);
    return steps;
  }

  private static List<Step> padding(final int register) {
    return List.of(
        new Step(Operation.LOAD_WORD, RADIOTAP_PRESENT),
        new Step(Operation.IF_ANY_BIT, HAS_FLAGS, 0, 10),
        new Step(Operation.IF_ANY_BIT, HAS_MORE_WORDS, 9, 0),
        new Step(Operation.IF_ANY_BIT, HAS_TIME, 0, 2),
        new Step(Operation.LOAD_BYTE, 16),
        new Step(Operation.IF_ANY_BIT, PADDED_TO_WORDS, 2, 6),
        new Step(Operation.LOAD_BYTE, 8),
        new Step(Operation.IF_ANY_BIT, PADDED_TO_WORDS, 0, 4),
        new Step(Operation.LOAD_MEMORY, register),
        new Step(Operation.ADD, 3),
        new Step(Operation.AND, ~3),
        new Step(Operation.STORE, register));
  }

  /** A test that two words equal an address; the last of its bytes are compared first. */
  AddressTest equalTo(final long address) {
    return offset ->
        equal(layers.fromLinkHeader(offset + 2, 4), (int) address)
            .and(equal(layers.fromLinkHeader(offset, 2), (int) (address >>> 32)));
  }

  /** A test that an address is that of a group. */
  AddressTest group() {
    return offset -> anyBit(layers.fromLinkHeader(offset, 1), 1);
  }
}
