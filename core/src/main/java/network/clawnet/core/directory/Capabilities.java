package network.clawnet.core.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/** Capabilities in the replicated state. Source: docs/protocol/events.md, section 8.2. */
public final class Capabilities {
  /** Module of the capabilities: lists by DID and records by id. */
  public static final byte MODULE = 5;

  /** Most capabilities of one DID. */
  public static final int MAX_PER_DID = 64;

  private static final int VERSION = 1;
  private static final int LIST = 0;
  private static final int RECORD = 1;
  private static final int MAX_UTF8_PER_CHAR = 3;

  private Capabilities() {}

  /** Returns the ids of a DID's capabilities, oldest first. */
  public static List<Hash> of(StateView view, Did subject) {
    byte[] value = view.get(listKey(subject));
    List<Hash> ids = new ArrayList<>();
    if (value == null) {
      return ids;
    }
    try {
      ByteReader in = new ByteReader(value);
      int count = in.u8();
      for (int i = 0; i < count; i++) {
        ids.add(Hash.of(in.raw(Hash.BYTES)));
      }
      in.end();
      return ids;
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt capabilities of " + subject, e);
    }
  }

  /** Returns the id of the capability whose record lies under a key; empty for another key. */
  public static Optional<Hash> idOf(StateKey key) {
    byte[] bytes = key.key();
    return key.module() == MODULE && bytes.length == 1 + Hash.BYTES && bytes[0] == RECORD
        ? Optional.of(Hash.at(bytes, 1))
        : Optional.empty();
  }

  public static Optional<Capability> get(StateView view, Hash id) {
    byte[] value = view.get(key(RECORD, id.bytes()));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(id, value));
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt capability " + id, e);
    }
  }

  static void add(Changes changes, Capability capability) {
    changes.put(key(RECORD, capability.id().bytes()), encode(capability));
    List<Hash> ids = of(changes, capability.subject());
    ids.add(capability.id());
    putList(changes, capability.subject(), ids);
  }

  static void remove(Changes changes, Capability capability) {
    changes.delete(key(RECORD, capability.id().bytes()));
    List<Hash> ids = of(changes, capability.subject());
    ids.remove(capability.id());
    putList(changes, capability.subject(), ids);
  }

  private static void putList(Changes changes, Did subject, List<Hash> ids) {
    if (ids.isEmpty()) {
      changes.delete(listKey(subject));
      return;
    }
    ByteWriter out = new ByteWriter(1 + ids.size() * Hash.BYTES).u8(ids.size());
    for (Hash id : ids) {
      out.raw(id.bytes());
    }
    changes.put(listKey(subject), out.toBytes());
  }

  private static byte[] encode(Capability capability) {
    Credential.Claim claim = capability.claim();
    return new ByteWriter(256)
        .u8(VERSION)
        .raw(capability.subject().key().bytes())
        .raw(capability.issuer().key().bytes())
        .text(claim.name())
        .text(claim.description().orElse(""))
        .bytes(CanonicalJson.encode(claim.pricing()))
        .u64(capability.expires())
        .u64(capability.registered())
        .raw(capability.credentialHash().bytes())
        .toBytes();
  }

  private static Capability decode(Hash id, byte[] value) throws DecodeException {
    ByteReader in = new ByteReader(value);
    if (in.u8() != VERSION) {
      throw new DecodeException("unknown version of a capability record");
    }
    Capability capability =
        new Capability(
            id, did(in), did(in), claim(in), in.u64(), in.u64(), Hash.of(in.raw(Hash.BYTES)));
    in.end();
    return capability;
  }

  private static Credential.Claim claim(ByteReader in) throws DecodeException {
    String name = in.text(Credential.Claim.MAX_NAME_CHARS * MAX_UTF8_PER_CHAR);
    String description = in.text(Credential.Claim.MAX_DESCRIPTION_CHARS * MAX_UTF8_PER_CHAR);
    return new Credential.Claim(
        name,
        description.isEmpty() ? Optional.empty() : Optional.of(description),
        JsonParser.parseObject(in.bytes(Credential.Claim.MAX_PRICING_BYTES)));
  }

  private static Did did(ByteReader in) throws DecodeException {
    return new Did(PublicKey.of(in.raw(PublicKey.BYTES)));
  }

  private static StateKey listKey(Did subject) {
    return key(LIST, subject.key().bytes());
  }

  private static StateKey key(int kind, byte[] rest) {
    return new StateKey(MODULE, new ByteWriter(1 + rest.length).u8(kind).raw(rest).toBytes());
  }
}
