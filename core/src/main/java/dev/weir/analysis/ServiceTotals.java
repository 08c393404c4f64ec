package dev.weir.analysis;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the connections to each port amount to. */
public final class ServiceTotals {
  private static final int PORTS = 1 << 16;

  private static final Comparator<Service> BY_CONNECTIONS =
      Comparator.comparingLong(Service::connections).reversed().thenComparingInt(Service::port);

  private final Service[] services = new Service[PORTS];

  /** Made by {@link ConnectionTotals}. */
  ServiceTotals() {}

  /** The connections to one port; bytes and segments of both directions. */
  public static final class Service {
    private final int port;
    private long connections;
    private long packets;
    private long wire;
    private long payload;
    private long retransmissions;
    private long retransmittedBytes;
    private long missed;

    private Service(final int port) {
      this.port = port;
    }

    private void add(final ConnectionView c) {
      connections++;
      packets += c.packets(ORIGINATOR) + c.packets(RESPONDER);
      wire += c.wire(ORIGINATOR) + c.wire(RESPONDER);
      payload += c.payload(ORIGINATOR) + c.payload(RESPONDER);
      retransmissions +=
          c.judged().segments(Judgement.RETRANSMISSION, ORIGINATOR)
              + c.judged().segments(Judgement.RETRANSMISSION, RESPONDER);
      retransmittedBytes +=
          c.judged().retransmittedBytes(ORIGINATOR) + c.judged().retransmittedBytes(RESPONDER);
      missed += c.zeek().missed(ORIGINATOR) + c.zeek().missed(RESPONDER);
    }

    /**
     * The responder's port.
     *
     * @return 0 to 65535.
     */
    public int port() {
      return port;
    }

    /**
     * Connections to the port.
     *
     * @return how many.
     */
    public long connections() {
      return connections;
    }

    /**
     * Their packets.
     *
     * @return how many.
     */
    public long packets() {
      return packets;
    }

    /**
     * Their packets on the wire.
     *
     * @return bytes.
     */
    public long wire() {
      return wire;
    }

    /**
     * Their TCP payload.
     *
     * @return bytes.
     */
    public long payload() {
      return payload;
    }

    /**
     * Their retransmissions, as Wireshark counts them.
     *
     * @return segments.
     */
    public long retransmissions() {
      return retransmissions;
    }

    /**
     * Payload of the retransmissions.
     *
     * @return bytes.
     */
    public long retransmittedBytes() {
      return retransmittedBytes;
    }

    /**
     * Bytes that were acknowledged but not captured.
     *
     * @return bytes.
     */
    public long missed() {
      return missed;
    }
  }

  void add(final ConnectionView connection) {
    final int port = connection.port(RESPONDER);
    Service service = services[port];
    if (service == null) {
      service = new Service(port);
      services[port] = service;
    }
    service.add(connection);
  }

  /**
   * The ports that most connections go to.
   *
   * @param most how many ports at most.
   * @return the one with the most connections first; of equal ones the lower port.
   */
  public List<Service> largest(final int most) {
    final List<Service> all = new ArrayList<>();
    for (final Service service : services) {
      if (service != null) {
        all.add(service);
      }
    }
    all.sort(BY_CONNECTIONS);
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
