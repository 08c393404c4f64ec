package dev.weir.decode;

/** The layer at which decoding of a packet stopped. */
public enum DecodeLayer {
  /** The link header, or a tag between it and the network header. */
  LINK,

  /** An IP header or an extension header. */
  NETWORK,

  /** A tunnel's header inside an IP packet. */
  TUNNEL,

  /** The header behind the last IP header. */
  TRANSPORT
}
