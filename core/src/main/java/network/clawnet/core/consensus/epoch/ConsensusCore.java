package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.epoch.EarlyMessages.Early;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.record.EpochLicence;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.JournalRecord.OwnVote;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteBook;
import network.clawnet.core.consensus.vote.VoteCheck;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * The consensus machine of a node: the active epoch and the passage to the next. A deterministic
 * function of its inputs: the same configuration, start and inputs give the same effects. One owner
 * thread; see {@code core.consensus.step} for the contract of the driver.
 */
public final class ConsensusCore {
  private final ConsensusConfig config;
  private final VoteSigner signer;
  private final SignatureCheck check;
  private final VoteBook book;
  private final StepOutput out = new StepOutput();
  private final SplittableRandom random;
  private final EarlyMessages early = new EarlyMessages();
  private List<JournalRecord> records = List.of();
  private @Nullable EpochLicence licence;
  private @Nullable EpochCore active;
  private @Nullable CatchUp catchUp;

  /**
   * Creates a core that has not started.
   *
   * @param signer the node's consensus key; used only while it is a member of the active set
   */
  public ConsensusCore(ConsensusConfig config, VoteSigner signer, SignatureCheck check) {
    this.config = config;
    this.signer = signer;
    this.check = check;
    book = new VoteBook(config.chainId(), signer);
    random = new SplittableRandom(config.seed());
  }

  /**
   * Starts from the store and the journal; called once, before {@link #step}. Final blocks that the
   * journal holds above the store's head come out as {@link Effect.Commit} again.
   *
   * @throws IllegalStateException if the journal holds own votes that contradict each other
   */
  public List<Effect> start(Now now, StartState start) {
    if (active != null) {
      throw new IllegalStateException("started twice");
    }
    out.begin(now);
    records = start.records();
    licence = new EpochLicence(config.chainId(), signer.publicKey(), records, start.mayVote());
    book.raiseFloor(start.epoch().epoch(), start.head().view());
    restoreVotes();
    EpochCore core = open(start.epoch(), start.head());
    if (!core.scope().selfIsQuorum()) {
      core.listenUntil(now.nanos() + config.timing().listenNs());
    }
    core.settle();
    return out.finish();
  }

  /**
   * Takes one input.
   *
   * @return effects to be carried out in order; none after {@link Effect.Halt}
   */
  public List<Effect> step(Now now, Input input) {
    if (out.halted()) {
      return List.of();
    }
    out.begin(now);
    EpochCore core = core();
    if (input instanceof Input.Received it) {
      received(core, it.from(), it.message());
    } else if (input instanceof Input.TimerFired) {
      out.timerFired();
    } else if (input instanceof Input.Synced it) {
      synced(core, it);
    } else {
      core.take(input);
      if (input instanceof Input.Committed it) {
        committed(core, it.next());
      }
    }
    core().settle();
    return out.finish();
  }

  /** Returns where the core stands; all zero before the start. */
  public CoreStatus status() {
    return active == null ? new CoreStatus(0, 0, 0, 0, false, false) : active.report();
  }

  private void received(EpochCore core, PublicKey from, ConsensusMessage message) {
    long epoch = epochOf(message.payload(), core.epoch());
    if (epoch == core.epoch()) {
      core.receive(from, message.payload());
    } else if (epoch == core.epoch() + 1) {
      early.keep(from, message.payload());
    }
    core.answer(from, message.status());
    lookAhead(core, from, message.status());
  }

  /** Returns the epoch that a payload belongs to; requests for blocks belong to any. */
  private static long epochOf(Payload payload, long active) {
    if (payload instanceof Payload.OfVote it) {
      return it.vote().ballot().epoch();
    }
    if (payload instanceof Payload.OfCertificate it) {
      return it.certificate().epoch();
    }
    if (payload instanceof Payload.OfProposal it) {
      return it.proposal().ballot().epoch();
    }
    return payload instanceof Payload.WantView it ? it.epoch() : active;
  }

