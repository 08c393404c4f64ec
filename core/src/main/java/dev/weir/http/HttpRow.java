package dev.weir.http;

import dev.weir.connection.Endpoint;

/**
 * A transaction and the connection that it belongs to.
 *
 * @param connection the connection.
 * @param transaction one of its transactions.
 */
public record HttpRow(HttpEndpoints connection, HttpTransaction transaction) {
  /**
   * Who sent the request.
   *
   * @return the connection's originator but in odd cases.
   */
  public Endpoint client() {
    return transaction.client();
  }

  /**
   * Who answers.
   *
   * @return the other endpoint.
   */
  public Endpoint server() {
    return client() == Endpoint.ORIGINATOR ? Endpoint.RESPONDER : Endpoint.ORIGINATOR;
  }
}
