package dev.weir.line;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The MD5 signature of a segment (RFC 2385), verified with the secret of {@code -M}. */
final class SegmentSignature {
  static final int LENGTH = 16;
  private static final int CHECKSUM = 16;
  private final Printout out;
  private final byte[] secret;
  private final MessageDigest digest;

  SegmentSignature(final Printout out) {
    this.out = out;
    this.secret = out.options.secret;
    try {
      this.digest = secret == null ? null : MessageDigest.getInstance("MD5");
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no MD5", e);
    }
  }

  void print(
      final int tcp, final int ip, final int headerLength, final int length, final int option) {
    if (Integer.compareUnsigned(length, out.end) > 0 || tcp + headerLength + length > out.end) {
      out.ascii("snaplen too short, can't check - ");
      out.hexBytes(option, LENGTH);
    } else if (secret == null) {
      out.ascii("shared secret not supplied with -M, can't check - ");
      out.hexBytes(option, LENGTH);
    } else if (isValid(tcp, ip, headerLength, length, option)) {
      out.ascii("valid");
    } else {
      out.invalid();
    }
  }

  /** Allocates: nobody gives a secret for a million segments. */
  private boolean isValid(
      final int tcp, final int ip, final int headerLength, final int length, final int option) {
    digest.reset();
    if (out.u8(ip) >>> 4 == 4) {
      update(ip + Ipv4Printer.SOURCE, 8);
      digest.update((byte) 0);
      update(ip + Ipv4Printer.PROTOCOL, 1);
      final int ipLength = out.u16(ip + 2) - (out.u8(ip) & 0x0F) * 4;
      digest.update((byte) (ipLength >>> 8));
      digest.update((byte) ipLength);
    } else {
      update(ip + Ipv6Printer.SOURCE, 32);
      digest.update(new byte[2]);
      update(ip + 4, 2);
      digest.update(new byte[3]);
      digest.update((byte) TcpPrinter.PROTOCOL);
    }
    update(tcp, CHECKSUM);
    digest.update(new byte[2]);
    update(tcp + CHECKSUM + 2, TcpPrinter.HEADER_LENGTH - CHECKSUM - 2);
    update(tcp + headerLength, length);
    digest.update(secret);
    final byte[] expected = new byte[LENGTH];
    out.bytes.getBytes(option, expected);
    return MessageDigest.isEqual(expected, digest.digest());
  }

  private void update(final int at, final int length) {
    out.need(at, length);
    for (int i = 0; i < length; i++) {
      digest.update(out.bytes.getByte(at + i));
    }
  }
}
