package network.clawnet.bench.cluster;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/** An account that signs events of the markets. One thread. */
final class Trader {
  private static final Tokens FEE = new Tokens(1);

  private final String chain;
  private final SigningKey key;
  private final Did did;
  private long nonce;

  Trader(String chain, SigningKey key) {
    this.chain = chain;
    this.key = key;
    this.did = new Did(key.publicKey());
  }

  /** Offers info for 1 Token. */
  SignedEvent publish(String title) {
    return sign(
        "market.info.publish",
        Json.object()
            .put("about", Json.object().put("title", title).build())
            .put("price", "1")
            .build());
  }

  /** Buys info. */
  SignedEvent place(Hash listing) {
    return sign(
        "market.order.place",
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", listing.hex())
            .put("amount", "1")
            .put("withoutArbiter", true)
            .build());
  }

  /** Goes on with an order. */
  SignedEvent step(String verb, Hash order, Hash previous, Json.Builder said) {
    return sign(
        "market.order." + verb,
        said.put("orderId", order.hex()).put("resourcePrev", previous.hex()).build());
  }

  private SignedEvent sign(String type, Json.Obj payload) {
    nonce++;
    Envelope envelope =
        new Envelope(
            chain,
            type,
            did,
            System.currentTimeMillis(),
            nonce,
            FEE,
            payload,
            Hash.ZERO,
            List.of());
    return EventCodec.sign(envelope, key::sign);
  }
}
