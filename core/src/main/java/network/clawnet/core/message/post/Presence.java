package network.clawnet.core.message.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Residence;

/**
 * Which node keeps whose messages: our word to others, and theirs to us. One owner thread. Source:
 * docs/protocol/delivery.md, section 2.
 */
final class Presence {
  /** Nodes that are tried for one receiver. */
  static final int MAX_TRIED = 8;

  private static final int SHA2_256 = 0x12;

  private final PostParts parts;
  private final PostStore store;

  Presence(PostParts parts, PostStore store) {
    this.parts = parts;
    this.store = store;
  }

  /** Tells others again of everybody who lives here. */
  void announce() throws IOException {
    for (Residence own : store.own()) {
      if (own.holds(parts.now(), parts.chainId())) {
        tell(own.did());
      }
    }
  }

  /** Takes in a DID. */
  void settle(Residence own) throws IOException {
    store.write(List.of(PostStore.own(own)), true);
    tell(own.did());
  }

  Optional<Residence> own(Did did) throws IOException {
    return store.own(did).filter(it -> it.holds(parts.now(), parts.chainId()));
  }

  /** Remembers another node's word, unless a later one is known. */
  void learn(Residence other) throws IOException {
    boolean newer = store.other(other.did()).map(it -> it.since() < other.since()).orElse(true);
    if (newer) {
      store.write(List.of(PostStore.other(other)), false);
    }
  }

  /** Returns whether a DID lives at a node, as far as we know. */
  boolean mayLiveAt(Did did, PeerId peer) throws IOException {
    return store.other(did).map(it -> it.peer().equals(peer)).orElse(false);
  }

  /** Returns nodes where a DID may live, the likeliest first; proves nothing. */
  CompletionStage<List<PeerId>> candidates(Did did) throws IOException {
    Optional<PeerId> known =
        store.other(did).filter(it -> it.holds(parts.now(), parts.chainId())).map(Residence::peer);
    return parts
        .peers()
        .finder()
        .providers(key(did), MAX_TRIED)
        .handle(
            (found, fault) -> {
              List<PeerId> out = new ArrayList<>();
              known.ifPresent(out::add);
              if (fault == null) {
                found.stream().filter(it -> !out.contains(it)).limit(MAX_TRIED).forEach(out::add);
              }
              out.remove(parts.peers().network().self());
              return out;
            });
  }

  private void tell(Did did) {
    CompletionStage<Integer> told = parts.peers().finder().provide(key(did));
    CompletableFuture<Integer> unused =
        told.toCompletableFuture().exceptionally(fault -> 0); // it is repeated by the finder
  }

  /** Returns the key under which nodes say that they keep a DID's messages: a multihash. */
  static byte[] key(Did did) {
    byte[] name = ("clawnet:did:" + did.text()).getBytes(StandardCharsets.US_ASCII);
    return new ByteWriter(34).u8(SHA2_256).u8(Hash.BYTES).raw(Hash.sha256(name).bytes()).toBytes();
  }
}
