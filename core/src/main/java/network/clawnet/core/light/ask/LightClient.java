package network.clawnet.core.light.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.light.EventAnswer;
import network.clawnet.core.light.FalseAnswerException;
import network.clawnet.core.light.LightChain;
import network.clawnet.core.light.LightProtocols;
import network.clawnet.core.light.ProofQuestion;
import network.clawnet.core.light.ProvenEvent;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.StateAnswer;
import network.clawnet.core.light.SubmitAnswer;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.Speakers;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.sync.wire.CertifiedHeader;
import org.jspecify.annotations.Nullable;

/**
 * Learns of the ledger from full nodes and believes nothing but what they prove. Futures complete
 * on the owner's thread.
 */
public final class LightClient implements LightSource, AutoCloseable {
  /** Full nodes that are given an event at once. */
  static final int EVENT_NODES = 3;

  private static final long SUBMIT_MILLIS = 5_000;
  private final LightParts parts;
  private final LightProtocols protocols;
  private final LightChain chain;
  private final FullNodes nodes = new FullNodes();
  private final Asker asker;
  private final HeadFollower heads;
  private final Errand.Desk desk;
  private final Registration watching;
  private volatile Seen seen;

  private record Seen(LightView view, int validators) {}

  /** Begins to follow. */
  public LightClient(LightParts parts) {
    LightParts.Rules rules = parts.rules();
    this.parts = watched(parts);
    this.protocols = new LightProtocols(rules.chainId());
    this.chain = new LightChain(rules.trail());
    this.asker = new Asker(parts.peers().network(), parts.time().owner());
    Liars liars = new Liars(this.parts, nodes);
    this.seen = see();
    this.heads = new HeadFollower(this.parts, chain, nodes, asker, liars);
    this.desk = new Errand.Desk(this.parts, nodes, asker, liars, heads);
    this.watching =
        parts
            .peers()
            .network()
            .watch(new Speakers(protocols.proof(), (peer, full) -> post(() -> set(peer, full))));
  }

  /** Keeps the view fresh before the listener looks at it. */
  private LightParts watched(LightParts given) {
    LightParts.Listener to = given.listener();
    LightParts.Listener own =
        new LightParts.Listener(
            () -> {
              look();
              to.head().run();
            },
            to.epoch(),
            to.halted(),
            to.lied());
    return new LightParts(given.rules(), given.peers(), given.time(), own);
  }

  private void set(PeerId peer, boolean full) {
    if (!full) {
      nodes.remove(peer);
    } else {
      nodes.add(peer);
      heads.came(peer);
    }
    look();
  }

  @Override
  public LightView view() {
    Seen now = seen;
    LightView it = now.view();
    boolean synced = heads.synced(it, now.validators());
    return new LightView(it.head(), it.epoch(), synced, it.nodes(), it.conflict());
  }

  private void look() {
    seen = see();
  }

  private Seen see() {
    return new Seen(
        new LightView(chain.newest(), chain.epoch(), false, nodes.size(), chain.conflict()),
        chain.validators().map(ValidatorSet::size).orElse(0));
  }

  @Override
  public CompletableFuture<ProvenState> prove(List<StateKey> keys) {
    return asking(
        () -> {
          ProofQuestion.State question = new ProofQuestion.State(chain.height(), keys);
          return new Errand.Request<>(
              question.encode(), StateAnswer.MAX_BYTES, bytes -> state(question, bytes), null);
        });
  }

  private Errand.Found<ProvenState> state(ProofQuestion.State question, byte[] bytes)
      throws DecodeException, FalseAnswerException {
    StateAnswer answer = StateAnswer.decode(bytes);
    Errand.Found<ProvenState> refusal = refusal(answer.head());
    if (refusal != null) {
      return refusal;
    }
    return answer.head().height() < question.atLeast()
        ? Errand.Found.stale()
        : new Errand.Found<>(answer.verify(question), false);
  }

