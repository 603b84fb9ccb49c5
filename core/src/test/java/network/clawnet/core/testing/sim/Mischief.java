package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.MessageCodec;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.Proposal;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/**
 * What a Byzantine validator sends instead of what its honest core wants to send. It signs what it
 * likes with its own key and with no other.
 */
final class Mischief {
  /** The Byzantine actors of docs/consensus.md */
  enum Kind {
    TWINS,
    SILENT,
    WITHHOLDER,
    DOUBLE_VOTER,
    VOTES_FOR_ALL,
    EQUIVOCATING_LEADER,
    SKIPPING_LEADER,
    NULLIFY_ONLY,
    STALE_REPLAYER,
    WRONG_PARENT_VIEW,
    KIND_SPLITTER,
    INVALID_STATE,
    BODY_WITHHOLDER,
    OLD_EPOCH_VOTER,
    FUZZER,
    CENSOR
  }

  private static final int REMEMBERED = 64;

  private final SimNode me;
  private final World world;
  private final Kind kind;
  private final SplittableRandom random;
  private final MessageCodec codec = new MessageCodec(1 << 16);
  private final List<Payload> remembered = new ArrayList<>();
  private final Map<Long, Integer> skipped = new HashMap<>();
  private PeerStatus status = new PeerStatus(0, 0, 0);

  Mischief(SimNode me, Kind kind) {
    this.me = me;
    this.kind = kind;
    world = me.world;
    random = me.random.split();
  }

  void send(PublicKey to, ConsensusMessage message) {
    status = message.status();
    Payload payload = message.payload();
    boolean half = (world.ledger.setOf(status.epoch()).indexOf(to) & 1) == 0;
    switch (kind) {
      case TWINS -> pass(to, payload);
      case SILENT -> {}
      case WITHHOLDER -> passIf(half, to, payload);
      case DOUBLE_VOTER -> doubleVote(to, payload, half);
      case VOTES_FOR_ALL -> voteForAll(to, payload);
      case EQUIVOCATING_LEADER -> equivocate(to, payload, half);
      case SKIPPING_LEADER -> pass(to, onOlderParent(payload));
      case NULLIFY_ONLY -> nullify(to, payload);
      case STALE_REPLAYER -> replay(to, payload);
      case WRONG_PARENT_VIEW -> pass(to, withOtherParent(payload));
      case KIND_SPLITTER -> split(to, payload, half);
      case INVALID_STATE -> pass(to, withOtherOutcome(payload));
      case BODY_WITHHOLDER -> withholdBody(to, payload);
      case OLD_EPOCH_VOTER -> voteInOtherEpochs(to, payload);
      case FUZZER -> fuzz(to, payload);
      case CENSOR -> censor(to, payload);
    }
  }

  private void pass(PublicKey to, Payload payload) {
    world.note(me.index, "lies", payload);
    world.transmit(me.index, to, new ConsensusMessage(payload, status));
  }

  private void passIf(boolean condition, PublicKey to, Payload payload) {
    if (condition) {
      pass(to, payload);
    }
  }

  private void vote(PublicKey to, Ballot ballot) {
    int signer = world.ledger.setOf(ballot.epoch()).indexOf(me.key());
    if (signer >= 0) {
      pass(to, new Payload.OfVote(signed(ballot, signer)));
    }
  }

  private Vote signed(Ballot ballot, int signer) {
    return new Vote(ballot, signer, me.signer.sign(ballot.signedBytes(world.ledger.chainId())));
  }

  private Hash anyHash() {
    return Hash.sha256(new byte[] {(byte) random.nextInt(3)});
  }

  private void doubleVote(PublicKey to, Payload payload, boolean half) {
    if (!(payload instanceof Payload.OfVote it)) {
      pass(to, payload);
      return;
    }
    Ballot ballot = it.vote().ballot();
    if (half) {
      pass(to, payload);
    }
    switch (ballot.kind()) {
      case NOTARIZE -> {
        vote(to, Ballot.notarize(ballot.epoch(), ballot.view(), ballot.parentView(), anyHash()));
        vote(to, Ballot.nullify(ballot.epoch(), ballot.view()));
      }
      case FINALIZE -> {
        vote(to, Ballot.nullify(ballot.epoch(), ballot.view()));
        vote(to, Ballot.finalizing(ballot.epoch(), ballot.view(), ballot.parentView(), anyHash()));
      }
      case NULLIFY ->
          vote(to, Ballot.finalizing(ballot.epoch(), ballot.view(), ballot.view() - 1, anyHash()));
    }
  }

