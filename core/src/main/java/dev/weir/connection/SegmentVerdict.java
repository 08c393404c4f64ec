package dev.weir.connection;

/**
 * What the analysis says of one segment: which connection it belongs to, how it is judged, and in
 * which states both endpoints can be after it. Reused for every segment.
 */
public final class SegmentVerdict {
  private boolean known;
  private boolean first;
  private boolean fromOriginator;
  private long identity;
  private int judgements;
  private int originatorStates;
  private int responderStates;

  /** Makes the verdict on no segment. */
  public SegmentVerdict() {}

  /** Forgets everything: the packet holds no segment that could be judged. */
  public void clear() {
    known = false;
    first = false;
    fromOriginator = false;
    identity = 0;
    judgements = 0;
    originatorStates = TcpState.ANY;
    responderStates = TcpState.ANY;
  }

  /**
   * Tells that the segment belongs to a connection.
   *
   * @param isFirst whether the segment begins it.
   * @param sentByOriginator whether its originator sent the segment.
   */
  public void belongsTo(final boolean isFirst, final boolean sentByOriginator) {
    known = true;
    first = isFirst;
    fromOriginator = sentByOriginator;
  }

  /**
   * Tells which connection the segment belongs to.
   *
   * @param connection its {@link ConnectionIdentity}.
   */
  public void identify(final long connection) {
    identity = connection;
  }

  /**
   * Adds judgements.
   *
   * @param set {@link Judgement} bits.
   */
  public void judge(final int set) {
    judgements |= set;
  }

  /**
   * Tells the states after the segment.
   *
   * @param originator {@link TcpState} bits, all that are possible.
   * @param responder the same for the responder.
   */
  public void states(final int originator, final int responder) {
    originatorStates = originator;
    responderStates = responder;
  }

  /**
   * Whether there is a verdict.
   *
   * @return false where the packet held no segment, or one that was left out.
   */
  public boolean isKnown() {
    return known;
  }

  /**
   * Whether the segment is the first of its connection.
   *
   * @return true where it began it.
   */
  public boolean isFirst() {
    return first;
  }

  /**
   * Whether the originator sent it.
   *
   * @return false for the responder.
   */
  public boolean isFromOriginator() {
    return fromOriginator;
  }

  /**
   * The connection's identity.
   *
   * @return its {@link ConnectionIdentity}, 0 where there is no verdict.
   */
  public long identity() {
    return identity;
  }

  /**
   * The judgements.
   *
   * @return {@link Judgement} bits.
   */
  public int judgements() {
    return judgements;
  }

  /**
   * In which states an endpoint can be after the segment.
   *
   * @param endpoint which.
   * @return {@link TcpState} bits.
   */
  public int states(final Endpoint endpoint) {
    return endpoint == Endpoint.ORIGINATOR ? originatorStates : responderStates;
  }
}
