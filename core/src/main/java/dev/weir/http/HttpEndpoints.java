package dev.weir.http;

import dev.weir.connection.ConnectionView;
import dev.weir.connection.Endpoint;
import dev.weir.text.TextBuffer;

/**
 * Which connection a transaction belongs to.
 *
 * @param firstPacket number of the connection's first packet in the capture: identifies it.
 * @param isIpv6 whether the addresses are IPv6.
 * @param originatorHigh the upper half of the originator's address, 0 for IPv4.
 * @param originatorLow the lower half of it; IPv4 in the low 32 bits.
 * @param originatorPort 0 to 65535.
 * @param responderHigh the upper half of the responder's address, 0 for IPv4.
 * @param responderLow the lower half of it.
 * @param responderPort 0 to 65535.
 */
public record HttpEndpoints(
    long firstPacket,
    boolean isIpv6,
    long originatorHigh,
    long originatorLow,
    int originatorPort,
    long responderHigh,
    long responderLow,
    int responderPort) {

  static HttpEndpoints of(final ConnectionView connection) {
    return new HttpEndpoints(
        connection.firstPacket(),
        connection.isIpv6(),
        connection.addressHigh(Endpoint.ORIGINATOR),
        connection.addressLow(Endpoint.ORIGINATOR),
        connection.port(Endpoint.ORIGINATOR),
        connection.addressHigh(Endpoint.RESPONDER),
        connection.addressLow(Endpoint.RESPONDER),
        connection.port(Endpoint.RESPONDER));
  }

  /**
   * Writes an endpoint's address.
   *
   * @param endpoint which.
   * @param out where to.
   */
  public void writeAddress(final Endpoint endpoint, final TextBuffer out) {
    final boolean isOriginator = endpoint == Endpoint.ORIGINATOR;
    final long low = isOriginator ? originatorLow : responderLow;
    if (isIpv6) {
      out.ipv6(isOriginator ? originatorHigh : responderHigh, low);
    } else {
      out.ipv4((int) low);
    }
  }

  /**
   * An endpoint's port.
   *
   * @param endpoint which.
   * @return 0 to 65535.
   */
  public int port(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originatorPort : responderPort;
  }
}
