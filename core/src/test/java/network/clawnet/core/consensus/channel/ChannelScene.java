package network.clawnet.core.consensus.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.frame.Frame;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;

/** Nodes with channels in a network without sockets and in virtual time. */
final class ChannelScene {
  static final Hash CHAIN = Hash.sha256("scene".getBytes(StandardCharsets.US_ASCII));
  static final int MAX_BODY = 1 << 20;
  static final Duration SOON = Duration.ofSeconds(5);

  final MemoryNetwork net = new MemoryNetwork(1);
  final Map<String, Member> members = new LinkedHashMap<>();
  private int nonces;

  /** One node: its host, its key and what its channels said. */
  final class Member implements ConsensusPort, ChannelEvents {
    final MemoryHost host;
    final SigningKey key;
    final List<Input.Received> received = new ArrayList<>();
    final List<Long> ahead = new ArrayList<>();
    final List<Farewell> refusals = new ArrayList<>();
    final List<Farewell> closings = new ArrayList<>();
    int opened;
    ValidatorChannels channels;

    Member(String name) {
      host = net.host(name);
      key = key(name);
      channels = make();
    }

    private ValidatorChannels make() {
      ChannelSettings settings =
          new ChannelSettings(CHAIN, key, Ed25519::verify, MAX_BODY, ChannelScene.this::entropy);
      return new ValidatorChannels(settings, new Loop(), this, net.clock());
    }

    /** Ends this process and starts another one with the same keys. */
    void restart(Set<PublicKey> validators) {
      channels.close();
      net.run(Duration.ofMillis(1));
      channels = make();
      channels.expect(validators);
      channels.start(host, this);
    }

    Set<PublicKey> connected() {
      return channels.connected();
    }

    @Override
    public boolean received(Input.Received message) {
      return received.add(message);
    }

    @Override
    public void ahead(PublicKey validator, PeerId peer, long epoch, long height) {
      ahead.add(height);
    }

    @Override
    public void opened(PublicKey validator, PeerId peer) {
      opened++;
    }

    @Override
    public void closed(PublicKey validator, PeerId peer, Farewell why) {
      closings.add(why);
    }

    @Override
    public void refused(PeerId peer, Farewell why, boolean byPeer) {
      refusals.add(why);
    }

    @Override
    public void penalized(PublicKey validator, String why) {
      refusals.add(Farewell.PENALIZED);
    }
  }

  /** The thread of the channels in virtual time. */
  private final class Loop implements ChannelLoop {
    private boolean open = true;

    @Override
    public long nowNanos() {
      return net.nanos();
    }

    @Override
    public void execute(Runnable task) {
      after(0, task);
    }

    @Override
    public void after(long delayNanos, Runnable task) {
      net.after(
          Duration.ofNanos(delayNanos),
          () -> {
            if (open) {
              task.run();
            }
          });
    }

    @Override
    public void close() {
      net.after(Duration.ZERO, () -> open = false);
    }
  }

  private void entropy(byte[] out) {
    byte[] more = Hash.sha256(("nonce " + nonces++).getBytes(StandardCharsets.US_ASCII)).bytes();
    System.arraycopy(more, 0, out, 0, out.length);
  }

  static SigningKey key(String name) {
    return SigningKey.of(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).bytes());
  }

  static Set<PublicKey> keys(String... names) {
    Set<PublicKey> out = new TreeSet<>();
    for (String name : names) {
      out.add(key(name).publicKey());
    }
    return out;
  }

  /** Starts nodes; those of the first list are the validators that all expect. */
  static ChannelScene of(List<String> validators, String... others) {
    ChannelScene scene = new ChannelScene();
    List<String> all = new ArrayList<>(validators);
    all.addAll(List.of(others));
    for (String name : all) {
      scene.members.put(name, scene.new Member(name));
    }
    Set<PublicKey> keys = keys(validators.toArray(String[]::new));
    for (Member each : scene.members.values()) {
      each.channels.expect(keys);
      each.channels.start(each.host, each);
    }
    return scene;
  }

  Member member(String name) {
    return Objects.requireNonNull(members.get(name));
  }

  boolean until(BooleanSupplier done) {
    return net.runUntil(done, SOON);
  }

  <T> T await(CompletionStage<T> stage) {
    boolean unused = until(() -> stage.toCompletableFuture().isDone());
    return stage.toCompletableFuture().join();
  }

  /** Opens a stream to a node by hand. */
  PeerStream open(MemoryHost from, Member to) {
    return await(begin(from, to));
  }

  /** Begins to open a stream to a node; what becomes of it is the node's affair. */
  void openUnasked(MemoryHost from, Member to) {
    var unused = begin(from, to);
  }

  private static CompletionStage<PeerStream> begin(MemoryHost from, Member to) {
    String protocol =
        new ChannelSettings(CHAIN, to.key, Ed25519::verify, MAX_BODY, bytes -> {}).protocol();
    return from.open(to.host.self(), List.of(protocol), ChannelTerms.stream());
  }

  static ConsensusMessage message(long view) {
    return new ConsensusMessage(new Payload.WantView(1, view), new PeerStatus(1, view, 0));
  }

  static Frame greeting() {
    return new Frame.Greeting(CHAIN, Hash.sha256(new byte[] {42}));
  }
}
