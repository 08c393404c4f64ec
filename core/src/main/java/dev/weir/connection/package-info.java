/**
 * Who talks to whom: the key of a connection and its hash, the off-heap open-addressing table, the
 * record that each connection has in it, and expiry by capture time.
 */
package dev.weir.connection;
