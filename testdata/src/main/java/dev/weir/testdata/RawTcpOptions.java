package dev.weir.testdata;

import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.namednumber.TcpOptionKind;

/**
 * All options of a TCP header as one piece, since cases need options that no sane stack sends.
 *
 * @param bytes the options, at least one byte
 */
record RawTcpOptions(byte[] bytes) implements TcpPacket.TcpOption {
  private static final long serialVersionUID = 1;

  @Override
  public TcpOptionKind getKind() {
    return TcpOptionKind.getInstance(bytes[0]);
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public byte[] getRawData() {
    return bytes.clone();
  }
}
