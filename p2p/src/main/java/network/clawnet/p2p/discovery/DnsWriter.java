package network.clawnet.p2p.discovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Grows one packet; the caller keeps it within {@link #MAX_PACKET_BYTES}. */
final class DnsWriter {
  /** Largest packet written, in bytes: fits into one Ethernet frame over IPv6. */
  static final int MAX_PACKET_BYTES = 1452;

  private static final int QUERY = 0x0000;
  private static final int AUTHORITATIVE_RESPONSE = 0x8400;
  private static final int CLASS_IN = 0x0001;
  private static final int CLASS_IN_FLUSH = 0x8001;

  private final ByteBuffer out = ByteBuffer.allocate(MAX_PACKET_BYTES);

  private DnsWriter(int flags, int questions, int answers, int additionals) {
    out.putShort((short) 0).putShort((short) flags);
    out.putShort((short) questions).putShort((short) answers);
    out.putShort((short) 0).putShort((short) additionals);
  }

  /** A query that asks one question. */
  static byte[] query(DnsName name, int type) {
    DnsWriter writer = new DnsWriter(QUERY, 1, 0, 0);
    writer.name(name);
    writer.out.putShort((short) type).putShort((short) CLASS_IN);
    return writer.bytes();
  }

  static DnsWriter response(int answers, int additionals) {
    return new DnsWriter(AUTHORITATIVE_RESPONSE, 0, answers, additionals);
  }

  DnsWriter pointer(DnsName name, long ttlSeconds, DnsName target) {
    head(name, DnsRecord.PTR, CLASS_IN, ttlSeconds, size(target));
    name(target);
    return this;
  }

  DnsWriter text(DnsName name, long ttlSeconds, List<String> texts) {
    int size = texts.stream().mapToInt(text -> text.length() + 1).sum();
    head(name, DnsRecord.TXT, CLASS_IN_FLUSH, ttlSeconds, Math.max(1, size));
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      out.put((byte) bytes.length).put(bytes);
    }
    if (texts.isEmpty()) {
      out.put((byte) 0); // a TXT has at least one string
    }
    return this;
  }

  DnsWriter service(DnsName name, long ttlSeconds, int port, DnsName host) {
    head(name, DnsRecord.SRV, CLASS_IN_FLUSH, ttlSeconds, 6 + size(host));
    out.putShort((short) 0).putShort((short) 0).putShort((short) port);
    name(host);
    return this;
  }

  /**
   * Appends an A or AAAA record.
   *
   * @param ip 4 or 16 bytes
   */
  DnsWriter address(DnsName host, long ttlSeconds, byte[] ip) {
    int type = ip.length == 4 ? DnsRecord.A : DnsRecord.AAAA;
    head(host, type, CLASS_IN_FLUSH, ttlSeconds, ip.length);
    out.put(ip);
    return this;
  }

  private void head(DnsName name, int type, int kind, long ttlSeconds, int length) {
    name(name);
    out.putShort((short) type).putShort((short) kind);
    out.putInt((int) ttlSeconds).putShort((short) length);
  }

  private void name(DnsName name) {
    for (String label : name.labels()) {
      byte[] bytes = DnsName.bytes(label);
      out.put((byte) bytes.length).put(bytes);
    }
    out.put((byte) 0);
  }

  /** Returns the size of a name on the wire in bytes. */
  static int size(DnsName name) {
    return 1 + name.labels().stream().mapToInt(label -> label.length() + 1).sum();
  }

  byte[] bytes() {
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }
}
