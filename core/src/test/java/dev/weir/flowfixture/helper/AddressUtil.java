package dev.weir.flowfixture.helper;

/** A drawer: both its name and that of its package say nothing. */
public final class AddressUtil {}
