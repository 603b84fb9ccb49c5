package network.clawnet.core.message;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;

/** From whom to whom: messages of one route arrive in the order of their sending. */
public record Route(Did from, Did to) {
  /** Size of the encoded route, in bytes. */
  public static final int BYTES = 2 * PublicKey.BYTES;

  public void write(ByteWriter out) {
    out.raw(from.key().bytes()).raw(to.key().bytes());
  }

  /** Reads what {@link #write} wrote. */
  public static Route read(ByteReader in) throws DecodeException {
    return new Route(
        new Did(PublicKey.of(in.raw(PublicKey.BYTES))),
        new Did(PublicKey.of(in.raw(PublicKey.BYTES))));
  }
}