  @Override
  public CompletableFuture<Optional<ProvenEvent>> event(Hash event) {
    return asking(
        () ->
            new Errand.Request<>(
                new ProofQuestion.Event(event).encode(),
                EventAnswer.MAX_BYTES,
                bytes -> event(event, bytes),
                Optional.empty()));
  }

  private Errand.Found<Optional<ProvenEvent>> event(Hash event, byte[] bytes)
      throws DecodeException, FalseAnswerException {
    EventAnswer answer = EventAnswer.decode(bytes);
    Errand.Found<Optional<ProvenEvent>> refusal = refusal(answer.last());
    return refusal != null ? refusal : new Errand.Found<>(Optional.of(answer.verify(event)), false);
  }

  /** Returns why an answer under a header proves nothing; null if the header is certified. */
  private <T> Errand.@Nullable Found<T> refusal(CertifiedHeader header)
      throws FalseAnswerException {
    return switch (heads.take(header)) {
      case NEW, KNOWN -> null;
      case LATER -> Errand.Found.later();
      case EARLIER -> Errand.Found.stale();
      case FALSE -> throw new FalseAnswerException("a header that is not certified");
      case CONFLICT -> throw new FalseAnswerException("a second certified history");
    };
  }

  @Override
  public CompletableFuture<List<SubmitAnswer>> submit(byte[] event) {
    CompletableFuture<List<SubmitAnswer>> out = new CompletableFuture<>();
    post(() -> submit(event, out));
    return out;
  }

  private void submit(byte[] event, CompletableFuture<List<SubmitAnswer>> out) {
    List<PeerId> to = nodes.ranked(Set.of()).stream().limit(EVENT_NODES).toList();
    if (to.isEmpty()) {
      out.completeExceptionally(new UnprovenException("no full node is connected"));
      return;
    }
    List<SubmitAnswer> answers = new ArrayList<>();
    int[] open = {to.size()};
    for (PeerId peer : to) {
      var unused =
          asker
              .ask(
                  new Asker.Letter(
                      peer, protocols.submit(), event, SubmitAnswer.MAX_BYTES, SUBMIT_MILLIS))
              .whenComplete(
                  (bytes, fault) -> {
                    open[0]--;
                    answered(peer, bytes, fault != null, answers);
                    boolean taken = answers.stream().anyMatch(SubmitAnswer::accepted);
                    if (taken || open[0] == 0) {
                      out.complete(List.copyOf(answers));
                    }
                  });
    }
  }

  private void answered(PeerId peer, byte[] bytes, boolean failed, List<SubmitAnswer> answers) {
    try {
      if (failed) {
        nodes.failed(peer, FullNodes.SILENT_MILLIS);
      } else {
        answers.add(SubmitAnswer.decode(bytes));
      }
    } catch (DecodeException e) {
      desk.liars().caught(peer, "submit: " + e.getMessage());
    }
  }

  /** Stops following; open futures may never complete. */
  @Override
  public void close() {
    watching.close();
    heads.close();
    asker.close();
    parts.time().owner().shutdown();
  }

  private interface Making<T> {
    Errand.Request<T> make();
  }

  private <T> CompletableFuture<T> asking(Making<T> making) {
    CompletableFuture<T> out = new CompletableFuture<>();
    post(
        () -> {
          if (chain.conflict().isPresent()) {
            out.completeExceptionally(new UnprovenException(chain.conflict().get()));
            return;
          }
          var unused =
              new Errand<>(desk, making.make())
                  .run()
                  .whenComplete(
                      (value, fault) -> {
                        if (fault != null) {
                          out.completeExceptionally(fault);
                        } else {
                          out.complete(value);
                        }
                      });
        });
    return out;
  }

  private void post(Runnable task) {
    try {
      parts.time().owner().execute(task);
    } catch (RejectedExecutionException e) {
      // the node is stopping
    }
  }
}
