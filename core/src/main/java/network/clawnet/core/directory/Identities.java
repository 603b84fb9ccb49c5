package network.clawnet.core.directory;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/** Identity documents in the replicated state, by DID. Source: docs/protocol/events.md, 8.1. */
public final class Identities {
  /** Module of the identities; the key is the 32-byte public key. */
  public static final byte MODULE = 4;

  private static final int VERSION = 1;

  private Identities() {}

  /** Returns the entry of a DID, empty where it never published a document. */
  public static Optional<Identity> get(StateView view, Did did) {
    byte[] value = view.get(key(did));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(value));
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt identity " + did, e);
    }
  }

  public static StateKey key(Did did) {
    return new StateKey(MODULE, did.key().bytes());
  }

  static void put(Changes changes, Did did, Identity identity) {
    changes.put(
        key(did),
        new ByteWriter(64 + identity.document().bytes().length)
            .u8(VERSION)
            .u64(identity.created())
            .u64(identity.updated())
            .raw(identity.document().hash().bytes())
            .bytes(identity.document().bytes())
            .toBytes());
  }

  private static Identity decode(byte[] value) throws DecodeException {
    ByteReader in = new ByteReader(value);
    if (in.u8() != VERSION) {
      throw new DecodeException("unknown version of an identity record");
    }
    long created = in.u64();
    long updated = in.u64();
    Hash hash = Hash.of(in.raw(Hash.BYTES));
    byte[] bytes = in.bytes(Document.MAX_BYTES);
    in.end();
    return new Identity(new Document(JsonParser.parseObject(bytes), bytes, hash), created, updated);
  }
}
