package network.clawnet.core.light.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.light.LightProtocols;
import network.clawnet.core.light.ProofQuestion;
import network.clawnet.core.light.StateAnswer;
import network.clawnet.core.light.SubmitAnswer;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.relay.PeerFault;
import network.clawnet.core.sync.serve.Allowance;
import network.clawnet.core.sync.serve.ChunkSender;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.tree.StateTree;
import org.jspecify.annotations.Nullable;

/** Answers light nodes on a thread of its own: proofs of state and events, and their events. */
public final class LightServer implements AutoCloseable {
  /** Bytes a second for one peer. */
  public static final long PEER_BYTES = 2L * 1024 * 1024;

  /** Bytes a second for all peers. */
  public static final long ALL_BYTES = 8L * 1024 * 1024;

  /** Events a second that one peer may bring, and as many at once after a rest. */
  public static final long PEER_EVENTS = 200;

  /** Events a second that all peers may bring in this way. */
  public static final long ALL_EVENTS = 2_000;

  /** How long a question waits for a block that the asker knows and this node does not. */
  static final long WAIT_MILLIS = 1_000;

  private static final long POLL_MILLIS = 4;
  private static final long MILLI_NANOS = 1_000_000;
  private static final Misbehaviour MALFORMED = new Misbehaviour("light-question-malformed", 20);

  private final Network network;
  private final Sources sources;
  private final Time time;
  private final Consumer<Throwable> failed;
  private final CertifiedRoots roots = new CertifiedRoots();
  private final EventProver events;
  private final ChunkSender sender;
  private final Allowance submissions;
  private final List<Registration> registrations;

  /**
   * What is proved, and who takes events.
   *
   * @param taker judges and takes one event of a peer, given in canonical bytes
   */
  public record Sources(
      Hash chainId,
      StateTree tree,
      ChainReader reader,
      Function<byte[], CompletableFuture<Verdict>> taker) {}

