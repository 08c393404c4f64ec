package dev.weir.connection;

/**
 * The key of a connection: both endpoints, the lower first, so that both directions have one key,
 * and which of the two sent the packet. Reused for every packet.
 */
public final class ConnectionKey {
  long lowerHigh;
  long lowerLow;
  long higherHigh;
  long higherLow;
  int ports;
  boolean ipv6;
  private int direction;

  /** Makes an empty key. */
  public ConnectionKey() {}

  /**
   * Sets the key from a packet's addresses and ports. Addresses are compared as unsigned numbers,
   * ports where the addresses are equal.
   *
   * @param isIpv6 whether the addresses are IPv6.
   * @param sourceHigh upper half of the source address, 0 for IPv4.
   * @param sourceLow lower half of it; IPv4 in the low 32 bits.
   * @param sourcePort 0 to 65535.
   * @param destinationHigh upper half of the destination address, 0 for IPv4.
   * @param destinationLow lower half of it.
   * @param destinationPort 0 to 65535.
   */
  public void set(
      final boolean isIpv6,
      final long sourceHigh,
      final long sourceLow,
      final int sourcePort,
      final long destinationHigh,
      final long destinationLow,
      final int destinationPort) {
    ipv6 = isIpv6;
    int order = Long.compareUnsigned(sourceHigh, destinationHigh);
    if (order == 0) {
      order = Long.compareUnsigned(sourceLow, destinationLow);
    }
    if (order == 0) {
      order = sourcePort - destinationPort;
    }
    if (order <= 0) {
      lowerHigh = sourceHigh;
      lowerLow = sourceLow;
      higherHigh = destinationHigh;
      higherLow = destinationLow;
      ports = sourcePort << 16 | destinationPort;
      direction = 0;
    } else {
      lowerHigh = destinationHigh;
      lowerLow = destinationLow;
      higherHigh = sourceHigh;
      higherLow = sourceLow;
      ports = destinationPort << 16 | sourcePort;
      direction = 1;
    }
  }

  /**
   * Sets the key from the fields of an IPv4 packet as they lie in it; the same as {@link
   * #set(boolean, long, long, int, long, long, int)} does.
   *
   * @param addresses the source address in the high half, the destination's in the low one.
   * @param bothPorts the source port in the high half, the destination's in the low one.
   */
  public void setIpv4(final long addresses, final int bothPorts) {
    final long source = addresses >>> Integer.SIZE;
    final long destination = addresses & 0xFFFF_FFFFL;
    ipv6 = false;
    lowerHigh = 0;
    higherHigh = 0;
    final boolean isLower =
        source < destination
            || source == destination && bothPorts >>> Short.SIZE <= (bothPorts & 0xFFFF);
    lowerLow = isLower ? source : destination;
    higherLow = isLower ? destination : source;
    ports = isLower ? bothPorts : Integer.rotateLeft(bothPorts, Short.SIZE);
    direction = isLower ? 0 : 1;
  }

  /**
   * Sets the key to that of a connection; the direction is that from the lower endpoint.
   *
   * @param connection the connection.
   */
  public void set(final ConnectionView connection) {
    set(
        connection.isIpv6(),
        connection.addressHigh(Endpoint.ORIGINATOR),
        connection.addressLow(Endpoint.ORIGINATOR),
        connection.port(Endpoint.ORIGINATOR),
        connection.addressHigh(Endpoint.RESPONDER),
        connection.addressLow(Endpoint.RESPONDER),
        connection.port(Endpoint.RESPONDER));
  }

  /**
   * Sets the key to that of a connection; the direction is that from the lower endpoint.
   *
   * @param record the connection's record or head.
   */
  public void set(final OffHeapRecord record) {
    lowerHigh = record.getLong(ConnectionLayout.LOWER_HIGH_OFFSET);
    lowerLow = record.getLong(ConnectionLayout.LOWER_LOW_OFFSET);
    higherHigh = record.getLong(ConnectionLayout.HIGHER_HIGH_OFFSET);
    higherLow = record.getLong(ConnectionLayout.HIGHER_LOW_OFFSET);
    ports = record.getInt(ConnectionLayout.PORTS_OFFSET);
    ipv6 = (record.getInt(ConnectionLayout.STATE_OFFSET) & ConnectionLayout.IPV6) != 0;
    direction = 0;
  }

  /**
   * Writes the key into a record or head, whose state bits it sets to the key's.
   *
   * @param record where to; nothing behind {@link ConnectionLayout#STATE_OFFSET} is touched.
   */
  public void put(final OffHeapRecord record) {
    record.putLong(ConnectionLayout.LOWER_HIGH_OFFSET, lowerHigh);
    record.putLong(ConnectionLayout.LOWER_LOW_OFFSET, lowerLow);
    record.putLong(ConnectionLayout.HIGHER_HIGH_OFFSET, higherHigh);
    record.putLong(ConnectionLayout.HIGHER_LOW_OFFSET, higherLow);
    record.putInt(ConnectionLayout.PORTS_OFFSET, ports);
    record.putInt(ConnectionLayout.STATE_OFFSET, ipv6 ? ConnectionLayout.IPV6 : 0);
  }

  /**
   * Sets who sent the packet.
   *
   * @param sender 0 for the lower endpoint, 1 for the higher.
   */
  public void from(final int sender) {
    direction = sender;
  }

  /**
   * Who sent the packet.
   *
   * @return 0 where the lower endpoint did, 1 for the higher.
   */
  public int direction() {
    return direction;
  }

  /**
   * Whether the addresses are IPv6.
   *
   * @return false for IPv4.
   */
  public boolean isIpv6() {
    return ipv6;
  }

  /**
   * Both addresses, where they are IPv4.
   *
   * @return the lower one in the high half, the higher one in the low half.
   */
  public long addresses() {
    return lowerLow << Integer.SIZE | higherLow;
  }

  /**
   * Both ports.
   *
   * @return that of the lower endpoint in the high half, that of the higher one in the low half.
   */
  public int ports() {
    return ports;
  }

  /**
   * The lower endpoint's port.
   *
   * @return 0 to 65535.
   */
  public int lowerPort() {
    return ports >>> 16;
  }

  /**
   * The higher endpoint's port.
   *
   * @return 0 to 65535.
   */
  public int higherPort() {
    return ports & 0xFFFF;
  }

  /**
   * Whether the packet went to all hosts of its link.
   *
   * @return true for the address 255.255.255.255.
   */
  public boolean isToBroadcast() {
    final long destination = direction == 0 ? higherLow : lowerLow;
    return !ipv6 && destination == 0xFFFF_FFFFL;
  }

  /**
   * Hashes the key.
   *
   * @param hash the seeded hash.
   * @return 64 well-mixed bits, the same for both directions.
   */
  public long hash(final ConnectionHash hash) {
    final long bits = hash.of(lowerHigh, lowerLow, higherHigh, higherLow, ports);
    return ipv6 ? ~bits : bits;
  }
}
