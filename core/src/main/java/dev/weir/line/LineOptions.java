package dev.weir.line;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/**
 * What a line shows: tcpdump's options under their meaning. Set before the first packet is printed
 * and not changed afterwards.
 */
public final class LineOptions {
  int numeric;
  int timestamp;
  int quiet;
  int verbosity;
  int hex;
  int hexAndAscii;
  int ascii;
  boolean numbered;
  boolean nanoseconds;
  boolean linkHeader;
  boolean absolute;
  boolean unchecked;
  boolean shortNames;
  byte[] secret;
  HostNames hosts = HostNames.NONE;
  ServiceNames services = ServiceNames.NONE;
  ZoneId zone = ZoneId.systemDefault();

  /** Makes the options of a plain {@code tcpdump -r FILE}. */
  public LineOptions() {}

  /**
   * How often {@code -n} was given: ports, protocols and hardware addresses without names.
   *
   * @param count 0 and more.
   * @return this.
   */
  public LineOptions numeric(final int count) {
    numeric = count;
    return this;
  }

  /**
   * How often {@code -t} was given.
   *
   * @param count 0 local time of day, 1 none, 2 seconds since 1970, 3 since the line before, 4 with
   *     the date, 5 since the first line.
   * @return this.
   */
  public LineOptions timestamp(final int count) {
    if (count < 0 || count > 5) {
      throw new IllegalArgumentException("only -t, -tt, -ttt, -tttt and -ttttt are supported");
    }
    timestamp = count;
    return this;
  }

  /**
   * How often {@code -q} was given.
   *
   * @param count 0 and more.
   * @return this.
   */
  public LineOptions quiet(final int count) {
    quiet = count;
    return this;
  }

  /**
   * How often {@code -v} was given.
   *
   * @param count 0 and more.
   * @return this.
   */
  public LineOptions verbosity(final int count) {
    verbosity = count;
    return this;
  }

  /**
   * How often {@code -x} was given: the bytes in hexadecimal.
   *
   * @param count 0 none, 1 without the link header, 2 and more with it.
   * @return this.
   */
  public LineOptions hex(final int count) {
    hex = count;
    return this;
  }

  /**
   * How often {@code -X} was given: the bytes in hexadecimal and as text.
   *
   * @param count 0 none, 1 without the link header, 2 and more with it.
   * @return this.
   */
  public LineOptions hexAndAscii(final int count) {
    hexAndAscii = count;
    return this;
  }

  /**
   * How often {@code -A} was given: the bytes as text.
   *
   * @param count 0 none, 1 without the link header, 2 and more with it.
   * @return this.
   */
  public LineOptions ascii(final int count) {
    ascii = count;
    return this;
  }

  /**
   * Whether each line begins with its packet's number, as with {@code -#}.
   *
   * @param on true for numbers.
   * @return this.
   */
  public LineOptions numbered(final boolean on) {
    numbered = on;
    return this;
  }

  /**
   * Whether times have nine digits behind the point instead of six, as with {@code --nano}.
   *
   * @param on true for nanoseconds.
   * @return this.
   */
  public LineOptions nanoseconds(final boolean on) {
    nanoseconds = on;
    return this;
  }

  /**
   * Whether the link header is printed, as with {@code -e}.
   *
   * @param on true for the header.
   * @return this.
   */
  public LineOptions linkHeader(final boolean on) {
    linkHeader = on;
    return this;
  }

  /**
   * Whether sequence numbers are printed as they are in the packet, as with {@code -S}.
   *
   * @param on true for absolute numbers.
   * @return this.
   */
  public LineOptions absolute(final boolean on) {
    absolute = on;
    return this;
  }

  /**
   * Whether checksums are left unverified, as with {@code -K}.
   *
   * @param on true not to verify.
   * @return this.
   */
  public LineOptions unchecked(final boolean on) {
    unchecked = on;
    return this;
  }

  /**
   * Whether host names are cut at their first dot, as with {@code -N}.
   *
   * @param on true for short names.
   * @return this.
   */
  public LineOptions shortNames(final boolean on) {
    shortNames = on;
    return this;
  }

  /**
   * The secret that TCP-MD5 signatures (RFC 2385) are verified with, as with {@code -M}.
   *
   * @param text the secret, in UTF-8 as the shell passes it.
   * @return this.
   */
  public LineOptions secret(final String text) {
    secret = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /**
   * The names of addresses.
   *
   * @param names addresses that it does not know stay numbers.
   * @return this.
   */
  public LineOptions hosts(final HostNames names) {
    hosts = names;
    return this;
  }

  /**
   * The names of TCP ports and IP protocols, used unless {@link #numeric} is set.
   *
   * @param names ports that it does not know stay numbers.
   * @return this.
   */
  public LineOptions services(final ServiceNames names) {
    services = names;
    return this;
  }

  /**
   * The zone of local times.
   *
   * @param id a time zone.
   * @return this.
   */
  public LineOptions zone(final ZoneId id) {
    zone = id;
    return this;
  }
}
