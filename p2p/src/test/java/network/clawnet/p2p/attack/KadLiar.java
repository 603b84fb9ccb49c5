package network.clawnet.p2p.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Answers every question of the hash table with names that lie closer to the key than anybody, at
 * addresses where nobody is, and says that all of them provide it.
 */
final class KadLiar {
  private static final int NAMES = 1_000;
  private static final int NAMED = 20;

  private final PeerId self;
  private final List<PeerId> names = new ArrayList<>();

  KadLiar(PeerId self, Random random) {
    this.self = self;
    for (int i = 0; i < NAMES; i++) {
      byte[] key = new byte[PublicKey.BYTES];
      random.nextBytes(key);
      names.add(PeerId.of(PublicKey.of(key)));
    }
  }

  /** Answers the questions that come over a stream. */
  void onStream(PeerStream stream) {
    var unused =
        stream
            .receive()
            .thenCompose(request -> stream.send(KadCodec.encode(lie(request))))
            .thenAccept(sent -> onStream(stream));
  }

  private KadMessage lie(Optional<byte[]> request) {
    try {
      KadMessage asked = KadCodec.decode(request.orElseThrow());
      KadKey key = KadKey.of(asked.key());
      List<KadPeer> closest =
          names.stream()
              .map(name -> new Name(name, KadKey.of(name)))
              .sorted(Comparator.comparing(Name::key, key::compareDistance))
              .limit(NAMED)
              .map(name -> new KadPeer(name.id, List.of(nowhere())))
              .toList();
      boolean providers = asked.type() == MessageType.GET_PROVIDERS;
      return new KadMessage(
          asked.type(), asked.key(), Optional.empty(), closest, providers ? closest : List.of());
    } catch (DecodeException e) {
      throw new IllegalStateException(self + " was asked nonsense", e);
    }
  }

  private record Name(PeerId id, KadKey key) {}

  private static Multiaddr nowhere() {
    try {
      return Multiaddr.parse("/ip4/127.0.0.1/tcp/1");
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
