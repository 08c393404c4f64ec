package dev.weir.filter;

import dev.weir.capture.LinkType;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the headers of a packet begin, as far as the expression read so far says. {@code vlan} and
 * its like move these places for all that stands to their right.
 */
final class Layers {
  /** An offset that is never used, where a link layer has no type field. */
  private static final Offset NONE = new Offset(0, Offset.FIXED);

  /** The link type whose header {@link #linkHeader} points to; tunnels change it. */
  private int linkType;

  private Offset linkHeader = NONE;
  private Offset etherType;
  private Offset payload;

  /** From the end of the link layer to the network header: SNAP, MPLS labels. */
  private int network;

  private int labels;
  private boolean geneve;
  private boolean loops;

  private final int outermost;
  private boolean outOfRegisters;
  private final boolean opaque;
  private final Registers registers = new Registers();

  /**
   * A place that may depend on the packet.
   *
   * @param constant its fixed part, in bytes.
   * @param register the memory word that holds the part that varies; or {@link #FIXED}, or {@link
   *     #PENDING} until a load needs it.
   */
  record Offset(int constant, int register) {
    static final int FIXED = -1;
    static final int PENDING = -2;

    boolean varies() {
      return register != FIXED;
    }

    Offset plus(final int bytes) {
      return new Offset(constant + bytes, register);
    }
  }

  Layers(final int linkType) throws FilterException {
    this.linkType = linkType;
    final LinkLayout layout = LinkLayout.of(linkType);
    opaque = layout.opaque();
    etherType = new Offset(layout.type(), Offset.FIXED);
    payload = new Offset(layout.length(), Offset.FIXED);
    network = layout.network();
    outermost = linkType;
    if (linkType == LinkType.NETANALYZER) {
      this.linkType = LinkType.ETHERNET;
      linkHeader = new Offset(4, Offset.FIXED);
    }
    if (WirelessTests.hasPrefix(linkType)) {
      linkHeader = new Offset(0, Offset.PENDING);
    }
    if (WirelessTests.isWireless(linkType) || linkType == LinkType.PFLOG) {
      payload = new Offset(0, Offset.PENDING);
    }
  }

  /** Whether nothing is known of the link layer but its bytes. */
  boolean opaque() {
    return opaque;
  }

  int linkType() {
    return linkType;
  }

  Registers registers() {
    return registers;
  }

  /** Where the link header begins. */
  Offset linkHeader() {
    linkHeader = placed(linkHeader);
    return linkHeader;
  }

  /** Where the network header begins. */
  Offset networkHeader() {
    payload = placed(payload);
    return payload.plus(network);
  }

  /** Whether MPLS labels precede the network header. */
  boolean insideMpls() {
    return labels > 0;
  }

  /** Whether a Geneve header precedes; then there may or may not be an inner Ethernet header. */
  boolean insideGeneve() {
    return geneve;
  }

  /**
   * The memory words that hold the inner link header and its payload, equal where there is none.
   */
  List<Integer> geneveRegisters() {
    return List.of(linkHeader.register(), payload.register());
  }

  /** Whether the program jumps within its tests; then it is left as it is, as libpcap does. */
  boolean hasLoops() {
    return loops;
  }

  void useLoops() {
    loops = true;
  }

  /**
   * An offset with a memory word, which it takes when it is first needed. A word that earlier
   * arithmetic had and gave back may be taken, though that arithmetic runs later than the prologue
   * and overwrites it; so does libpcap, whose {@code len > 60 and tcp} then fails on 802.11.
   */
  private Offset placed(final Offset offset) {
    if (offset.register() != Offset.PENDING) {
      return offset;
    }
    try {
      return new Offset(offset.constant(), registers.take());
    } catch (final FilterException e) {
      outOfRegisters = true;
      return new Offset(offset.constant(), 0);
    }
  }

  /** Whether a place could not be given a memory word; then there is no program. */
  boolean outOfRegisters() {
    return outOfRegisters;
  }

