package dev.weir.testdata;

/** Is told what each generated segment was meant to be, which its bytes do not say. */
@FunctionalInterface
public interface StepWitness {
  /**
   * A segment was sent.
   *
   * @param row the connection's row in the truth, from 0
   * @param step what was sent
   */
  void sent(int row, Step step);

  /**
   * One segment. Those before a connection's first captured one are not told.
   *
   * @param fromServer whether the server sent it, or the client
   * @param flags the TCP flags
   * @param length payload in bytes
   * @param nanos when, counted from the start of the capture
   * @param captured whether the capture holds it
   * @param probe whether it carries the number before the next one, as keep-alive and window probes
   *     do
   * @param again whether it was sent before
   * @param zeroWindow whether it closes the sender's window
   */
  record Step(
      boolean fromServer,
      int flags,
      int length,
      long nanos,
      boolean captured,
      boolean probe,
      boolean again,
      boolean zeroWindow) {}
}
