package dev.weir.report;

import static dev.weir.connection.Endpoint.ORIGINATOR;
import static dev.weir.connection.Endpoint.RESPONDER;
import static dev.weir.report.ConnectionColumn.count;
import static dev.weir.report.ConnectionColumn.text;
import static dev.weir.report.ConnectionColumn.truth;

import dev.weir.connection.ConnectionIdentity;
import java.util.List;

/** Columns that say of a connection what Zeek says, by its names. */
final class ZeekColumns {
  static final List<ConnectionColumn> ALL =
      List.of(
          text(
              "uid",
              "what the connection is called here, in conn.log and by packets --format json",
              (c, out) -> ConnectionIdentity.write(c.identity(), out)),
          text(
              "conn_state",
              "Zeek's: S0 (no answer), S1 (open), SF (closed), REJ (refused), S2 and S3 (only the"
                  + " originator or the responder closed), RSTO and RSTR (reset by them), RSTOS0"
                  + " (SYN, then RST), RSTRH, SH, SHR (the same one way), OTH",
              (c, out) -> out.ascii(c.zeek().connState())),
          text(
              "history",
              "Zeek's: S (SYN) H (SYN-ACK) A (ACK) D (data) F (FIN) R (RST) C (wrong checksum) G"
                  + " (gap) T (nothing new) W (zero window) I (FIN and RST) Q (SYN and either) ^"
                  + " (roles exchanged); small letters are the responder's in Zeek's eyes; C, G, T"
                  + " and W again at the 10th, 100th, ... time",
              (c, out) -> c.zeek().writeHistory(out)),
          count(
              "originator_sequence_bytes",
              "bytes of the originator's stream by sequence numbers, with what only the responder's"
                  + " ACKs tell of: Zeek's orig_bytes",
              c -> size(c.zeek().size(c.zeek().inZeeksEyes(ORIGINATOR)))),
          count(
              "responder_sequence_bytes",
              "the same of the responder's",
              c -> size(c.zeek().size(c.zeek().inZeeksEyes(RESPONDER)))),
          count(
              "originator_missed",
              "bytes of the originator that the responder acknowledged, but that were not captured",
              c -> c.zeek().missed(c.zeek().inZeeksEyes(ORIGINATOR))),
          count(
              "responder_missed",
              "the same of the responder",
              c -> c.zeek().missed(c.zeek().inZeeksEyes(RESPONDER))),
          count(
              "originator_ip_bytes",
              "bytes of the originator's IP packets, by their headers",
              c -> c.zeek().ipBytes(c.zeek().inZeeksEyes(ORIGINATOR))),
          count(
              "responder_ip_bytes",
              "the same of the responder",
              c -> c.zeek().ipBytes(c.zeek().inZeeksEyes(RESPONDER))),
          truth(
              "missed_bounded",
              "whether so many holes were open at once that missed bytes are a guess",
              c -> c.zeek().isBounded() ? 1 : 0));

  private ZeekColumns() {}

  /** Where sequence numbers contradict one another, there is no size. */
  private static long size(final long bytes) {
    return bytes >= 0 ? bytes : ConnectionColumn.NONE;
  }
}
