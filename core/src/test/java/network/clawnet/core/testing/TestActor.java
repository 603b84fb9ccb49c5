package network.clawnet.core.testing;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;

/** Somebody with a key, the same for the same name in every run. */
public final class TestActor {
  private final String name;
  private final SigningKey key;
  private final Did did;

  public TestActor(String name) {
    this.name = name;
    this.key = SigningKey.of(Sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
    this.did = new Did(key.publicKey());
  }

  public Did did() {
    return did;
  }

  public byte[] sign(byte[] message) {
    return key.sign(message);
  }

  public SignedEvent sign(Envelope envelope) {
    return EventCodec.assemble(envelope, key.sign(EventCodec.signable(envelope)));
  }

  /** Returns this actor's consent to a payload. */
  public Cosign consent(String chain, String type, Json.Obj payload) {
    return new Cosign(did, key.sign(EventCodec.cosignable(chain, type, payload)));
  }

  @Override
  public String toString() {
    return name;
  }
}