  /** Every vote for everything that anybody votes for. */
  private void voteForAll(PublicKey to, Payload payload) {
    pass(to, payload);
    for (Ballot ballot : world.checks.recentBallots()) {
      if (ballot.kind() != VoteKind.NULLIFY) {
        vote(to, ballot.as(VoteKind.NOTARIZE));
        vote(to, ballot.as(VoteKind.FINALIZE));
      }
      vote(to, Ballot.nullify(ballot.epoch(), ballot.view()));
    }
  }

  private void equivocate(PublicKey to, Payload payload, boolean half) {
    if (payload instanceof Payload.OfProposal it) {
      pass(to, half ? payload : new Payload.OfProposal(rival(it.proposal())));
    } else if (payload instanceof Payload.OfVote it
        && it.vote().ballot().kind() != VoteKind.NULLIFY) {
      pass(to, payload);
      for (Ballot ballot : world.checks.recentBallots()) {
        if (ballot.sameView(it.vote().ballot()) && ballot.kind() != VoteKind.NULLIFY) {
          vote(to, ballot.as(it.vote().ballot().kind()));
        }
      }
    } else {
      pass(to, payload);
    }
  }

  /** Another valid block on the same parent. */
  private Proposal rival(Proposal proposal) {
    Header header = proposal.block().header();
    boolean known = world.ledger.knows(header.parentHash());
    if (!known || header.view() != proposal.ballot().view()) {
      return proposal;
    }
    BlockDraft draft = header.draft();
    BlockDraft other =
        new BlockDraft(
            draft.chainId(),
            draft.slot(),
            draft.parentHash(),
            draft.tsMs() + 1,
            draft.validatorsHash());
    Block block = world.ledger.build(other, List.of());
    return proposal(proposal, block, proposal.ballot().parentView());
  }

  /** A block on an older notarized one, though views between were not nullified. */
  private Payload onOlderParent(Payload payload) {
    if (!(payload instanceof Payload.OfProposal it)) {
      return payload;
    }
    Proposal proposal = it.proposal();
    Ballot ballot = proposal.ballot();
    List<Ballot> parents = world.checks.notarizedBelow(ballot.epoch(), ballot.view());
    if (parents.size() < 2) {
      return payload;
    }
    int back =
        skipped.computeIfAbsent(ballot.view(), view -> 1 + random.nextInt(parents.size() - 1));
    Ballot older = parents.get(Math.min(back, parents.size() - 1));
    long height = world.ledger.heightOf(older.blockHash());
    if (height < 0 || !world.ledger.knows(older.blockHash())) {
      return payload;
    }
    BlockDraft draft = proposal.block().header().draft();
    boolean honestView = ballot.view() % 2 == 0;
    Slot slot = draft.slot();
    Slot moved =
        new Slot(
            slot.epoch(), ballot.view(), honestView ? height + 1 : slot.height(), slot.proposer());
    BlockDraft changed =
        new BlockDraft(
            draft.chainId(), moved, older.blockHash(), draft.tsMs(), draft.validatorsHash());
    Block block = world.ledger.build(changed, List.of());
    return new Payload.OfProposal(
        proposal(proposal, block, honestView ? older.view() : ballot.parentView()));
  }

  private Proposal proposal(Proposal like, Block block, long parentView) {
    Ballot ballot = like.ballot();
    Ballot changed = Ballot.notarize(ballot.epoch(), ballot.view(), parentView, block.hash());
    return new Proposal(signed(changed, like.vote().signer()), block, like.justification());
  }

  private void nullify(PublicKey to, Payload payload) {
    if (payload instanceof Payload.OfVote it) {
      vote(to, Ballot.nullify(it.vote().ballot().epoch(), it.vote().ballot().view()));
    } else if (!(payload instanceof Payload.OfProposal)) {
      pass(to, payload);
    }
  }

  private void replay(PublicKey to, Payload payload) {
    if (remembered.size() < REMEMBERED) {
      remembered.add(payload);
    } else if (random.nextInt(4) == 0) {
      remembered.set(random.nextInt(REMEMBERED), payload);
    }
    pass(to, remembered.get(random.nextInt(remembered.size())));
    if (!(payload instanceof Payload.OfCertificate)) {
      pass(to, payload);
    }
  }

  private Payload withOtherParent(Payload payload) {
    if (payload instanceof Payload.OfVote it && it.vote().ballot().kind() != VoteKind.NULLIFY) {
      Ballot ballot = it.vote().ballot();
      long parent = random.nextLong(ballot.view());
      Ballot changed =
          new Ballot(ballot.kind(), ballot.epoch(), ballot.view(), parent, ballot.blockHash());
      return new Payload.OfVote(signed(changed, it.vote().signer()));
    }
    if (payload instanceof Payload.OfProposal it) {
      Proposal proposal = it.proposal();
      long parent = random.nextLong(proposal.ballot().view());
      return new Payload.OfProposal(proposal(proposal, proposal.block(), parent));
    }
    return payload;
  }

