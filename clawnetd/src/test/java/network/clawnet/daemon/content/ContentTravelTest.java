package network.clawnet.daemon.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Piece;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.post.Admission;
import network.clawnet.core.message.post.PostParts;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.message.MailRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was delivered by the ledger goes from the seller's node to the buyer's, and only that. */
class ContentTravelTest {
  private static final Hash CHAIN = Hash.sha256(new byte[] {1});
  private static final Hash DEAL = Hash.sha256(new byte[] {2});
  private static final Did SELLER = new Did(key("seller").publicKey());
  private static final Did BUYER = new Did(key("buyer").publicKey());
  private static final long LIMIT_SECONDS = 60;

  private final SecureRandom random = new SecureRandom();
  private final MemoryNetwork net = new MemoryNetwork(1);
  private final Set<PeerId> all = ConcurrentHashMap.newKeySet();
  private final OneDeal ledger = new OneDeal();
  private final byte[] content = new byte[Courier.WINDOW * Piece.MAX_BYTES + 5];
  private final Hash hash;
  private Side seller;
  private Side buyer;
  private AutoCloseable live;

  ContentTravelTest() {
    random.nextBytes(content);
    hash = Hash.sha256(content);
  }

  private static SigningKey key(String name) {
    return SigningKey.of(Sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
  }

  @BeforeEach
  void start() throws IOException {
    seller = new Side("seller");
    buyer = new Side("buyer");
    net.connectAll();
    live = net.live();
  }

  @AfterEach
  void stop() throws Exception {
    seller.running.mail().close();
    buyer.running.mail().close();
    live.close();
  }

  @Test
  void theBuyerHasItWholeAndNobodyReadsItAmongTheMessages() throws Exception {
    seller.keep(content);

    ledger.deliver(hash);

    assertThat(buyer.awaitWhole(hash)).isEqualTo(content);
    assertThat(buyer.running.mail().inbox(BUYER, 0, 100).join()).isEmpty();
  }

  @Test
  void itGoesOnWhereItWasAfterBothNodesRestarted() throws Exception {
    seller.keep(content);
    ledger.deliver(hash);
    buyer.await(() -> buyer.running.shelf().find(new Shelf.Name(BUYER, hash)).isPresent());

    seller.restart();
    buyer.restart();

    assertThat(buyer.awaitWhole(hash)).isEqualTo(content);
  }

  @Test
  void piecesWaitInTheInboxUntilTheLedgerNamesThemAndNoLonger() throws Exception {
    byte[] small = "not delivered yet".getBytes(StandardCharsets.UTF_8);
    Hash name = Hash.sha256(small);
    seller.post(Piece.cut(small).get(0));

    assertThatThrownBy(() -> buyer.running.room().get(BUYER, name, 0).join())
        .cause()
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code()).isEqualTo(AppCodes.CONTENT_NOT_FOUND));
    ledger.deliver(name);
    assertThat(buyer.awaitWhole(name)).isEqualTo(small);
  }

  /** The only deal that there is. */
  private static final class OneDeal implements Deliveries {
    private final FakeDeliveries feed = new FakeDeliveries(SELLER, DEAL);
    private volatile Optional<Hash> delivered = Optional.empty();

    void deliver(Hash content) {
      delivered = Optional.of(content);
      feed.delivered(content);
    }

    @Override
    public Answer ask(Hash deal, Route route, Hash content) {
      if (!deal.equals(DEAL) || !route.from().equals(SELLER)) {
        return Answer.NEVER;
      }
      return delivered.equals(Optional.of(content)) ? Answer.YES : Answer.NOT_YET;
    }

    @Override
    public Optional<Did> receiver(Hash deal) {
      return Optional.of(BUYER);
    }
  }

  /** Something that may become true. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  /** What a node has from one start to the next. */
  private record Running(Shelf shelf, MailRoom mail, ContentRoom room) {}

  /** One node. */
  private final class Side {
    private final MemoryHost host;
    private final String name;
    private final Did account;
    private MemoryStore store = new MemoryStore();
    private Running running;

    Side(String name) throws IOException {
      this.name = name;
      account = new Did(key(name).publicKey());
      host = net.host(name);
      all.add(host.self());
      running = open();
    }

    private Running open() throws IOException {
      Shelf shelf = Shelf.open(store);
      PostParts parts =
          new PostParts(
              CHAIN,
              new PostParts.Peers(host, new Everybody()),
              store,
              (route, deal) -> Admission.Answer.YES,
              PostParts.Threads.start(InstantSource.system(), random::nextBytes),
              fault -> {
                throw new AssertionError(fault);
              });
      MailRoom mail =
          MailRoom.open(
              parts, new MailRoom.Keys((did, passphrase) -> open(did), () -> Set.of(account)));
      ContentRoom room =
          new ContentRoom(
              shelf,
              (did, passphrase) -> open(did),
              mail,
              new Courier(store, shelf, ledger, ledger.feed, mail));
      mail.start(Map.of(Piece.TYPE, new ContentDesk(shelf, ledger, InstantSource.system())));
      room.start();
      return new Running(shelf, mail, room);
    }

    void restart() throws IOException {
      net.isolate(host);
      running.mail().close();
      store = store.crash();
      net.rejoin(host);
      running = open();
    }

    private CompletableFuture<SigningKey> open(Did did) {
      return did.equals(account)
          ? CompletableFuture.completedFuture(key(name))
          : CompletableFuture.failedFuture(
              new Refused(AppCodes.ACCOUNT_NOT_FOUND, "not of this node"));
    }

    void keep(byte[] bytes) throws Exception {
      Contents.Shown last = null;
      for (Piece piece : Piece.cut(bytes)) {
        last = running.room().put(account, piece).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      assertThat(last).extracting(Contents.Shown::state).isEqualTo(Contents.State.WHOLE);
    }

    void post(Piece piece) throws Exception {
      Messages.Draft draft =
          new Messages.Draft(account, BUYER, DEAL, Piece.TYPE, piece.letter().body());
      String id = running.mail().send(draft, null).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      await(() -> running.mail().state(id).orElseThrow().state().equals("delivered"));
    }

    byte[] awaitWhole(Hash name) throws Exception {
      await(
          () ->
              running
                  .shelf()
                  .find(new Shelf.Name(account, name))
                  .map(it -> it.state() == Contents.State.WHOLE)
                  .orElse(false));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Contents.Part part;
      do {
        part = running.room().get(account, name, out.size()).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        out.writeBytes(part.bytes());
      } while (out.size() < part.size());
      return out.toByteArray();
    }

    void await(Condition condition) throws IOException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (!condition.holds()) {
        assertThat(System.nanoTime()).as("in time").isLessThan(end);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Says that everybody may live at every node: whoever does not, does not greet back. */
  private final class Everybody implements PeerFinder {
    @Override
    public CompletionStage<List<String>> find(PeerId peer) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Integer> provide(byte[] key) {
      return CompletableFuture.completedFuture(1);
    }

    @Override
    public void withdraw(byte[] key) {}

    @Override
    public CompletionStage<Set<PeerId>> providers(byte[] key, int limit) {
      return CompletableFuture.completedFuture(Set.copyOf(all));
    }
  }
}
