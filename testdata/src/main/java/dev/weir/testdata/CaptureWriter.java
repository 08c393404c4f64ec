package dev.weir.testdata;

import java.io.Closeable;
import java.io.IOException;

/** Where generated packets go: a capture file of whatever format. */
public interface CaptureWriter extends Closeable {
  /**
   * Writes one packet.
   *
   * @param timeNanos nanoseconds since 1970-01-01T00:00:00Z, not negative
   * @param frame holds the captured bytes from index 0
   * @param captured how many bytes of the frame are written, 0 or more
   * @param length length of the frame on the wire, in bytes
   * @throws IOException when the bytes cannot be written
   */
  void packet(long timeNanos, byte[] frame, int captured, int length) throws IOException;
}
