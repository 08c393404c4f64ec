package dev.weir.capture;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Tells capture formats apart by the number that files begin with. */
final class CaptureFormats {
  private static final int MAGIC_LENGTH = 4;
  private static final int GZIP = 0x8b1f;
  private static final int ZSTD = 0xfd2fb528;
  private static final int LZ4 = 0x184d2204;
  private static final int XZ = 0x587a37fd;
  private static final int BZIP2 = 0x685a42;

  private CaptureFormats() {}

  /**
   * Begins a walk through a file of any known format.
   *
   * @param file the file's name as the user gave it.
   * @param bytes the file; closed by the cursor, or by the caller where this throws.
   */
  static FileCursor open(final String file, final CaptureBytes bytes) throws CaptureException {
    if (MAGIC_LENGTH > bytes.limit && !bytes.refill(0, MAGIC_LENGTH, 0)) {
      throw tooShort(file, bytes);
    }
    final UnsafeBuffer start = new UnsafeBuffer(bytes.base, MAGIC_LENGTH);
    final int magic = start.getInt(0, ByteOrder.LITTLE_ENDIAN);
    if (magic == PcapngCursor.SECTION_HEADER) {
      return new PcapngCursor(file, bytes);
    }
    if (!PcapHeader.isMagic(magic)) {
      throw unknown(file, magic);
    }
    if (PcapHeader.LENGTH > bytes.limit && !bytes.refill(0, PcapHeader.LENGTH, 0)) {
      throw cutShort(file, bytes);
    }
    start.wrap(bytes.base, PcapHeader.LENGTH);
    return new PcapCursor(file, bytes, PcapHeader.read(start, file));
  }

  private static CaptureException tooShort(final String file, final CaptureBytes bytes) {
    if (bytes.fault() != null) {
      return new CaptureException(file + ": " + bytes.fault());
    }
    final String what = bytes.limit == 0 ? "it is empty" : "it has only " + bytes.limit + " bytes";
    return CaptureException.unknownFormat(file + ": not a capture: " + what);
  }

  private static CaptureException cutShort(final String file, final CaptureBytes bytes) {
    final String fault = bytes.fault();
    return new CaptureException(
        file
            + (fault != null
                ? ": " + fault
                : ": not a capture: cut short inside its header (" + bytes.limit + " bytes)"));
  }

  static boolean isGzip(final int magic) {
    return (magic & 0xFFFF) == GZIP;
  }

  private static CaptureException unknown(final String file, final int magic) {
    final String compression = (magic & 0xFF_FFFF) == BZIP2 ? "bzip2" : compression(magic);
    return compression == null
        ? CaptureException.unknownFormat(file + ": not a capture: its format is unknown")
        : new CaptureException(file + ": compressed with " + compression + ": decompress it first");
  }

  private static String compression(final int magic) {
    return switch (magic) {
      case ZSTD -> "zstd";
      case LZ4 -> "lz4";
      case XZ -> "xz";
      default -> null;
    };
  }
}
