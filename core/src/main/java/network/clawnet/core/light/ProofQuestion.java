package network.clawnet.core.light;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;

/** Question of {@code proof/1}. */
public sealed interface ProofQuestion {
  /** Most keys of one question. */
  int MAX_KEYS = 64;

  /** Largest encoded size in bytes. */
  int MAX_BYTES = 1 + 8 + 1 + MAX_KEYS * (2 + StateKey.MAX_KEY_BYTES);

  /**
   * What the state holds under some keys.
   *
   * @param atLeast least height of the block whose state it is
   * @param keys 1 to {@link #MAX_KEYS}
   */
  record State(long atLeast, List<StateKey> keys) implements ProofQuestion {
    public State {
      keys = List.copyOf(keys);
      if (keys.isEmpty() || keys.size() > MAX_KEYS) {
        throw new IllegalArgumentException("keys: " + keys.size());
      }
    }
  }

  /** Which block holds an event, and what the event did. */
  record Event(Hash hash) implements ProofQuestion {}

  /** Returns u8 kind 1, u64 height, u8 count and each key; or u8 kind 2, hash. */
  default byte[] encode() {
    ByteWriter out = new ByteWriter(64);
    if (this instanceof State it) {
      out.u8(1).u64(it.atLeast()).u8(it.keys().size());
      it.keys().forEach(key -> write(out, key));
    } else {
      out.u8(2).raw(((Event) this).hash().bytes());
    }
    return out.toBytes();
  }

  private static void write(ByteWriter out, StateKey key) {
    byte[] bytes = key.key();
    out.u8(key.module() & 0xff).u8(bytes.length).raw(bytes);
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  static ProofQuestion decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    ProofQuestion question =
        switch (kind) {
          case 1 -> state(in);
          case 2 -> new Event(Hash.of(in.raw(Hash.BYTES)));
          default -> throw new DecodeException("a question of kind " + kind);
        };
    in.end();
    return question;
  }

  private static State state(ByteReader in) throws DecodeException {
    long atLeast = in.u64();
    int count = in.u8();
    if (count < 1 || count > MAX_KEYS) {
      throw new DecodeException("keys: " + count);
    }
    List<StateKey> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte module = (byte) in.u8();
      int length = in.u8();
      if (length < 1 || length > StateKey.MAX_KEY_BYTES) {
        throw new DecodeException("a key of " + length + " bytes");
      }
      keys.add(StateKey.owning(module, in.raw(length)));
    }
    return new State(atLeast, keys);
  }
}
