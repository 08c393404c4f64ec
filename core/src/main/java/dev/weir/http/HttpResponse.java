package dev.weir.http;

/**
 * A response.
 *
 * @param status 100 to 999 as sent.
 * @param reason the words behind the status, may be empty.
 * @param message what it has in common with a request.
 */
public record HttpResponse(int status, String reason, HttpMessage message) {}
