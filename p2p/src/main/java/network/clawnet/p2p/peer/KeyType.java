package network.clawnet.p2p.peer;

import java.util.Arrays;
import network.clawnet.core.codec.DecodeException;

/** The kinds of keys of the libp2p specification, peer-ids. */
public enum KeyType {
  /** The only kind that this node has itself. */
  ED25519(1);

  private final int code;

  KeyType(int code) {
    this.code = code;
  }

  /** Returns the value of the protobuf enum. */
  int code() {
    return code;
  }

  static KeyType of(long code) throws DecodeException {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(() -> new DecodeException("unknown type of key " + code));
  }
}
