package dev.weir.flowfixture.decode;

/** Stands for what reads packet bytes. */
public final class PacketDecoder {}
