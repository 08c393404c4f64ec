/**
 * Headers of tunnels inside IP packets, one checked view each.
 *
 * <p>The contract of these views, and why they read as they do, is that of {@code
 * dev.weir.network}: wrap, check once, then read.
 */
package dev.weir.tunnel;
