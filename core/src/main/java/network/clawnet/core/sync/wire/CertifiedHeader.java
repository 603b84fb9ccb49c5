package network.clawnet.core.sync.wire;

import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;

/** A header with what made its block final; a claim until {@link EpochSet#certifies} it. */
public record CertifiedHeader(Header header, Certificate certificate) {
  /** Largest encoded size in bytes: the certificate of a full set, with room to spare. */
  public static final int MAX_BYTES = 8 * 1024;

  public long height() {
    return header.height();
  }

  public long epoch() {
    return header.epoch();
  }

  /** Returns header and certificate. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(Header.BYTES + 512);
    writeTo(out);
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static CertifiedHeader decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    CertifiedHeader claim = read(in);
    in.end();
    return claim;
  }

  void writeTo(ByteWriter out) {
    header.writeTo(out);
    certificate.writeTo(out);
  }

  static CertifiedHeader read(ByteReader in) throws DecodeException {
    return new CertifiedHeader(Header.read(in), Certificate.read(in));
  }
}
