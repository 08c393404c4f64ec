package dev.weir.http;

/**
 * A request.
 *
 * @param method such as {@code GET}.
 * @param target what the request line names, as sent; null where it was not captured.
 * @param host value of {@code Host}, or null.
 * @param userAgent value of {@code User-Agent}, or null.
 * @param message what it has in common with a response.
 */
public record HttpRequest(
    String method, String target, String host, String userAgent, HttpMessage message) {}
