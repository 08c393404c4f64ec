package dev.weir.transport;

/** Calls every accessor that the current, well-formed option allows. */
public final class TcpOptionReads {
  private TcpOptionReads() {}

  /**
   * Reads the option.
   *
   * @param options at a well-formed option.
   * @param multipath a view to lay over an MPTCP option.
   * @return 1, so that callers can count.
   */
  public static int readAll(
      final TcpOptionsFlyweight options, final MptcpOptionFlyweight multipath) {
    switch (options.kind()) {
      case TcpOptionKind.MAXIMUM_SEGMENT_SIZE -> options.maximumSegmentSize();
      case TcpOptionKind.WINDOW_SCALE -> options.windowScale();
      case TcpOptionKind.SACK -> {
        for (int block = 0; block < options.sackBlocks(); block++) {
          options.sackLeft(block);
          options.sackRight(block);
        }
      }
      case TcpOptionKind.ECHO, TcpOptionKind.ECHO_REPLY -> options.echo();
      case TcpOptionKind.TIMESTAMPS -> {
        options.timestamp();
        options.timestampEcho();
      }
      case TcpOptionKind.CONNECTION_COUNT,
          TcpOptionKind.CONNECTION_COUNT_NEW,
          TcpOptionKind.CONNECTION_COUNT_ECHO ->
          options.connectionCount();
      case TcpOptionKind.SCPS_CAPABILITIES -> {
        options.scpsCapabilities();
        options.scpsConnectionId();
      }
      case TcpOptionKind.USER_TIMEOUT -> options.userTimeoutSeconds();
      case TcpOptionKind.AUTHENTICATION -> {
        options.authenticationKeyId();
        options.authenticationNextKeyId();
        if (options.authenticationCodeLength() < 0) {
          throw new AssertionError("negative length");
        }
      }
      case TcpOptionKind.EXPERIMENT_1, TcpOptionKind.EXPERIMENT_2 -> options.experimentId();
      case TcpOptionKind.MULTIPATH -> readMultipath(options.multipath(multipath));
      default -> options.dataOffset();
    }
    return 1;
  }

  private static void readMultipath(final MptcpOptionFlyweight option) {
    option.subtype();
    if (option.check() != TransportFault.NONE) {
      return;
    }
    switch (option.subtype()) {
      case MptcpOptionFlyweight.CAPABLE -> {
        option.version();
        option.flags();
        for (int key = 0; key < option.keys(); key++) {
          option.key(key);
        }
      }
      case MptcpOptionFlyweight.JOIN -> {
        option.backup();
        option.addressId();
        option.token();
        option.nonce();
      }
      case MptcpOptionFlyweight.DATA_SEQUENCE_SIGNAL -> {
        option.dataFin();
        if (option.hasDataAck()) {
          option.dataAck();
        }
        if (option.hasMapping()) {
          option.dataSequence();
          option.subflowSequence();
          option.dataLength();
        }
      }
      case MptcpOptionFlyweight.ADD_ADDRESS, MptcpOptionFlyweight.REMOVE_ADDRESS ->
          option.addressId();
      case MptcpOptionFlyweight.PRIORITY -> option.backup();
      case MptcpOptionFlyweight.FAIL, MptcpOptionFlyweight.FAST_CLOSE -> option.number();
      default -> option.bodyLength();
    }
  }
}
