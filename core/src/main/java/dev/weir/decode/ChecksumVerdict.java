package dev.weir.decode;

/** What a checksum says about a packet. */
public enum ChecksumVerdict {
  /** The checksum fits the bytes. */
  VALID,

  /**
   * The checksum does not fit: bytes were damaged, or the capture was made before the network card
   * put the checksum in (checksum offload).
   */
  INVALID,

  /** Not all that the checksum covers is at hand: a cut capture, a fragment, a length left open. */
  UNVERIFIABLE
}
