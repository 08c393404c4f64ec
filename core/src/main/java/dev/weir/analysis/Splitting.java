package dev.weir.analysis;

import dev.weir.connection.ExpiryPolicy;

/** By whose rules the packets of a tuple are split into connections. */
public enum Splitting {
  /** By silence, as long as RFC 5382 demands, and by SYNs that cannot belong. */
  WEIR,

  /** By the timers and rules of Zeek's default scripts, so that conn.log has the same rows. */
  ZEEK;

  ConnectionBounds bounds(final ExpiryPolicy policy, final boolean verifiesChecksums) {
    return this == ZEEK ? new ZeekBounds(verifiesChecksums) : new WeirBounds(policy);
  }
}
