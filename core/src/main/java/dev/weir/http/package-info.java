/**
 * HTTP/1.0 and 1.1, recognised by content on any port: the payload of one connection is put in
 * order, requests and responses are found in it and paired. Other protocols are named from their
 * first bytes and left alone.
 *
 * <p>Takes plain values, no packets. Memory is bounded: of bodies only the length counts, which
 * sequence numbers tell, so that they need not be captured.
 */
package dev.weir.http;