  private void lookAhead(EpochCore core, PublicKey from, PeerStatus theirs) {
    CatchUp watch = catchUp;
    if (watch == null) {
      watch = new CatchUp(config.timing());
      catchUp = watch;
    }
    if (watch.isDue(core.status(), theirs, out.nanos())) {
      out.add(new Effect.CatchUp(from, theirs.epoch(), theirs.finalizedHeight()));
    }
  }

  /** D6: the next epoch begins when the store holds the last block of this one. */
  private void committed(EpochCore core, @Nullable EpochStart next) {
    if (next == null || next.epoch() != core.epoch() + 1) {
      return;
    }
    if (!core.ended()) {
      throw new IllegalStateException("the store ends an epoch that consensus has not ended");
    }
    core.settle();
    Certificate certificate = core.floorCertificate().orElse(next.certificate());
    enter(new EpochStart(next.epoch(), next.validators(), next.startBlock(), certificate));
  }

  private void synced(EpochCore core, Input.Synced input) {
    if (input.epoch().epoch() == core.epoch()) {
      core.synced(input.head());
    } else if (input.epoch().epoch() > core.epoch()) {
      book.raiseFloor(input.epoch().epoch(), input.head().view());
      open(input.epoch(), input.head());
      replayEarly();
    }
  }

  private void enter(EpochStart next) {
    book.raiseFloor(next.epoch(), 0);
    open(next, FinalPoint.of(next));
    replayEarly();
  }

  private EpochCore open(EpochStart start, FinalPoint head) {
    EpochLicence permit = licence();
    long epoch = start.epoch();
    int self = start.validators().indexOf(signer.publicKey());
    permit.open(epoch, start.startBlock()).ifPresent(out::append);
    book.deactivate();
    LeaderTable leaders =
        LeaderTable.of(start.validators(), config.chainId(), epoch, start.startBlock().hash());
    VoteCheck validity = new VoteCheck(config.chainId(), epoch, start.validators(), check);
    EpochScope scope = new EpochScope(config, start, self, leaders, validity, book);
    if (self >= 0 && permit.allows(epoch)) {
      book.activate(epoch, self);
    } else if (self >= 0) {
      String reason = "the journal may be younger than votes of this key";
      out.add(new Effect.Quarantined(epoch, reason, scope.selfIsNeeded()));
    }
    EpochCore core = new EpochCore(scope, head, out, permit, random.split());
    active = core;
    core.restore(take(epoch));
    return core;
  }

  private void replayEarly() {
    EpochCore core = core();
    for (Early it : early.take()) {
      if (epochOf(it.payload(), -1) == core.epoch()) {
        core.receive(it.from(), it.payload());
      }
    }
  }

  /** Own votes of every epoch, since the last birth of a journal for this key. */
  private void restoreVotes() {
    boolean mine = false;
    for (JournalRecord record : records) {
      if (record instanceof JournalRecord.Birth birth) {
        mine = birth.key().equals(signer.publicKey());
      } else if (mine && record instanceof OwnVote vote) {
        book.restore(vote);
      }
    }
  }

  /** Returns the journal's records of an epoch and keeps only those of later ones. */
  private List<JournalRecord> take(long epoch) {
    List<JournalRecord> taken = new ArrayList<>();
    List<JournalRecord> later = new ArrayList<>();
    for (JournalRecord record : records) {
      if (record.epoch() == epoch) {
        taken.add(record);
      } else if (record.epoch() > epoch) {
        later.add(record);
      }
    }
    records = later;
    return taken;
  }

  /** Returns the machine of the active epoch. */
  EpochCore core() {
    return Optional.ofNullable(active).orElseThrow(() -> new IllegalStateException("not started"));
  }

  private EpochLicence licence() {
    return Optional.ofNullable(licence).orElseThrow(() -> new IllegalStateException("not started"));
  }
}
