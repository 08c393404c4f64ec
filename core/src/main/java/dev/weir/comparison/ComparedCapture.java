package dev.weir.comparison;

/**
 * What was compared.
 *
 * @param name as the user gave it.
 * @param connections how many were compared.
 * @param all how many there are, those included that were not wanted.
 * @param damaged whether a part of it could not be read.
 */
public record ComparedCapture(String name, long connections, long all, boolean damaged) {}
