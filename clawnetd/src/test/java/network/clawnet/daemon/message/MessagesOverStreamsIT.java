package network.clawnet.daemon.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Letter;
import network.clawnet.core.message.post.Admission;
import network.clawnet.core.message.post.PostOffice;
import network.clawnet.core.message.post.PostParts;
import network.clawnet.core.message.post.Received;
import network.clawnet.core.message.post.Sending;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.daemon.store.NodeFamilies;
import network.clawnet.p2p.host.HostLog;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.PeerToPeer;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand messages between two nodes, over sockets and disks, as users would send them. */
class MessagesOverStreamsIT {
  private static final int ALL = 10_000;
  private static final int UNDER_WAY = 2_000;
  private static final long LIMIT_SECONDS = 240;
  private static final Hash CHAIN = Hash.sha256(new byte[] {1});
  private static final Hash DEAL = Hash.sha256(new byte[] {2});

  @TempDir Path directory;

  private final SecureRandom random = new SecureRandom();
  private final SigningKey alice = key();
  private final SigningKey bob = key();

  @Test
  void tenThousandArriveOnceInOrderThoughTheReceiverRestartsThreeTimes() throws Exception {
    try (Side sender = new Side("sender");
        Side receiver = new Side("receiver")) {
      sender.office.settle(alice).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      receiver.office.settle(bob).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      sender.p2p.network().connect(receiver.p2p.network().addresses().get(0));
      List<CompletableFuture<String>> sending = new ArrayList<>();
      long began = System.nanoTime();
      for (int i = 0; i < ALL; i++) {
        sending.add(sender.begin(bob, "n" + i));
        if (i == ALL / 4 || i == ALL / 2 || i == ALL / 4 * 3) {
          receiver.restart();
          receiver.assertHasWhatCountsAsDelivered(sender, sending);
        }
        if (i >= UNDER_WAY) {
          sender.awaitDelivered(id(sending.get(i - UNDER_WAY)));
        }
      }
      sender.awaitDelivered(id(sending.get(ALL - 1)));
      double seconds = (System.nanoTime() - began) / 1e9;

      assertThat(receiver.read())
          .isEqualTo(IntStream.range(0, ALL).mapToObj(i -> "n" + i).toList());
      System.out.printf(
          "messages %d, restarts 3, %.1f s, %.0f a second%n", ALL, seconds, ALL / seconds);
      printLatency(sender);
    }
  }

  private void printLatency(Side sender) throws Exception {
    long[] micros = new long[500];
    for (int i = 0; i < micros.length; i++) {
      long before = System.nanoTime();
      sender.awaitDelivered(id(sender.begin(bob, "one")));
      micros[i] = (System.nanoTime() - before) / 1_000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "sent to delivered, one at a time: p50 %d us, p99 %d us%n",
        micros[micros.length / 2], micros[micros.length * 99 / 100]);
  }

  private static String id(CompletableFuture<String> sending) throws Exception {
    return sending.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private SigningKey key() {
    byte[] seed = new byte[SigningKey.BYTES];
    random.nextBytes(seed);
    return SigningKey.of(seed);
  }

  /** One node's network, database and post office. */
  private final class Side implements AutoCloseable {
    private final Path home;
    private final PeerToPeer p2p;
    private RocksStore store;
    private PostOffice office;

    Side(String name) throws IOException, DecodeException {
      home = Files.createDirectory(directory.resolve(name));
      p2p =
          PeerToPeer.start(
              HostSettings.of(
                  new HostKey(key()), List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/0")), "test/1"),
              new PeerToPeer.Company("messages", false),
              random::nextBytes,
              InstantSource.system(),
              new Quiet());
      store = RocksStore.open(home, RocksProfile.node(), NodeFamilies.all());
      office = open();
    }

    private PostOffice open() throws IOException {
      InstantSource clock = InstantSource.system();
      return PostOffice.open(
          new PostParts(
              CHAIN,
              new PostParts.Peers(p2p.network(), p2p.finder()),
              store,
              (route, deal) -> deal.equals(DEAL) ? Admission.Answer.YES : Admission.Answer.NO,
              PostParts.Threads.start(clock, random::nextBytes),
              fault -> {
                throw new AssertionError(fault);
              }));
    }

    void restart() throws IOException {
      office.close();
      store.close();
      store = RocksStore.open(home, RocksProfile.node(), NodeFamilies.all());
      office = open();
    }

    CompletableFuture<String> begin(SigningKey to, String text) {
      Letter letter = new Letter("text", text.getBytes(StandardCharsets.UTF_8));
      return office.send(alice, new Did(to.publicKey()), DEAL, letter);
    }

    void awaitDelivered(String id) throws IOException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (state(id) != Sending.State.DELIVERED) {
        assertThat(System.nanoTime()).as("delivered in time").isLessThan(end);
        LockSupport.parkNanos(100_000);
      }
    }

    Sending.State state(String id) throws IOException {
      return office.status(id).orElseThrow().state();
    }

    List<Received> inbox() throws IOException {
      return office.inbox(new Did(bob.publicKey()), 0, Integer.MAX_VALUE);
    }

    List<String> read() throws IOException {
      return inbox().stream()
          .map(it -> it.message().open(bob).orElseThrow())
          .map(it -> new String(it.body(), StandardCharsets.UTF_8))
          .toList();
    }

    void assertHasWhatCountsAsDelivered(Side sender, List<CompletableFuture<String>> sending)
        throws Exception {
      List<String> delivered = new ArrayList<>();
      for (CompletableFuture<String> message : sending) {
        String id = id(message);
        if (sender.state(id) == Sending.State.DELIVERED) {
          delivered.add(id);
        }
      }
      Set<String> there = new HashSet<>();
      inbox().forEach(it -> there.add(it.message().head().id()));
      assertThat(there).containsAll(delivered);
    }

    @Override
    public void close() throws IOException {
      office.close();
      p2p.close();
      store.close();
    }
  }

  /** Nothing that a host logs happens here. */
  private static final class Quiet implements HostLog {
    @Override
    public void bookMovedAside(Path where) {
      throw new AssertionError(where.toString());
    }

    @Override
    public void bookNotWritten(IOException fault) {
      throw new AssertionError(fault);
    }

    @Override
    public void notListening(String address, String why) {
      throw new AssertionError(why);
    }

    @Override
    public void bug(Throwable fault) {
      throw new AssertionError(fault);
    }
  }
}