  /**
   * What has to be done before the first test: find the headers of which the tests only know in
   * which memory word their places will be. Nothing, for most link types.
   */
  List<Step> prologue() {
    if (outermost == LinkType.PFLOG) {
      return payload.register() < 0 ? List.of() : packetFilterLog(payload.register());
    }
    if (!WirelessTests.isWireless(outermost)) {
      return List.of();
    }
    final List<Step> steps = new ArrayList<>();
    if (WirelessTests.hasPrefix(outermost) && linkHeader.register() >= 0) {
      steps.addAll(WirelessTests.prefixLength(outermost, linkHeader.register()));
      loops |= outermost == LinkType.PRISM;
    }
    if (payload.register() >= 0) {
      if (outermost == LinkType.IEEE802_11) {
        steps.add(new Step(Operation.LOAD_X_CONSTANT, 0));
      }
      final boolean padded = linkType == LinkType.RADIOTAP;
      steps.addAll(WirelessTests.headerEnd(payload.register(), padded));
      loops = true;
    }
    return steps;
  }

  /** The first byte is the header's length, without the padding to a multiple of four. */
  private static List<Step> packetFilterLog(final int register) {
    return List.of(
        new Step(Operation.LOAD_BYTE, 0),
        new Step(Operation.ADD, 3),
        new Step(Operation.AND, ~3),
        new Step(Operation.STORE, register),
        new Step(Operation.A_TO_X));
  }

  /** What has to hold of every packet, whatever is asked; null for most link types. */
  Condition always() {
    return linkType == LinkType.PPI ? WirelessTests.isInformationOfWireless() : null;
  }

  void skipVlanTag() {
    payload = payload.plus(4);
    etherType = etherType.plus(4);
  }

  void skipMplsLabel() {
    network += 4;
    labels++;
  }

  /** Behind the six bytes of PPPoE comes a PPP header of which only the protocol is there. */
  void enterPppoe() {
    linkType = LinkType.PPP;
    linkHeader = networkHeader().plus(6);
    etherType = linkHeader;
    payload = linkHeader.plus(2);
    network = 0;
  }

  /** The memory words will hold where the inner headers begin. */
  void enterGeneve(final int typeRegister, final int headerRegister, final int payloadRegister) {
    linkType = LinkType.ETHERNET;
    linkHeader = new Offset(0, headerRegister);
    etherType = new Offset(0, typeRegister);
    payload = new Offset(0, payloadRegister);
    network = 0;
    geneve = true;
    loops = true;
  }

  /** Loads bytes of the link header. */
  List<Step> fromLinkHeader(final int offset, final int size) {
    return load(linkHeader().plus(offset), size);
  }

  /** Loads bytes, counted from the field that says what the link layer carries. */
  List<Step> fromEtherType(final int offset, final int size) {
    return load(etherType.plus(offset), size);
  }

  /** Loads bytes of what the link layer carries, MPLS labels included. */
  List<Step> fromPayload(final int offset, final int size) {
    payload = placed(payload);
    return load(payload.plus(offset), size);
  }

  /** Loads bytes of the network header. */
  List<Step> fromNetwork(final int offset, final int size) {
    return load(networkHeader().plus(offset), size);
  }

  private static List<Step> load(final Offset at, final int size) {
    return at.varies()
        ? List.of(
            new Step(Operation.LOAD_X_MEMORY, at.register()),
            new Step(Operation.loadIndexed(size), at.constant()))
        : List.of(new Step(Operation.load(size), at.constant()));
  }

  /**
   * Loads into X the length of the IPv4 header, to which {@link #networkHeader()}'s constant part
   * is to be added for the place of the transport header.
   */
  List<Step> ipv4HeaderLength() {
    final Offset header = networkHeader();
    return header.varies()
        ? List.of(
            new Step(Operation.LOAD_X_MEMORY, header.register()),
            new Step(Operation.LOAD_BYTE_INDEXED, header.constant()),
            new Step(Operation.AND, 0x0f),
            new Step(Operation.SHIFT_LEFT, 2),
            new Step(Operation.ADD_X),
            new Step(Operation.A_TO_X))
        : List.of(new Step(Operation.LOAD_X_HEADER_LENGTH, header.constant()));
  }
}
