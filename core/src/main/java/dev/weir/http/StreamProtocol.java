package dev.weir.http;

/** Protocols that are told by the first bytes of a direction, on any port. */
public enum StreamProtocol {
  /** None of these, or not known yet. */
  UNKNOWN("unknown"),
  /** HTTP/1.0 or 1.1 (RFC 9112). */
  HTTP("HTTP"),
  /** HTTP/2 without negotiation (RFC 9113 section 3.4). */
  HTTP2("HTTP/2"),
  /** TLS (RFC 8446). */
  TLS("TLS"),
  /** SSH (RFC 4253). */
  SSH("SSH"),
  /** SMTP (RFC 5321). */
  SMTP("SMTP"),
  /** FTP (RFC 959). */
  FTP("FTP"),
  /** POP3 (RFC 1939). */
  POP3("POP3"),
  /** IMAP (RFC 9051). */
  IMAP("IMAP"),
  /** NNTP (RFC 3977). */
  NNTP("NNTP"),
  /** IRC (RFC 1459). */
  IRC("IRC"),
  /** RTSP (RFC 7826). */
  RTSP("RTSP"),
  /** SIP (RFC 3261). */
  SIP("SIP"),
  /** ICAP (RFC 3507). */
  ICAP("ICAP"),
  /** XMPP (RFC 6120). */
  XMPP("XMPP"),
  /** Telnet (RFC 854). */
  TELNET("Telnet"),
  /** DNS over TCP (RFC 7766). */
  DNS("DNS"),
  /** BGP (RFC 4271). */
  BGP("BGP"),
  /** LDAP (RFC 4511). */
  LDAP("LDAP"),
  /** SMB, with the length of RFC 1002 in front. */
  SMB("SMB"),
  /** DCE/RPC. */
  DCERPC("DCE/RPC"),
  /** RDP, in TPKT (RFC 1006). */
  RDP("RDP"),
  /** RFB, the protocol of VNC (RFC 6143). */
  VNC("VNC"),
  /** RESP, the protocol of Redis. */
  REDIS("Redis"),
  /** MySQL. */
  MYSQL("MySQL"),
  /** PostgreSQL. */
  POSTGRESQL("PostgreSQL"),
  /** TDS, the protocol of SQL Server. */
  TDS("TDS"),
  /** MongoDB. */
  MONGODB("MongoDB"),
  /** MQTT 3.1 to 5. */
  MQTT("MQTT"),
  /** AMQP 0-9-1 and 1.0. */
  AMQP("AMQP"),
  /** PPTP (RFC 2637). */
  PPTP("PPTP"),
  /** BitTorrent. */
  BITTORRENT("BitTorrent"),
  /** rsync. */
  RSYNC("rsync"),
  /** git. */
  GIT("git");

  private final String label;

  StreamProtocol(final String label) {
    this.label = label;
  }

  /**
   * The protocol's name.
   *
   * @return as it is usually written.
   */
  public String label() {
    return label;
  }

  /**
   * Whether it is another protocol than HTTP/1.
   *
   * @return false for {@link #HTTP} and {@link #UNKNOWN}.
   */
  public boolean isOther() {
    return this != HTTP && this != UNKNOWN;
  }

  /** Whether its bytes are telling even where the beginning of the stream was not seen. */
  boolean isSureMidstream() {
    return this == TLS || this == BGP;
  }
}
