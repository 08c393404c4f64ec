/**
 * Joins the layers: from the bytes of a packet to its innermost TCP segment, or to the named reason
 * why there is none.
 *
 * <p>{@link dev.weir.decode.PacketDecoder} is the way in. It allocates nothing per packet, and
 * nothing that a packet holds makes it throw.
 */
package dev.weir.decode;
