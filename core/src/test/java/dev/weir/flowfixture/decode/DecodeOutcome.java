package dev.weir.flowfixture.decode;

/** Stands for what reports may name. */
public enum DecodeOutcome {
  /** The only one. */
  TCP
}
