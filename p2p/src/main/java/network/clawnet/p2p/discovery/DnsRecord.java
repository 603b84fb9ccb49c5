package network.clawnet.p2p.discovery;

import java.util.List;

/**
 * One resource record of class IN, read as far as discovery needs it.
 *
 * @param type {@link #PTR}, {@link #TXT} or another number
 * @param ttlSeconds 0 takes the record back
 * @param target where a PTR points; the name itself for other types
 * @param texts the strings of a TXT, as raw bytes in Latin-1; empty for other types
 */
record DnsRecord(DnsName name, int type, long ttlSeconds, DnsName target, List<String> texts) {
  static final int A = 1;
  static final int PTR = 12;
  static final int TXT = 16;
  static final int AAAA = 28;
  static final int SRV = 33;
  static final int ANY = 255;

  DnsRecord {
    texts = List.copyOf(texts);
  }
}
