package dev.weir.analysis;

import dev.weir.connection.TcpState;
import dev.weir.transport.TcpFlags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two endpoints that open, talk and close by chance, and the path between them, in the middle of
 * which an observer sits.
 *
 * <p>The true state of an endpoint, in the order of what the observer captured, is the one that it
 * was in after it sent its newest captured segment, once all captured segments to it have arrived.
 */
final class SimulatedConnection {
  /** Told of every captured segment. */
  interface Observer {
    void capture(SimulatedEndpoint.Sent segment);
  }

  /** How a path treats segments; chances are out of 100. */
  record Path(boolean slow, int lostBehind, int uncaptured, boolean spurious) {
    static final Path PERFECT = new Path(false, 0, 0, false);
  }

  private record Sending(SimulatedEndpoint.Sent segment, SimulatedEndpoint senderAfter) {}

  final SimulatedEndpoint client;
  final SimulatedEndpoint server;
  private final SplittableRandom random;
  private final Path path;
  private final Observer observer;
  private final List<Deque<Sending>> toObserver = List.of(new ArrayDeque<>(), new ArrayDeque<>());
  private final List<Deque<SimulatedEndpoint.Sent>> toReceiver =
      List.of(new ArrayDeque<>(), new ArrayDeque<>());
  private final List<SimulatedEndpoint.Sent> captured = new ArrayList<>();
  private final SimulatedEndpoint[] newest = new SimulatedEndpoint[2];
  private final boolean twoOpen;
  private final boolean mayAbort;

  SimulatedConnection(final SplittableRandom random, final Path path, final Observer observer) {
    this.random = random;
    this.path = path;
    this.observer = observer;
    client = new SimulatedEndpoint(true, random.nextInt());
    server = new SimulatedEndpoint(false, random.nextInt());
    newest[0] = client.silentCopy();
    twoOpen = path.slow() && random.nextInt(8) == 0;
    mayAbort = random.nextInt(4) == 0;
    if (!twoOpen && random.nextInt(12) != 0) {
      server.listen();
    }
    newest[1] = server.silentCopy();
  }

  /** Lets them live for so many events. */
  void run(final int events) {
    client.connect();
    sent(client);
    if (twoOpen) {
      server.connect();
      sent(server);
    }
    for (int i = 0; i < events; i++) {
      step();
    }
  }

  private void step() {
    final int side = random.nextInt(2);
    if (!path.slow()) {
      drain();
    }
    if (random.nextInt(3) == 0) {
      act(side == 0 ? client : server);
    } else if (random.nextBoolean()) {
      moveToObserver(side);
    } else {
      moveToReceiver(side);
    }
    if (!path.slow()) {
      drain();
    }
  }

  private void drain() {
    boolean more = true;
    while (more) {
      more = false;
      for (int side = 0; side < 2; side++) {
        more |= moveToObserver(side);
        more |= moveToReceiver(side);
      }
    }
  }

  private void act(final SimulatedEndpoint endpoint) {
    final int what = random.nextInt(20);
    if (endpoint.maySend() && what < 12) {
      endpoint.sendData(1 + random.nextInt(1_000));
    } else if (endpoint.maySend() && what < 16) {
      endpoint.close(random.nextInt(3) == 0 ? 1 + random.nextInt(1_000) : 0);
    } else if (endpoint.maySend() && what == 16 && mayAbort) {
      endpoint.abort();
    } else if (endpoint.hasUnacknowledged() && (path.spurious() || path.lostBehind() > 0)) {
      endpoint.repeat();
    }
    sent(endpoint);
  }

  private void sent(final SimulatedEndpoint endpoint) {
    for (final SimulatedEndpoint.Sent segment : endpoint.out) {
      toObserver.get(endpoint.client ? 0 : 1).add(new Sending(segment, endpoint.silentCopy()));
    }
    endpoint.out.clear();
  }

  private boolean moveToObserver(final int side) {
    final Sending sending = toObserver.get(side).poll();
    if (sending == null) {
      return false;
    }
    if (random.nextInt(100) >= path.lostBehind()) {
      toReceiver.get(side).add(sending.segment());
    }
    newest[side] = sending.senderAfter();
    captured.add(sending.segment());
    if (random.nextInt(100) >= path.uncaptured() || sending.segment().has(TcpFlags.RST)) {
      observer.capture(sending.segment());
    }
    return true;
  }

  private boolean moveToReceiver(final int side) {
    final SimulatedEndpoint.Sent segment = toReceiver.get(side).poll();
    if (segment == null) {
      return false;
    }
    final SimulatedEndpoint receiver = side == 0 ? server : client;
    receiver.receive(segment);
    sent(receiver);
    return true;
  }

  /** The true state: see the class. */
  TcpState truth(final boolean ofClient) {
    final SimulatedEndpoint copy = newest[ofClient ? 0 : 1].silentCopy();
    for (final SimulatedEndpoint.Sent segment : captured) {
      if (segment.fromClient() != ofClient) {
        copy.receive(segment);
      }
    }
    return copy.state;
  }
}
