/**
 * Transport headers: TCP with its options and sequence arithmetic, and UDP.
 *
 * <p>The contract of these views, and why they read as they do, is that of {@code
 * dev.weir.network}: wrap, check once, then read.
 */
package dev.weir.transport;