  /**
   * What it runs on.
   *
   * @param thread runs one task at a time; closed with the server
   * @param nanos monotonic clock
   */
  public record Time(ScheduledExecutorService thread, LongSupplier nanos) {
    /** Starts the thread of a node. */
    public static Time start() {
      return new Time(
          Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "light-serve")),
          System::nanoTime);
    }
  }

  /**
   * Begins to answer.
   *
   * @param failed told of a database that cannot be read
   */
  public LightServer(Network network, Sources sources, Time time, Consumer<Throwable> failed) {
    this.network = network;
    this.sources = sources;
    this.time = time;
    this.failed = failed;
    this.events = new EventProver(sources.reader());
    this.sender =
        new ChunkSender(new Allowance.Rates(PEER_BYTES, ALL_BYTES), time.thread(), time.nanos());
    this.submissions =
        new Allowance(new Allowance.Rates(PEER_EVENTS, ALL_EVENTS), time.nanos().getAsLong());
    LightProtocols protocols = new LightProtocols(sources.chainId());
    this.registrations =
        List.of(
            network.handle(
                protocols.proof(), SyncProtocols.terms(), it -> take(it, this::question)),
            network.handle(
                protocols.submit(), SyncProtocols.terms(), it -> take(it, this::submit)));
    time.thread().execute(() -> guarded(this::begin));
  }

  /** A block is final and readable. Any thread. */
  public void onFinal(FinalBlock block) {
    roots.add(block);
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
    time.thread().shutdown();
  }

  private void begin() throws IOException {
    Optional<Head> head = sources.reader().head();
    if (head.isPresent()) {
      Optional<StoredBlock> stored = sources.reader().block(head.get().height());
      Certificate certificate = stored.map(StoredBlock::certificate).orElse(null);
      if (stored.isPresent() && certificate != null) {
        roots.put(new CertifiedHeader(stored.get().header(), certificate));
      }
    }
  }

  private interface Question {
    void answer(PeerStream stream, byte[] bytes) throws IOException, DecodeException;
  }

  private interface Task {
    void run() throws IOException;
  }

  private void take(PeerStream stream, Question question) {
    stream
        .receive()
        .whenComplete(
            (bytes, fault) ->
                post(
                    () -> {
                      if (fault != null || bytes.isEmpty()) {
                        stream.reset();
                      } else {
                        answer(stream, question, bytes.get());
                      }
                    }));
  }

  private void answer(PeerStream stream, Question question, byte[] bytes) throws IOException {
    try {
      question.answer(stream, bytes);
    } catch (DecodeException e) {
      network.report(stream.peer(), MALFORMED);
      stream.reset();
    }
  }

  private void question(PeerStream stream, byte[] bytes) throws IOException, DecodeException {
    ProofQuestion question = ProofQuestion.decode(bytes);
    if (question instanceof ProofQuestion.State state) {
      prove(new Waiting(stream, state, nanos() + WAIT_MILLIS * MILLI_NANOS), null);
    } else {
      Hash event = ((ProofQuestion.Event) question).hash();
      long wait = sender.charge(stream.peer(), events.cost(event));
      later(wait, () -> prove(stream, event));
    }
  }

  private record Waiting(PeerStream stream, ProofQuestion.State question, long until) {}

  /**
   * Answers once the block that left the proved state is written here.
   *
   * @param taken proofs that wait for their block; null to take new ones
   */
  private void prove(Waiting it, StateTree.@Nullable Rooted taken) {
    if (roots.height() < it.question().atLeast() && nanos() <= it.until()) {
      later(POLL_MILLIS * MILLI_NANOS, () -> prove(it, null)); // without proofs for nothing
      return;
    }
    StateTree.Rooted rooted =
        taken != null ? taken : sources.tree().prove(it.question().keys(), StateAnswer.FULL_BYTES);
    Optional<CertifiedRoots.Known> known = roots.find(rooted.root());
    Optional<CertifiedHeader> head = known.flatMap(CertifiedRoots.Known::header);
    if (head.isPresent() && head.get().height() >= it.question().atLeast()) {
      StateAnswer answer = new StateAnswer(head.get(), rooted.proofs());
      sender.send(it.stream(), LightProtocols.present(answer.encode()));
    } else if (nanos() > it.until()) {
      sender.send(it.stream(), LightProtocols.absent());
    } else {
      StateTree.Rooted kept = known.isEmpty() ? rooted : null;
      later(POLL_MILLIS * MILLI_NANOS, () -> prove(it, kept));
    }
  }

  private void prove(PeerStream stream, Hash event) throws IOException {
    byte[] answer =
        events
            .prove(event)
            .map(it -> LightProtocols.present(it.encode()))
            .orElse(LightProtocols.absent());
    sender.send(stream, answer);
  }

  private void submit(PeerStream stream, byte[] event) {
    long wait = submissions.take(stream.peer(), 1, nanos());
    later(wait, () -> submitNow(stream, event));
  }

  private void submitNow(PeerStream stream, byte[] event) {
    var unused =
        sources
            .taker()
            .apply(event)
            .whenComplete(
                (verdict, fault) ->
                    post(
                        () -> {
                          if (fault != null) {
                            stream.reset();
                          } else {
                            told(stream, verdict);
                          }
                        }));
  }

  private void told(PeerStream stream, Verdict verdict) {
    PeerFault.of(verdict).fault().ifPresent(it -> network.report(stream.peer(), it));
    SubmitAnswer answer =
        verdict instanceof Verdict.Reject reject
            ? new SubmitAnswer(reject.code().text(), reject.message())
            : SubmitAnswer.ACCEPTED;
    sender.send(stream, answer.encode());
  }

  private void later(long waitNanos, Task task) {
    if (waitNanos == 0) {
      post(task);
    } else {
      var unused = time.thread().schedule(() -> guarded(task), waitNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void post(Task task) {
    try {
      time.thread().execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      // the node is stopping
    }
  }

  private void guarded(Task task) {
    try {
      task.run();
    } catch (RejectedExecutionException e) {
      // the node is stopping
    } catch (IOException | UncheckedIOException e) {
      failed.accept(e);
    }
  }

  private long nanos() {
    return time.nanos().getAsLong();
  }
}
