/**
 * Capture bytes to records: a file, many files or a stream become one sequence of packets, each
 * with its bytes, lengths and time. Nothing here looks inside a packet.
 */
package dev.weir.capture;
