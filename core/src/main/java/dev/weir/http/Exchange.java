package dev.weir.http;

/** A request and its response on their way: either may be missing. */
final class Exchange {
  MessageFacts request;
  MessageFacts response;
  int interimResponses;

  /** Its response, if there is one, was not captured: a later request has been answered. */
  boolean isPassedOver;

  int notes;

  /** Whether nothing more of it is waited for. */
  boolean isOver() {
    return isPassedOver || response != null && response.isOver;
  }

  /** Bytes of heap, roughly. */
  int memory() {
    return 400
        + (request == null ? 0 : request.textBytes())
        + (response == null ? 0 : response.textBytes());
  }
}
