package network.clawnet.core.consensus.frame;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * One side of the mutual proof of consensus keys. Pure: frames in, steps out. A proof is worth
 * nothing on another stream, at another peer, on another network, or from the other side.
 */
public final class Handshake {
  private static final byte[] DOMAIN =
      "clawnet:validator-hello:v1:".getBytes(StandardCharsets.US_ASCII);

  private final Identity own;
  private final Place place;
  private final Hash nonce;
  private final SignatureCheck check;
  private @Nullable Hash theirs;
  private boolean done;

  /**
   * Who this node is among validators.
   *
   * @param run names this process
   */
  public record Identity(Hash chainId, SigningKey key, long run) {}

  /** The two ends of a stream, both proved by the connection. */
  public record Place(PeerId dialer, PeerId listener, boolean weDialled) {}

  /** What follows from a frame. */
  public sealed interface Step {
    /** Send this and wait. */
    record Reply(Frame frame) implements Step {}

    /** The other side holds this key. */
    record Proved(PublicKey key, long run) implements Step {}

    /** End the stream, saying why. */
    record Refuse(Farewell why) implements Step {}

    /** The other side ended it. */
    record Refused(Farewell why) implements Step {}
  }

  /**
   * Begins.
   *
   * @param nonce from a secure random source, used once
   */
  public Handshake(Identity own, Place place, Hash nonce, SignatureCheck check) {
    this.own = own;
    this.place = place;
    this.nonce = nonce;
    this.check = check;
  }

  /** Returns what each side sends first, without waiting. */
  public Frame greeting() {
    return new Frame.Greeting(own.chainId(), nonce);
  }

  /** Takes the next frame of the other side. */
  public Step take(Frame frame) {
    if (frame instanceof Frame.Goodbye it) {
      return new Step.Refused(it.why());
    }
    if (frame instanceof Frame.Greeting it && theirs == null) {
      return greeted(it);
    }
    if (frame instanceof Frame.Proof it && theirs != null && !done) {
      return proved(it, theirs);
    }
    return new Step.Refuse(Farewell.MALFORMED);
  }

  private Step greeted(Frame.Greeting greeting) {
    if (!greeting.chainId().equals(own.chainId())) {
      return new Step.Refuse(Farewell.WRONG_CHAIN);
    }
    if (greeting.nonce().equals(nonce)) {
      return new Step.Refuse(Farewell.BAD_PROOF); // an echo of our own
    }
    theirs = greeting.nonce();
    PublicKey key = own.key().publicKey();
    byte[] text = text(place.weDialled(), greeting.nonce(), key, own.run());
    return new Step.Reply(new Frame.Proof(key, own.run(), own.key().sign(text)));
  }

  private Step proved(Frame.Proof proof, Hash theirNonce) {
    done = true;
    byte[] text = text(!place.weDialled(), theirNonce, proof.key(), proof.run());
    if (!check.verify(proof.key(), text, proof.signature())) {
      return new Step.Refuse(Farewell.BAD_PROOF);
    }
    return proof.key().equals(own.key().publicKey())
        ? new Step.Refuse(Farewell.OWN_KEY)
        : new Step.Proved(proof.key(), proof.run());
  }

  private byte[] text(boolean ofDialer, Hash theirNonce, PublicKey key, long run) {
    ByteWriter out = new ByteWriter(320);
    out.raw(DOMAIN).raw(own.chainId().bytes()).u8(ofDialer ? 0 : 1);
    peer(out, place.dialer());
    peer(out, place.listener());
    out.raw((place.weDialled() ? nonce : theirNonce).bytes());
    out.raw((place.weDialled() ? theirNonce : nonce).bytes());
    return out.u64(run).raw(key.bytes()).toBytes();
  }

  private static void peer(ByteWriter out, PeerId peer) {
    byte[] multihash = peer.multihash();
    out.u8(multihash.length).raw(multihash);
  }
}