  /** Makes both certificates of each view possible and tells each half of one of them only. */
  private void split(PublicKey to, Payload payload, boolean half) {
    if (payload instanceof Payload.OfCertificate it) {
      passIf(half == (it.certificate().kind() == VoteKind.NULLIFY), to, payload);
    } else {
      pass(to, payload);
      if (payload instanceof Payload.OfVote it) {
        vote(to, Ballot.nullify(it.vote().ballot().epoch(), it.vote().ballot().view()));
      }
    }
  }

  private Payload withOtherOutcome(Payload payload) {
    if (!(payload instanceof Payload.OfProposal it)) {
      return payload;
    }
    Block block = it.proposal().block();
    Header header = block.header();
    Outcome outcome = header.outcome();
    BlockDraft draft = header.draft();
    Slot slot = draft.slot();
    switch (random.nextInt(4)) {
      case 0 ->
          outcome =
              new Outcome(
                  !outcome.lastOfEpoch(),
                  outcome.receiptsRoot(),
                  outcome.stateRoot(),
                  outcome.nextValidatorsHash());
      case 1 ->
          outcome =
              new Outcome(
                  outcome.lastOfEpoch(),
                  outcome.receiptsRoot(),
                  anyHash(),
                  outcome.nextValidatorsHash());
      case 2 -> slot = new Slot(slot.epoch(), slot.view(), slot.height() + 1, slot.proposer());
      default -> slot = new Slot(slot.epoch(), slot.view(), slot.height(), slot.proposer() + 1);
    }
    BlockDraft changed =
        new BlockDraft(
            draft.chainId(), slot, draft.parentHash(), draft.tsMs(), draft.validatorsHash());
    Block bad = new Block(changed.complete(BodyDigest.of(block.events()), outcome), block.events());
    return new Payload.OfProposal(
        proposal(it.proposal(), bad, it.proposal().ballot().parentView()));
  }

  /** Proposes a block without events instead of one with some, or nothing if it can not. */
  private void censor(PublicKey to, Payload payload) {
    if (!(payload instanceof Payload.OfProposal it) || it.proposal().block().events().isEmpty()) {
      pass(to, payload);
      return;
    }
    Proposal proposal = it.proposal();
    BlockDraft draft = proposal.block().header().draft();
    if (world.ledger.knows(draft.parentHash())) {
      Block empty = world.ledger.build(draft, List.of());
      pass(to, new Payload.OfProposal(proposal(proposal, empty, proposal.ballot().parentView())));
    }
  }

  private void withholdBody(PublicKey to, Payload payload) {
    ValidatorSet set = world.ledger.setOf(status.epoch());
    boolean chosen = set.indexOf(to) <= set.size() / 3;
    if (payload instanceof Payload.OfProposal it && !chosen) {
      pass(to, new Payload.OfVote(it.proposal().vote()));
    } else {
      passIf(!(payload instanceof Payload.OfBlock), to, payload);
    }
  }

  private void voteInOtherEpochs(PublicKey to, Payload payload) {
    pass(to, payload);
    if (payload instanceof Payload.OfVote it) {
      Ballot ballot = it.vote().ballot();
      for (long epoch : new long[] {ballot.epoch() - 1, ballot.epoch() + 1}) {
        if (epoch >= 0) {
          vote(
              to,
              new Ballot(
                  ballot.kind(), epoch, ballot.view(), ballot.parentView(), ballot.blockHash()));
        }
      }
    }
  }

  private void fuzz(PublicKey to, Payload payload) {
    passIf(random.nextBoolean(), to, payload);
    byte[] bytes = codec.encode(new ConsensusMessage(payload, status));
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    try {
      ConsensusMessage mutated = codec.decode(bytes);
      Payload changed = mutated.payload();
      if (changed instanceof Payload.OfVote it && random.nextBoolean()) {
        int signer = world.ledger.setOf(it.vote().ballot().epoch()).indexOf(me.key());
        changed = new Payload.OfVote(signed(it.vote().ballot(), Math.max(0, signer)));
      }
      world.note(me.index, "fuzzes", changed);
      world.transmit(me.index, to, new ConsensusMessage(changed, mutated.status()));
    } catch (DecodeException refused) {
      world.note(me.index, "fuzz refused", refused);
    }
  }
}
