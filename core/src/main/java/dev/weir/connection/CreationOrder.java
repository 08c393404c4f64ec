package dev.weir.connection;

/** All records in the order in which they were created, and so of their first packets. */
final class CreationOrder implements AutoCloseable {
  private static final int NONE = RecordLinks.NONE;

  private final RecordLinks links = new RecordLinks();
  private int first = NONE;
  private int last = NONE;

  void append(final int record) {
    links.ensure(record);
    links.next(record, NONE);
    links.previous(record, last);
    if (last == NONE) {
      first = record;
    } else {
      links.next(last, record);
    }
    last = record;
  }

  void remove(final int record) {
    final int next = links.next(record);
    final int previous = links.previous(record);
    if (previous == NONE) {
      first = next;
    } else {
      links.next(previous, next);
    }
    if (next == NONE) {
      last = previous;
    } else {
      links.previous(next, previous);
    }
  }

  int first() {
    return first;
  }

  int next(final int record) {
    return links.next(record);
  }

  long memory() {
    return links.memory();
  }

  @Override
  public void close() {
    links.close();
  }
}
