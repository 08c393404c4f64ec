package dev.weir.flowfixture.report;

import dev.weir.flowfixture.decode.PacketDecoder;

/** Against the flow: a report that could read packet bytes. */
public final class ReportThatReadsPackets {
  /**
   * Names the decoder.
   *
   * @return a class that this one must not know.
   */
  public Class<?> decoder() {
    return PacketDecoder.class;
  }
}
