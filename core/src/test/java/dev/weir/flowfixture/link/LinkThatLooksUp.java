package dev.weir.flowfixture.link;

import dev.weir.flowfixture.decode.PacketDecoder;

/** Against the flow: a link class that knows the decoder. */
public final class LinkThatLooksUp {
  /**
   * Names the decoder.
   *
   * @return a class that this one must not know.
   */
  public Class<?> decoder() {
    return PacketDecoder.class;
  }
}
