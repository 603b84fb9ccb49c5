package network.clawnet.daemon.call;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.port.Store.Write;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.message.Calls.Form;
import network.clawnet.daemon.message.Desk;
import network.clawnet.daemon.message.MailRoom;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseAction;
import network.clawnet.market.lease.Rental;

/** One lease, a database, a program, and letters that go nowhere. */
final class CallScene implements CallPost {
  static final TestActor RENTER = new TestActor("renter");
  static final TestActor PROVIDER = new TestActor("provider");
  static final Hash LEASE = Hash.sha256(new byte[] {1});
  static final Hash LISTING = Hash.sha256(new byte[] {2});
  static final long UNITS = 10;
  private static final String CHAIN = "local:0011223344556677";

  /** What was sent: type and body. */
  record Sent(String type, byte[] body) {}

  final List<Sent> sent = new ArrayList<>();
  final List<CallLetter> asked = new ArrayList<>();
  final Deque<CompletableFuture<AnswerLetter>> answers = new ArrayDeque<>();
  Lease.State state = Lease.State.ACTIVE;
  boolean locked;
  private final Deque<MailRoom.Step> steps = new ArrayDeque<>();
  private MemoryStore store = new MemoryStore();

  CallBook book() {
    return new CallBook(store);
  }

  Leasing leasing() {
    return new Leasing(id -> id.equals(LEASE) ? Optional.of(lease()) : Optional.empty(), CHAIN);
  }

  private Lease lease() {
    Rental rental =
        new Rental(
            LISTING,
            RENTER.did(),
            PROVIDER.did(),
            Optional.empty(),
            new Tokens(3),
            UNITS,
            0,
            Terms.DEFAULT,
            0);
    return new Lease(LEASE, rental, state, Long.MAX_VALUE, 0, 0, Tokens.ZERO, LEASE);
  }

  void crash() {
    store = store.crash();
    steps.clear();
  }

  void write(List<Write> rows) throws IOException {
    store.write(rows, true);
  }

  /** Brings a letter to a desk, as the sorter does. */
  Desk.Fate bring(Desk desk, TestActor from, TestActor to, byte[] body) throws IOException {
    SealedMessage.Head head =
        new SealedMessage.Head(
            "00".repeat(16), new Route(from.did(), to.did()), LEASE, new Mark(1, 1), 0);
    Desk.Fate fate = desk.take(new Desk.Opened(head, 0, body));
    write(fate.rows());
    run();
    return fate;
  }

  /** Runs what was put off. */
  void run() throws IOException {
    while (!steps.isEmpty()) {
      steps.remove().run();
    }
  }

  CompletableFuture<AnswerLetter> program(URI url, Hash lease, CallLetter call) {
    asked.add(call);
    CompletableFuture<AnswerLetter> answer = new CompletableFuture<>();
    answers.add(answer);
    return answer;
  }

  /** Lets the program answer the oldest call. */
  void answer(int status) throws IOException {
    CallLetter call = asked.get(asked.size() - 1);
    answers.remove().complete(Endpoint.said(call.id(), status, "said"));
    run();
  }

  static CallLetter call(int number, long units) {
    byte[] consent =
        RENTER.sign(
            EventCodec.cosignable(CHAIN, LeaseAction.METER.type(), Leasing.meter(LEASE, units)));
    return call(number, units, consent);
  }

  static CallLetter call(int number, long units, byte[] consent) {
    byte[] input = "in".getBytes(StandardCharsets.UTF_8);
    return new CallLetter(String.format("%032x", number), units, consent, Form.TEXT, input);
  }

  AnswerLetter lastAnswer() throws Exception {
    return AnswerLetter.parse(sent.get(sent.size() - 1).body());
  }

  @Override
  public boolean send(Route route, Hash lease, String type, byte[] body) {
    if (locked) {
      return false;
    }
    sent.add(new Sent(type, Arrays.copyOf(body, body.length)));
    return true;
  }

  @Override
  public void later(MailRoom.Step step) {
    steps.add(step);
  }
}
