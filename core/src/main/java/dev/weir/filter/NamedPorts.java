package dev.weir.filter;

import dev.weir.filter.TransportTests.Ports;

/** Ports that are written as names, and ranges, which are one word to the lexer. */
final class NamedPorts {
  private static final int MOST_PORT = 65535;

  private NamedPorts() {}

  static Condition port(
      final Qualifiers qualifiers, final String name, final TransportTests transport)
      throws FilterException {
    final Protocol wanted = Checker.portProtocol(qualifiers);
    final NameTables.Service service = NameTables.service(name);
    if (service == null) {
      throw new FilterException("unknown port '" + name + "'");
    }
    final Protocol protocol = agree(wanted, service.protocol(), "port '" + name + "'");
    return transport.ports(protocol, qualifiers.direction(), Ports.single(service.port()));
  }

  static Condition range(
      final Qualifiers qualifiers, final String name, final TransportTests transport)
      throws FilterException {
    final Protocol wanted = Checker.portProtocol(qualifiers);
    final NameTables.Service[] ends = ends(name);
    if (ends == null) {
      throw new FilterException("unknown port in range '" + name + "'");
    }
    final boolean same = ends[0].protocol() == ends[1].protocol();
    final Protocol named = same ? ends[0].protocol() : null;
    final Protocol protocol = agree(wanted, named, "port in range '" + name + "'");
    for (final NameTables.Service end : ends) {
      if (end.port() > MOST_PORT) {
        throw Checker.illegalPort(Integer.toString(end.port()));
      }
    }
    final Ports ports = Ports.range(ends[0].port(), ends[1].port());
    return transport.ports(protocol, qualifiers.direction(), ports);
  }

  private static Protocol agree(final Protocol wanted, final Protocol named, final String what)
      throws FilterException {
    if (wanted == null) {
      return named;
    }
    if (named != null && named != wanted) {
      throw new FilterException(what + " is " + named.keyword());
    }
    return wanted;
  }

  private static NameTables.Service[] ends(final String name) {
    final int hyphen = name.indexOf('-');
    if (hyphen < 0) {
      return null;
    }
    final int low = leadingNumber(name.substring(0, hyphen));
    final int high = leadingNumber(name.substring(hyphen + 1));
    if (low >= 0 && high >= 0 && leadingDigits(name.substring(0, hyphen)) == hyphen) {
      return new NameTables.Service[] {
        new NameTables.Service(low, null), new NameTables.Service(high, null)
      };
    }
    final NameTables.Service first = byName(name.substring(0, hyphen));
    final NameTables.Service last = byName(name.substring(hyphen + 1));
    return first == null || last == null ? null : new NameTables.Service[] {first, last};
  }

  /** One end of a range of which the other is a name. */
  private static NameTables.Service byName(final String text) {
    return !text.isEmpty() && leadingDigits(text) == text.length()
        ? new NameTables.Service(leadingNumber(text), null)
        : NameTables.service(text);
  }

  private static int leadingDigits(final String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  /** The number that a text begins with, as far as it is one; -1 if there is none. */
  private static int leadingNumber(final String text) {
    final int digits = leadingDigits(text);
    if (digits == 0) {
      return -1;
    }
    return digits > 9 ? Integer.MAX_VALUE : Integer.parseInt(text.substring(0, digits));
  }
}
