package network.clawnet.core.consensus.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private static final int MAX_BODY = 10_000;
  private static final MessageCodec CODEC = new MessageCodec(MAX_BODY);
  private static final PeerStatus STATUS = new PeerStatus(1, 2, 3);

  static Hash hash(Random random) {
    byte[] bytes = new byte[Hash.BYTES];
    random.nextBytes(bytes);
    return Hash.of(bytes);
  }

  static Vote vote(Ballot ballot, int signer) {
    byte[] signature = new byte[Vote.SIGNATURE_BYTES];
    signature[0] = (byte) signer;
    return new Vote(ballot, signer, signature);
  }

  static Ballot ballot(Random random) {
    long view = random.nextInt(1_000) + 1L;
    return switch (random.nextInt(3)) {
      case 0 -> Ballot.notarize(random.nextInt(9), view, view - 1, hash(random));
      case 1 -> Ballot.nullify(random.nextInt(9), view);
      default -> Ballot.finalizing(random.nextInt(9), view, 0, hash(random));
    };
  }

  static Certificate certificate(Random random) {
    Ballot ballot = ballot(random);
    int size = 1 + random.nextInt(100);
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (random.nextBoolean()) {
        votes.add(vote(ballot, i));
      }
    }
    return Certificate.of(ballot, votes, size);
  }

  static Block block(Random random) {
    List<byte[]> events = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      events.add(new byte[random.nextInt(300)]);
    }
    BlockDraft draft =
        new BlockDraft(hash(random), new Slot(1, 2, 3, 0), hash(random), 5, hash(random));
    Outcome outcome = new Outcome(false, hash(random), hash(random), hash(random));
    return new Block(draft.complete(BodyDigest.of(events), outcome), events);
  }

  private static Payload payload(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Payload.OfVote(vote(ballot(random), random.nextInt(100)));
      case 1 -> new Payload.OfCertificate(certificate(random));
      case 2 -> proposal(random);
      case 3 -> new Payload.WantView(random.nextInt(9), random.nextInt(9));
      case 4 -> new Payload.WantBlock(hash(random));
      default -> new Payload.OfBlock(block(random));
    };
  }

  private static Payload proposal(Random random) {
    Block block = block(random);
    Vote vote = vote(Ballot.notarize(1, 9, 4, block.hash()), 1);
    return new Payload.OfProposal(
        new Proposal(vote, block, List.of(certificate(random), certificate(random))));
  }

  @Test
  void readsBackEveryMessage() {
    Seeds.forAll(
        300,
        random -> {
          ConsensusMessage message = new ConsensusMessage(payload(random), STATUS);
          byte[] bytes = CODEC.encode(message);
          assertThat(read(bytes)).isEqualTo(message);
          assertThat(CODEC.encode(read(bytes))).isEqualTo(bytes);
        });
  }

  @Test
  void refusesEveryTruncationAndTrailingByte() {
    Seeds.forAll(
        60,
        random -> {
          byte[] bytes = CODEC.encode(new ConsensusMessage(payload(random), STATUS));
          refuses(Arrays.copyOf(bytes, bytes.length + 1));
          refuses(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        });
  }

  @Test
  @DisplayName("T-A21: any bytes decode to one form or are refused")
  void anyBytesDecodeToOneFormOrAreRefused() {
    Seeds.forAll(
        3_000,
        random -> {
          byte[] bytes = CODEC.encode(new ConsensusMessage(payload(random), STATUS));
          for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(Math.min(bytes.length, 700))] = (byte) random.nextInt(256);
          }
          try {
            assertThat(CODEC.encode(CODEC.decode(bytes))).isEqualTo(bytes);
          } catch (DecodeException e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        });
  }

  @Test
  void refusesABodyOverTheLimit() {
    List<byte[]> events = List.of(new byte[MAX_BODY - 3]);
    Block block = block(new Random(1));
    Block large =
        new Block(
            block.header().draft().complete(BodyDigest.of(events), block.header().outcome()),
            events);

    refuses(CODEC.encode(new ConsensusMessage(new Payload.OfBlock(large), STATUS)));
    refuses(new byte[CODEC.maxMessageBytes() + 1]);
  }

  @Test
  void bitmapsOutsideTheSetDoNotCount() throws DecodeException {
    ValidatorSet set = four();
    Ballot ballot = Ballot.nullify(0, 1);
    List<Vote> votes = List.of(vote(ballot, 0), vote(ballot, 1), vote(ballot, 2));

    assertThat(Certificate.of(ballot, votes, 4).hasQuorumOf(set)).isTrue();
    assertThat(Certificate.of(ballot, votes.subList(0, 2), 4).hasQuorumOf(set)).isFalse();
    assertThat(Certificate.of(ballot, votes, 9).hasQuorumOf(set)).isFalse();
    List<Vote> foreign = List.of(votes.get(0), votes.get(1), votes.get(2), vote(ballot, 5));
    Certificate beyond = Certificate.of(ballot, foreign, 8);
    assertThat(beyond.hasQuorumOf(set)).isFalse();
    assertThat(Certificate.decode(beyond.encode())).isEqualTo(beyond);
  }

  @Test
  void aCertificateGivesItsVotesBack() {
    Ballot ballot = Ballot.nullify(0, 1);
    List<Vote> votes = List.of(vote(ballot, 0), vote(ballot, 7), vote(ballot, 8), vote(ballot, 99));

    assertThat(Certificate.of(ballot, votes, 100).votes()).isEqualTo(votes);
    assertThat(Certificate.of(ballot, votes, 100).encode()).hasSize(17 + 1 + 13 + 4 * 64);
  }

  @Test
  void refusesForeignKindsViewsAndBitmapSizes() {
    byte[] nullify = Certificate.of(Ballot.nullify(0, 1), List.of(), 4).encode();
    for (int[] change : new int[][] {{0, 0}, {0, 4}, {16, 0}, {17, 0}, {17, 14}, {1, 0x80}}) {
      byte[] bad = nullify.clone();
      bad[change[0]] = (byte) change[1];
      assertThatThrownBy(() -> Certificate.decode(bad)).isInstanceOf(DecodeException.class);
    }
    byte[] parent = vote(Ballot.notarize(0, 5, 4, Hash.ZERO), 0).encode();
    parent[24] = 5;
    assertThatThrownBy(() -> Vote.decode(parent)).isInstanceOf(DecodeException.class);
  }

  @Test
  void signedBytesAreFrozenAndBindTheChain() {
    Ballot ballot = Ballot.notarize(1, 2, 1, Hash.ZERO);

    assertThat(ballot.signedBytes(Hash.ZERO)).hasSize(21 + 32 + 57);
    assertThat(ballot.signedBytes(Hash.ZERO))
        .startsWith("clawnet:consensus:v1:".getBytes(StandardCharsets.US_ASCII));
    assertThat(ballot.signedBytes(Hash.sha256())).isNotEqualTo(ballot.signedBytes(Hash.ZERO));
    assertThat(Ballot.nullify(1, 2).signedBytes(Hash.ZERO)).hasSize(21 + 32 + 17);
  }

  private static ValidatorSet four() {
    List<Validator> validators = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] key = new byte[PublicKey.BYTES];
      key[0] = (byte) i;
      validators.add(new Validator(PublicKey.of(key), 1));
    }
    return ValidatorSet.of(validators);
  }

  private static ConsensusMessage read(byte[] bytes) {
    try {
      return CODEC.decode(bytes);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static void refuses(byte[] bytes) {
    assertThatThrownBy(() -> CODEC.decode(bytes)).isInstanceOf(DecodeException.class);
  }
}
