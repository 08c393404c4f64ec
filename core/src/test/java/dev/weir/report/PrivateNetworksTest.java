package dev.weir.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateNetworksTest {
  @ParameterizedTest
  @CsvSource({
    "9.255.255.255, false",
    "10.0.0.0, true",
    "10.255.255.255, true",
    "11.0.0.0, false",
    "0.1.2.3, true",
    "100.63.255.255, false",
    "100.64.0.0, true",
    "100.127.255.255, true",
    "100.128.0.0, false",
    "127.0.0.1, true",
    "169.254.9.9, true",
    "172.15.255.255, false",
    "172.16.0.0, true",
    "172.31.255.255, true",
    "172.32.0.0, false",
    "192.0.0.9, true",
    "192.0.1.1, false",
    "192.0.2.1, true",
    "192.168.1.1, true",
    "198.17.255.255, false",
    "198.18.0.0, true",
    "198.19.255.255, true",
    "198.51.100.7, true",
    "203.0.113.7, true",
    "239.255.255.255, false",
    "240.0.0.1, true",
    "255.255.255.255, true",
    "8.8.8.8, false",
    "::, true",
    "::1, true",
    "::2, false",
    "64:ff9b:1::9, true",
    "64:ff9b::808:808, false",
    "100::7, true",
    "100:0:0:1::7, false",
    "2001:1ff::1, true",
    "2001:200::1, false",
    "2001:db8::1, true",
    "2002:a00:1::, true",
    "2002:808:808::1, false",
    "fc00::1, true",
    "fdff::1, true",
    "fe80::1, true",
    "febf::1, true",
    "fec0::1, false",
    "2600::1, false",
  })
  void shouldTellWhatIsNotRouted(final String address, final boolean local)
      throws UnknownHostException {
    final byte[] bytes = InetAddress.getByName(address).getAddress();
    final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    assertEquals(
        local,
        bytes.length == 4
            ? PrivateNetworks.hasIpv4(buffer.getInt())
            : PrivateNetworks.hasIpv6(buffer.getLong(), buffer.getLong()));
  }
}
