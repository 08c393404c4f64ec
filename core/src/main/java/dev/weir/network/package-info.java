/**
 * Network headers: IPv4, IPv6 and the extension headers, one checked view each.
 *
 * <p>A flyweight is wrapped over a header, checked once with {@code check()}, and then read. After
 * a check that found no fault, no accessor reads outside the bytes that were given to {@code wrap}.
 *
 * <p>Packets may lie in a mapped file that somebody cuts short while it is read. The JVM turns such
 * a fault into an {@code InternalError}, except where the compiler folds the read into an
 * instruction that its fault handler cannot step over: an {@code int} that is sign-extended to
 * {@code long} from memory, and a bit test of a byte in memory. So flyweights widen with a mask and
 * test bits in 16- or 32-bit big-endian words, where the byte swap stands between read and test.
 */
package dev.weir.network;
