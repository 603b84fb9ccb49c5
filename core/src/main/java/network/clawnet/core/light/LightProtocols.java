package network.clawnet.core.light;

import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/** Names and common forms of what light and full nodes speak on one network. */
public final class LightProtocols {
  private static final int NAME_CHARS = 8;
  private final String prefix;

  /** Names the protocols after the network's genesis. */
  public LightProtocols(Hash chainId) {
    prefix = "/clawnet/" + chainId.hex().substring(0, NAME_CHARS);
  }

  /** Returns the protocol of {@link ProofQuestion}. */
  public String proof() {
    return prefix + "/proof/1";
  }

  /** Returns the protocol of {@link SubmitAnswer}: the question is an event's canonical bytes. */
  public String submit() {
    return prefix + "/submit/1";
  }

  /** Returns an answer to a {@link ProofQuestion}: u8 1 and its bytes. */
  public static byte[] present(byte[] answer) {
    byte[] out = new byte[1 + answer.length];
    out[0] = 1;
    System.arraycopy(answer, 0, out, 1, answer.length);
    return out;
  }

  /** Returns what says that the node has no answer: u8 0. */
  public static byte[] absent() {
    return new byte[] {0};
  }

  /** Reads {@link #present}, or nothing of {@link #absent}. */
  public static Optional<byte[]> read(byte[] bytes) throws DecodeException {
    if (bytes.length == 1 && bytes[0] == 0) {
      return Optional.empty();
    }
    if (bytes.length < 2 || bytes[0] != 1) {
      throw new DecodeException("an answer that is neither one nor none");
    }
    return Optional.of(Arrays.copyOfRange(bytes, 1, bytes.length));
  }
}
