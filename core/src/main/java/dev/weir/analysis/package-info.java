/**
 * What the packets mean over time. {@link dev.weir.analysis.CaptureAnalyzer} is the file to read
 * first: it leads packets from the capture through decoder, filter and connection table to whoever
 * wants the connections.
 */
package dev.weir.analysis;
