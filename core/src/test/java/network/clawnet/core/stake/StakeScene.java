package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.event.EvidenceReport;
import network.clawnet.core.stake.event.EvidenceReports;
import network.clawnet.core.stake.event.StakeAmount;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.stake.event.Stakes;
import network.clawnet.core.stake.event.Unstakes;
import network.clawnet.core.stake.event.ValidatorReadies;
import network.clawnet.core.stake.event.ValidatorReady;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.stake.event.ValidatorRegisters;
import network.clawnet.core.stake.event.ValidatorUnjail;
import network.clawnet.core.stake.event.ValidatorUnjails;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;

/** A ledger with validators, each of whose keys has a controller of its own, and short epochs. */
public final class StakeScene {
  public static final long EPOCH_MS = 10_000;
  public static final int EVIDENCE_EPOCHS = 3;
  public static final long UNBONDING_MS = EPOCH_MS * (EVIDENCE_EPOCHS + 2);
  public static final long MIN_STAKE = 10;
  public static final long PURSE = 1_000_000;

  /** Somebody who takes no part in validation. */
  public static final TestActor STRANGER = new TestActor("stranger");

  /** 10 % for equivocation. */
  public static final int SLASH = 1_000;

  private static final int MAX_VALIDATORS = 8;

  /** A consensus key and who controls it. */
  public record Seat(TestActor node, TestActor controller) {
    public static Seat of(int number) {
      return new Seat(new TestActor("node " + number), new TestActor("controller " + number));
    }

    public PublicKey key() {
      return node.did().key();
    }
  }

  public final Genesis genesis;
  public final LedgerFixture ledger;

  private StakeScene(Genesis genesis) {
    this.genesis = genesis;
    RuleBook book =
        new RuleBook(StakeModule.rules(genesis, Ed25519::verify), StakeModule.dueRules(genesis));
    this.ledger = LedgerFixture.start(genesis, book);
  }

  /**
   * Starts with validators 0, 1, 2 … of the given stakes.
   *
   * @param others seats after them whose controllers have money and no key yet
   */
  public static StakeScene of(int others, long... stakes) {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    List<GenesisValidator> validators = new ArrayList<>();
    balances.put(STRANGER.did(), new Tokens(PURSE));
    for (int i = 0; i < stakes.length + others; i++) {
      balances.put(Seat.of(i).controller().did(), new Tokens(PURSE));
    }
    for (int i = 0; i < stakes.length; i++) {
      Seat seat = Seat.of(i);
      validators.add(
          new GenesisValidator(seat.key(), seat.controller().did(), new Tokens(stakes[i])));
    }
    GenesisParams local = GenesisParams.local();
    StakeParams stake =
        new StakeParams(MIN_STAKE, UNBONDING_MS, MAX_VALIDATORS, SLASH, EVIDENCE_EPOCHS);
    return new StakeScene(
        new Genesis(
            "local",
            "stakes",
            LedgerFixture.START,
            new GenesisParams(
                EPOCH_MS, 0, local.block(), local.events(), local.fees(), Optional.of(stake)),
            new Genesis.Allocation(balances, new Tokens(500)),
            validators,
            Optional.empty()));
  }

  public Verdict register(Seat seat) {
    byte[] signed = ValidatorRegister.possession(genesis.chainId(), seat.controller().did());
    return submit(
        seat.controller(),
        ValidatorRegisters.TYPE,
        new ValidatorRegister(seat.key(), seat.node().sign(signed)).payload());
  }

  public Verdict stake(Seat seat, long amount) {
    return submit(seat.controller(), Stakes.TYPE, amount(seat, amount));
  }

  public Verdict unstake(Seat seat, long amount) {
    return submit(seat.controller(), Unstakes.TYPE, amount(seat, amount));
  }

  public Verdict ready(Seat seat) {
    return submit(
        seat.controller(), ValidatorReadies.TYPE, new ValidatorReady(seat.key()).payload());
  }

  public Verdict unjail(Seat seat) {
    return submit(
        seat.controller(), ValidatorUnjails.TYPE, new ValidatorUnjail(seat.key()).payload());
  }

  /** Registers, stakes and says ready, all of which must pass. */
  public void join(Seat seat, long amount) {
    require(register(seat));
    require(stake(seat, amount));
    require(ready(seat));
  }

  /** Reports two FINALIZE votes of one view of an epoch. */
  public Verdict report(TestActor reporter, Seat seat, long epoch) {
    return ledger.submit(
        reporter,
        EvidenceReports.TYPE,
        EvidenceReport.of(seat.key(), contradiction(seat, genesis.chainId(), epoch)).payload(),
        0);
  }

  public Equivocation contradiction(Seat seat, Hash chainId, long epoch) {
    return new Equivocation(vote(seat, chainId, epoch, 1), vote(seat, chainId, epoch, 2));
  }

  public Verdict submit(TestActor issuer, String type, Json.Obj payload) {
    return ledger.submit(issuer, type, payload, 1);
  }

  /** Makes the last block of the epoch. */
  public void endEpoch() {
    ledger.setTime(record().startTime() + EPOCH_MS);
    ledger.tick();
  }

  public void endEpochs(int count) {
    for (int i = 0; i < count; i++) {
      endEpoch();
    }
  }

  public EpochRecord record() {
    return EpochRecord.get(ledger.view());
  }

  /** Returns the weight in the set that runs the next epoch; 0 for none. */
  public long nextWeight(Seat seat) {
    return weight(record().next(), seat);
  }

  public static long weight(ValidatorSet set, Seat seat) {
    int index = set.indexOf(seat.key());
    return index < 0 ? 0 : set.weight(index);
  }

  public Bond bond(Seat seat) {
    return Bonds.require(ledger.view(), seat.key());
  }

  public long locked(Seat seat) {
    return ledger.account(seat.controller()).locked().value();
  }

  public long available(Seat seat) {
    return ledger.account(seat.controller()).available().value();
  }

  /** Fails unless the event passed. */
  public static void require(Verdict verdict) {
    if (!verdict.accepted()) {
      throw new AssertionError(verdict);
    }
  }

  private static Json.Obj amount(Seat seat, long amount) {
    return new StakeAmount(seat.key(), new Tokens(amount)).payload();
  }

  private static Vote vote(Seat seat, Hash chainId, long epoch, int content) {
    Ballot ballot = Ballot.finalizing(epoch, 1, 0, Hash.sha256(new byte[] {(byte) content}));
    return new Vote(ballot, 0, seat.node().sign(ballot.signedBytes(chainId)));
  }
}
