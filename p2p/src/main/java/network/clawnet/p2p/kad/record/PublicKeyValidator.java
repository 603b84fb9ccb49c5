package network.clawnet.p2p.kad.record;

import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.peer.IdentityKey;

/** Admits {@code /pk/MULTIHASH} with the public key that the multihash names, and nothing else. */
public final class PublicKeyValidator implements Validator {
  /** The namespace, for {@link Validators}. */
  public static final String NAMESPACE = "pk";

  private static final int PREFIX_BYTES = "/pk/".length();

  @Override
  public boolean isValid(byte[] key, byte[] value) {
    if (key.length <= PREFIX_BYTES) {
      return false;
    }
    try {
      byte[] named = Arrays.copyOfRange(key, PREFIX_BYTES, key.length);
      return Arrays.equals(IdentityKey.decode(value).peerId().multihash(), named);
    } catch (DecodeException e) {
      return false;
    }
  }

  @Override
  public int select(byte[] key, List<byte[]> values) {
    return 0; // all valid values are the same key
  }
}
