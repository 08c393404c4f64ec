package dev.weir.capture;

/**
 * Where and why a file stopped being readable. All packets before it were delivered.
 *
 * @param file the file's name as the user gave it.
 * @param offset where the bad record or block begins, in bytes from the start of the file.
 * @param packets packets of the file that were read before the damage.
 * @param reason what is wrong, without file and offset.
 * @param whole whether the file is good and it was asked for that it is read no further: see {@link
 *     CaptureOptions#firstInterfaceOnly()}.
 */
public record Damage(String file, long offset, long packets, String reason, boolean whole) {
  /**
   * The one line that a user sees.
   *
   * @return file, offset, reason and what was kept.
   */
  public String message() {
    return file
        + (whole ? ": ended at byte " : ": damaged at byte ")
        + offset
        + ": "
        + reason
        + " ("
        + packets
        + (packets == 1 ? " packet" : " packets")
        + " before it kept)";
  }
}
