package network.clawnet.core.consensus.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.frame.Handshake.Step;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
  private static final Hash CHAIN = hash("chain");
  private static final SigningKey ALICE = key("alice");
  private static final SigningKey BOB = key("bob");
  private static final PeerId ALICE_AT = PeerId.of(key("alice's host").publicKey());
  private static final PeerId BOB_AT = PeerId.of(key("bob's host").publicKey());
  private static final PeerId MALLORY_AT = PeerId.of(key("mallory's host").publicKey());

  private static Hash hash(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SigningKey key(String name) {
    return SigningKey.of(hash(name).bytes());
  }

  private static Handshake dialer(SigningKey key, PeerId from, PeerId to, String nonce) {
    return handshake(CHAIN, key, new Handshake.Place(from, to, true), nonce);
  }

  private static Handshake listener(SigningKey key, PeerId from, PeerId to, String nonce) {
    return handshake(CHAIN, key, new Handshake.Place(from, to, false), nonce);
  }

  private static Handshake handshake(
      Hash chain, SigningKey key, Handshake.Place place, String nonce) {
    return new Handshake(
        new Handshake.Identity(chain, key, 7), place, hash(nonce), Ed25519::verify);
  }

  private static Frame proof(Step step) {
    assertThat(step).isInstanceOf(Step.Reply.class);
    return ((Step.Reply) step).frame();
  }

  private static Step refused(Farewell why) {
    return new Step.Refuse(why);
  }

  @Test
  void bothSidesLearnTheOthersKey() {
    Handshake alice = dialer(ALICE, ALICE_AT, BOB_AT, "a");
    Handshake bob = listener(BOB, ALICE_AT, BOB_AT, "b");

    Frame alicesProof = proof(alice.take(bob.greeting()));
    Frame bobsProof = proof(bob.take(alice.greeting()));

    assertThat(alice.take(bobsProof)).isEqualTo(new Step.Proved(BOB.publicKey(), 7));
    assertThat(bob.take(alicesProof)).isEqualTo(new Step.Proved(ALICE.publicKey(), 7));
  }

  @Test
  @DisplayName("T-A17: another chain is refused before anything is signed")
  void anotherChainIsRefusedBeforeAnythingIsSigned() {
    Handshake alice = dialer(ALICE, ALICE_AT, BOB_AT, "a");

    assertThat(alice.take(new Frame.Greeting(hash("another chain"), hash("b"))))
        .isEqualTo(refused(Farewell.WRONG_CHAIN));
  }

  @Test
  void aKeyThatSomebodyElseHoldsIsNotProved() {
    Handshake alice = dialer(ALICE, ALICE_AT, BOB_AT, "a");
    Handshake mallory = listener(key("mallory"), ALICE_AT, BOB_AT, "b");
    Frame.Proof own = (Frame.Proof) proof(mallory.take(alice.greeting()));
    alice.take(mallory.greeting());

    assertThat(alice.take(new Frame.Proof(BOB.publicKey(), 7, own.signature())))
        .isEqualTo(refused(Farewell.BAD_PROOF));
  }

  @Test
  void aProofOfAnEarlierStreamIsWorthNothing() {
    Handshake first = dialer(ALICE, ALICE_AT, BOB_AT, "a1");
    Handshake bob = listener(BOB, ALICE_AT, BOB_AT, "b");
    Frame recorded = proof(bob.take(first.greeting()));

    Handshake second = dialer(ALICE, ALICE_AT, BOB_AT, "a2");
    second.take(bob.greeting());

    assertThat(second.take(recorded)).isEqualTo(refused(Farewell.BAD_PROOF));
  }

  @Test
  void aProofPassedOnByAnotherHostIsWorthNothing() {
    Handshake alice = dialer(ALICE, ALICE_AT, MALLORY_AT, "a");
    Handshake bob = listener(BOB, MALLORY_AT, BOB_AT, "b");
    alice.take(bob.greeting()); // mallory passes every frame on, unchanged
    Frame bobsProof = proof(bob.take(alice.greeting()));

    assertThat(alice.take(bobsProof)).isEqualTo(refused(Farewell.BAD_PROOF));
  }

  @Test
  void anEchoProvesNothing() {
    Handshake alice = dialer(ALICE, ALICE_AT, BOB_AT, "a");

    assertThat(alice.take(alice.greeting())).isEqualTo(refused(Farewell.BAD_PROOF));
  }

  @Test
  void theProofOfOneSideIsNotThatOfTheOther() {
    Handshake alice = dialer(ALICE, ALICE_AT, BOB_AT, "a");
    Frame alicesProof = proof(alice.take(new Frame.Greeting(CHAIN, hash("b"))));

    assertThat(alice.take(alicesProof)).isEqualTo(refused(Farewell.BAD_PROOF));
  }

  @Test
  void theOwnKeyAtAnotherHostIsReportedAsSuch() {
    Handshake here = dialer(ALICE, ALICE_AT, BOB_AT, "a");
    Handshake there = listener(ALICE, ALICE_AT, BOB_AT, "b");
    Frame proof = proof(there.take(here.greeting()));
    here.take(there.greeting());

    assertThat(here.take(proof)).isEqualTo(refused(Farewell.OWN_KEY));
  }

  @Test
  void framesOutOfTurnAreRefused() {
    Frame.Proof early = new Frame.Proof(BOB.publicKey(), 7, new byte[64]);
    assertThat(dialer(ALICE, ALICE_AT, BOB_AT, "a").take(early))
        .isEqualTo(refused(Farewell.MALFORMED));

    Handshake twice = dialer(ALICE, ALICE_AT, BOB_AT, "a");
    Frame greeting = new Frame.Greeting(CHAIN, hash("b"));
    twice.take(greeting);
    assertThat(twice.take(greeting)).isEqualTo(refused(Farewell.MALFORMED));
    assertThat(twice.take(new Frame.Whole(new byte[1]))).isEqualTo(refused(Farewell.MALFORMED));
  }

  @Test
  void aGoodbyeEndsItWithTheOthersReason() {
    assertThat(
            dialer(ALICE, ALICE_AT, BOB_AT, "a").take(new Frame.Goodbye(Farewell.NOT_A_VALIDATOR)))
        .isEqualTo(new Step.Refused(Farewell.NOT_A_VALIDATOR));
  }

  @Test
  void everyBitOfTheProofCounts() {
    for (int bit = 0; bit < 8 * (PublicKey.BYTES + Ed25519.SIGNATURE_BYTES + 8); bit++) {
      Handshake alice = dialer(ALICE, ALICE_AT, BOB_AT, "a");
      Handshake bob = listener(BOB, ALICE_AT, BOB_AT, "b");
      byte[] wire = proof(bob.take(alice.greeting())).encode();
      alice.take(bob.greeting());
      byte[] changed = Arrays.copyOf(wire, wire.length);
      changed[1 + bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(proves(alice, changed)).as("bit " + bit).isFalse();
    }
  }

  private static boolean proves(Handshake alice, byte[] wire) {
    try {
      return alice.take(Frame.decode(wire)) instanceof Step.Proved;
    } catch (DecodeException e) {
      return false; // the top bit of the run
    }
  }
}
