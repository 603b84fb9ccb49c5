package network.clawnet.core.light.ask;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.light.EventAnswer;
import network.clawnet.core.light.LightProtocols;
import network.clawnet.core.light.ProofQuestion;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.StateAnswer;
import network.clawnet.core.light.serve.LightServer;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.EpochTrail;
import network.clawnet.core.sync.serve.AnswerServer;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;

/** A chain, full nodes that give it, honest or not, and a light client, in one virtual time. */
public final class LightFixture {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Did PAYEE = new TestActor("payee").did();

  public final MemoryNetwork net;
  public final CertifiedChain chain;
  final List<String> lies = new ArrayList<>();
  final List<String> halts = new ArrayList<>();
  int heads;

  /** Makes something else of an honest answer to {@code proof/1}; empty to say nothing at all. */
  interface Lie {
    Optional<byte[]> of(ProofQuestion question, byte[] honest) throws DecodeException;

    static Lie none() {
      return (question, honest) -> Optional.of(honest);
    }
  }

  public LightFixture(long seed) {
    net = new MemoryNetwork(seed);
    chain = new CertifiedChain(net, 4);
  }

  /** The account that each block pays one Token. */
  static StateKey payee() {
    return Accounts.key(PAYEE);
  }

  static long balance(ProvenState state) {
    return Accounts.get(
            key -> state.values().getOrDefault(key, Optional.empty()).orElse(null), PAYEE)
        .available()
        .value();
  }

  MemoryHost serve(String name) {
    return serve(name, chain);
  }

  /** Adds a node that tells the truth about a chain of this genesis. */
  MemoryHost serve(String name, CertifiedChain chain) {
    MemoryHost host = net.host(name);
    headers(host, chain);
    var unused =
        new LightServer(
            host,
            new LightServer.Sources(
                chain.genesis().chainId(),
                chain.ledger().database().tree(),
                chain.ledger().database().reader(),
                event -> CompletableFuture.completedFuture(Verdict.accept())),
            new LightServer.Time(new NetLane(net), net::nanos),
            LightFixture::fail);
    return host;
  }

  /** Adds a node that tells the truth about headers and epochs, and lies about all else. */
  MemoryHost lie(String name, Lie lie) {
    MemoryHost host = net.host(name);
    headers(host, chain);
    var unused =
        host.handle(
            new LightProtocols(chain.genesis().chainId()).proof(),
            SyncProtocols.terms(),
            stream ->
                stream.receive().thenAccept(bytes -> answer(stream, bytes.orElseThrow(), lie)));
    return host;
  }

  private void headers(MemoryHost host, CertifiedChain chain) {
    Hash chainId = chain.genesis().chainId();
    var unused =
        new AnswerServer(
            host,
            new SyncProtocols(chainId),
            new Archive(chain.ledger().database().reader(), chainId),
            null,
            new NetLane(net),
            net::nanos,
            new AnswerServer.Hooks((peer, status) -> {}, LightFixture::fail));
  }

  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  private void answer(PeerStream stream, byte[] bytes, Lie lie) {
    try {
      ProofQuestion question = ProofQuestion.decode(bytes);
      byte[] honest =
          question instanceof ProofQuestion.State state
              ? stateAnswer(state.keys()).encode()
              : eventAnswer().encode();
      lie.of(question, honest)
          .ifPresent(
              answer -> {
                stream.send(answer.length == 0 ? LightProtocols.absent() : present(answer));
                stream.finish();
              });
    } catch (DecodeException e) {
      fail(e);
    }
  }

  private static byte[] present(byte[] answer) {
    return LightProtocols.present(answer);
  }

  LightClient client(String name) {
    return client(
        name,
        EpochTrail.fromGenesis(
            chain.genesis().chainId(),
            GenesisState.validators(chain.genesis()),
            Ed25519::verify,
            Anchor.NONE));
  }

  LightClient client(String name, EpochTrail trail) {
    MemoryHost host = net.host(name);
    Hash chainId = chain.genesis().chainId();
    return new LightClient(
        new LightParts(
            new LightParts.Rules(chainId, trail, CertifiedChain.HEARTBEAT_MS),
            new LightParts.Peers(host, host),
            new LightParts.Time(new NetLane(net), net::nanos, net.clock()),
            new LightParts.Listener(
                () -> heads++, saved -> {}, halts::add, (peer, what) -> lies.add(what))));
  }

  /** Runs until an answer is there. */
  <T> CompletableFuture<T> await(CompletableFuture<T> answer) {
    boolean unused = net.runUntil(answer::isDone, LIMIT);
    return answer;
  }

  /** Returns what an honest node answers about the payee now. */
  public StateAnswer stateAnswer() {
    return stateAnswer(List.of(payee()));
  }

  StateAnswer stateAnswer(List<StateKey> keys) {
    var rooted = chain.ledger().database().tree().prove(keys, StateAnswer.FULL_BYTES);
    return new StateAnswer(header(height()), rooted.proofs());
  }

  long height() {
    return chain.ledger().service().readableHead().height();
  }

  CertifiedHeader header(long height) {
    try {
      StoredBlock stored = chain.ledger().database().reader().block(height).orElseThrow();
      return new CertifiedHeader(stored.header(), Objects.requireNonNull(stored.certificate()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Block block(long height) {
    try {
      return chain.ledger().database().reader().fullBlock(height).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Hash event(long height) {
    try {
      return EventCodec.decode(block(height).events().get(0)).hash();
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }

  /** Returns what an honest node answers about the event of the newest block. */
  public EventAnswer eventAnswer() {
    return eventAnswer(height());
  }

  EventAnswer eventAnswer(long height) {
    try {
      List<byte[]> receipts =
          chain.ledger().database().reader().receipts(height).orElseThrow().stream()
              .map(Receipt::encode)
              .toList();
      int last = receipts.size() - 1;
      List<byte[]> events = block(height).events();
      return new EventAnswer(
          List.of(header(height).header()),
          header(height).certificate(),
          new EventAnswer.Placed(events.get(0), MerkleRoot.prove(events, 0)),
          new EventAnswer.Placed(receipts.get(last), MerkleRoot.prove(receipts, last)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
