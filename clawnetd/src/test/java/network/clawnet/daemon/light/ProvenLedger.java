package network.clawnet.daemon.light;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.light.ProvenEvent;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.SubmitAnswer;
import network.clawnet.core.light.ask.LightSource;
import network.clawnet.core.light.ask.LightView;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;

/** A ledger in memory that tells the truth at once, and keeps what it is sent until it is told. */
final class ProvenLedger implements LightSource {
  static final TestActor ALICE = new TestActor("alice");
  static final TestActor BOB = new TestActor("bob");
  static final long MONEY = 100;

  final LedgerFixture ledger;
  final List<Hash> sent = new ArrayList<>();
  List<SubmitAnswer> answers = List.of(SubmitAnswer.ACCEPTED);
  boolean synced = true;
  private final Map<Hash, ProvenEvent> finals = new HashMap<>();

  ProvenLedger() {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(ALICE.did(), new Tokens(MONEY));
    ledger = LedgerFixture.start(PayRules.book(), balances);
  }

  /** Returns a payment of Alice to Bob for a fee of one Token. */
  PreparedEvent pay(long amount, long nonce) {
    Envelope envelope =
        PayRules.envelope(
            ledger.chain(), ALICE, ledger.time(), nonce, PayRules.payload(BOB, amount));
    try {
      return PreparedEvent.of(ALICE.sign(envelope), PayRules.book());
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }

  /** Makes an event final in the next block. */
  void settle(PreparedEvent event) {
    SignedEvent signed = event.event();
    Verdict verdict = ledger.submit(signed);
    if (!verdict.accepted()) {
      throw new AssertionError(verdict);
    }
    Receipt receipt = ledger.receipts().get(ledger.receipts().size() - 1);
    finals.put(signed.hash(), new ProvenEvent(header(), 0, signed, receipt));
  }

  private Header header() {
    long height = ledger.height();
    Hash root = Hash.sha256(new byte[] {(byte) height});
    return new Header(
        Hash.ZERO,
        new Slot(0, height, height, 0),
        Hash.ZERO,
        ledger.time(),
        Hash.ZERO,
        BodyDigest.of(List.of()),
        new Outcome(false, Hash.ZERO, root, Hash.ZERO));
  }

  @Override
  public LightView view() {
    Header header = header();
    Ballot ballot = Ballot.finalizing(0, header.view() + 1, header.view(), header.hash());
    Certificate certificate = new Certificate(ballot, new byte[1], new byte[0]);
    return new LightView(
        Optional.of(new CertifiedHeader(header, certificate)), 0, synced, 1, Optional.empty());
  }

  @Override
  public CompletableFuture<ProvenState> prove(List<StateKey> keys) {
    TreeMap<StateKey, Optional<byte[]>> values = new TreeMap<>();
    keys.forEach(it -> values.put(it, Optional.ofNullable(ledger.view().get(it))));
    return CompletableFuture.completedFuture(new ProvenState(header(), values));
  }

  @Override
  public CompletableFuture<Optional<ProvenEvent>> event(Hash event) {
    return CompletableFuture.completedFuture(Optional.ofNullable(finals.get(event)));
  }

  @Override
  public CompletableFuture<List<SubmitAnswer>> submit(byte[] event) {
    sent.add(decoded(event).hash());
    return CompletableFuture.completedFuture(answers);
  }

  private static SignedEvent decoded(byte[] event) {
    try {
      return EventCodec.decode(event);
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }
}
