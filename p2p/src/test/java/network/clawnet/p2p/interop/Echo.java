package network.clawnet.p2p.interop;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamTerms;

/** Our ends of the echo protocol of the tests (interop/README.md). */
final class Echo implements AutoCloseable {
  /** The protocol. */
  static final String PROTOCOL = "/interop/echo/1.0.0";

  private static final int BLOCK = 64 << 10;
  private static final int AHEAD = 8;
  private static final int MAX_STREAMS = 512;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final StreamTerms TERMS =
      new StreamTerms(BLOCK, AHEAD * 2 * BLOCK, MAX_STREAMS, MAX_STREAMS, PATIENCE);

  private final Network network;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Registration registration;

  /** What came back, and how fast. */
  record Outcome(String sent, String received, long micros) {}

  /** Answers on a network until closed. */
  Echo(Network network) {
    this.network = network;
    this.registration =
        network.handle(PROTOCOL, TERMS, stream -> threads.execute(() -> answer(stream)));
  }

  private static void answer(PeerStream stream) {
    try {
      Sender sender = new Sender(stream);
      for (Optional<byte[]> message = next(stream); message.isPresent(); message = next(stream)) {
        sender.send(message.get());
      }
      sender.flush();
      stream.finish();
    } catch (AssertionError e) {
      stream.reset(); // the asking side reports what it misses
    }
  }

  private static Optional<byte[]> next(PeerStream stream) {
    return Waiting.get(stream.receive(), "receive", PATIENCE);
  }

  /** Sends so many bytes over so many streams side by side, and reads what comes back. */
  Outcome run(PeerId peer, long bytes, int streams) {
    long start = System.nanoTime();
    List<CompletableFuture<Digests>> parts = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      long share = bytes / streams + (i == 0 ? bytes % streams : 0);
      long seed = i;
      parts.add(CompletableFuture.supplyAsync(() -> runOne(peer, share, seed), threads));
    }
    MessageDigest sent = sha256();
    MessageDigest received = sha256();
    for (CompletableFuture<Digests> part : parts) {
      Digests digests = Waiting.get(part, "echo", PATIENCE);
      sent.update(digests.sent());
      received.update(digests.received());
    }
    return new Outcome(hex(sent), hex(received), (System.nanoTime() - start) / 1_000);
  }

  private record Digests(byte[] sent, byte[] received) {}

  private Digests runOne(PeerId peer, long bytes, long seed) {
    PeerStream stream =
        Waiting.get(network.open(peer, List.of(PROTOCOL), TERMS), "open a stream", PATIENCE);
    CompletableFuture<byte[]> received =
        CompletableFuture.supplyAsync(() -> digestOfAll(stream), threads);
    Random random = new Random(seed);
    MessageDigest sent = sha256();
    Sender sender = new Sender(stream);
    for (long left = bytes; left > 0; left -= BLOCK) {
      byte[] message = new byte[(int) Math.min(left, BLOCK)];
      random.nextBytes(message);
      sent.update(message);
      sender.send(message);
    }
    sender.flush();
    stream.finish();
    return new Digests(sent.digest(), Waiting.get(received, "all that was sent", PATIENCE));
  }

  private static byte[] digestOfAll(PeerStream stream) {
    MessageDigest digest = sha256();
    for (Optional<byte[]> message = next(stream); message.isPresent(); message = next(stream)) {
      digest.update(message.get());
    }
    return digest.digest();
  }

  /** Sends with a bounded number of messages under way. */
  private static final class Sender {
    private final PeerStream stream;
    private final Deque<CompletionStage<Void>> underWay = new ArrayDeque<>();

    Sender(PeerStream stream) {
      this.stream = stream;
    }

    void send(byte[] message) {
      while (underWay.size() >= AHEAD) {
        Waiting.get(underWay.remove(), "send", PATIENCE);
      }
      underWay.add(stream.send(message));
    }

    void flush() {
      underWay.forEach(stage -> Waiting.get(stage, "send", PATIENCE));
      underWay.clear();
    }
  }

  private static String hex(MessageDigest digest) {
    return Hex.encode(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    registration.close();
    threads.shutdownNow();
  }
}
