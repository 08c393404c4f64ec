package dev.weir.comparison;

import java.util.Locale;

/** What comes of a comparison; the first of several is that of all of them. */
public enum Verdict {
  /** Worse by more than chance and by more than the margin. */
  WORSE,
  /** Better by more than chance and by more than the margin. */
  BETTER,
  /** Different by more than both, where neither way is worse. */
  CHANGED,
  /** Different by more than chance, but not by more than the margin. */
  WITHIN_MARGIN,
  /** Not different by more than chance. */
  SAME,
  /** Too few connections for a test. */
  TOO_FEW,
  /** Neither side has a connection that counts. */
  NONE;

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
