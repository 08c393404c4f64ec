package dev.weir.http;

/** What became of a request. */
public enum HttpOutcome {
  /** It was answered, and the response is whole. */
  COMPLETE("complete"),
  /** The response began; whether it is whole cannot be told, since its length is not known. */
  LENGTH_UNKNOWN("length_unknown"),
  /** The response began and did not come to its end. */
  CUT_SHORT("cut_short"),
  /** The response was captured, its request was not. */
  NO_REQUEST("no_request"),
  /** The request itself did not come to its end, and there is no response. */
  REQUEST_CUT_SHORT("request_cut_short"),
  /** No response, and the connection is open as far as the capture goes. */
  UNANSWERED("unanswered"),
  /**
   * No response: the server had closed before it could have received the request. The request can
   * be sent again on another connection (RFC 9112 section 9.3.1).
   */
  LOST_IN_RACE("lost_in_race"),
  /** No response: the server closed though it had received the request. */
  CLOSED_UNANSWERED("closed_unanswered"),
  /** No response: the client gave up. */
  GIVEN_UP("given_up"),
  /** There may have been a response where the capture has a hole. */
  NOT_CAPTURED("not_captured");

  private final String label;

  HttpOutcome(final String label) {
    this.label = label;
  }

  /**
   * The word that reports use.
   *
   * @return lower case, stable.
   */
  public String label() {
    return label;
  }
}
