package dev.weir.http;

import org.agrona.DirectBuffer;

/** Told of the messages that a {@link MessageParser} finds. */
interface MessageListener {
  /** Bytes are about to be read in a direction that has had no message yet. */
  void opens(MessageParser parser, DirectBuffer buffer, int offset, int captured);

  /** A direction that has had no message yet begins with something else than one. */
  void foundNoMessage(MessageParser parser);

  /** A request line was read. */
  void requestBegins(MessageParser parser, MessageFacts request);

  /**
   * The header of a response was read, so far as it is there.
   *
   * @return the method of the request that it answers, or null where that is not known.
   */
  String responseBegins(MessageParser parser, MessageFacts response);

  /** Behind this response both directions are no HTTP any more. */
  void leavesHttp();

  /** A message is over. Comes once for each that began. */
  void messageEnds(MessageFacts message);
}
