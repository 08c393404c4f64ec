/**
 * The pcap-filter language: text &rarr; {@link dev.weir.filter.Token tokens} &rarr; {@link
 * dev.weir.filter.Expression syntax tree} &rarr; {@link dev.weir.filter.Condition checked tree},
 * which knows the link type and reads bytes &rarr; {@link dev.weir.filter.FlowGraph flow graph},
 * optimised &rarr; {@link dev.weir.filter.Program} &rarr; {@link dev.weir.filter.PacketFilter}.
 *
 * <p>{@link dev.weir.filter.FilterCompiler} walks that way. Meaning, order of evaluation and
 * refusals are those of libpcap 1.10.3; {@code docs/filter.md} lists the surprises among them.
 */
package dev.weir.filter;
