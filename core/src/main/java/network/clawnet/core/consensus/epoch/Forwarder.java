package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** R12: spreads certificates when they are learnt and frees peers that are behind. */
final class Forwarder {
  /** Up to this many validators, a new certificate goes to all at once. */
  private static final int MAX_FLAT = 32;

  private static final int SPREAD = 3;

  /** Certificates given to one peer in one answer. */
  private static final int MAX_ANSWER = 32;

  private static final int MAX_PEERS = 256;
  private static final int MAX_LATER = 64;

  private record Later(Certificate certificate, long atNanos) {}

  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final List<Later> later = new ArrayList<>();
  private final Map<PublicKey, Long> viewOf = new LinkedHashMap<>();
  private final Map<PublicKey, Long> answeredAt = new LinkedHashMap<>();

  Forwarder(EpochScope scope, EpochState state, StepOutput out) {
    this.scope = scope;
    this.state = state;
    this.out = out;
  }

  /** Sends to all members but this node. */
  void broadcast(Payload payload) {
    if (scope.self() >= 0) {
      send(scope.peers(), payload);
    }
  }

  /**
   * Spreads a certificate that is new here.
   *
   * @param from who sent it, null if it was made here
   */
  void spread(Certificate certificate, @Nullable PublicKey from) {
    if (scope.self() < 0) {
      return;
    }
    List<PublicKey> to = scope.peers();
    if (scope.set().size() > MAX_FLAT) {
      to = chosen(certificate.view());
      if (later.size() < MAX_LATER) {
        later.add(new Later(certificate, out.nanos() + scope.config().timing().deltaNs() / 2));
      }
    }
    if (from != null) {
      to.remove(from);
    }
    send(to, new Payload.OfCertificate(certificate));
  }

  /** Sends what was put off to those who still seem to lack it. */
  void run() {
    Iterator<Later> waiting = later.iterator();
    while (waiting.hasNext()) {
      Later next = waiting.next();
      if (next.atNanos() > out.nanos()) {
        out.wakeAt(next.atNanos());
        continue;
      }
      waiting.remove();
      List<PublicKey> to = scope.peers();
      to.removeIf(it -> viewOf.getOrDefault(it, 0L) > next.certificate().view());
      send(to, new Payload.OfCertificate(next.certificate()));
    }
  }

  /** Notes where a peer stands and, if it is behind, sends what frees it; once per retry time. */
  void answer(PublicKey peer, PeerStatus status) {
    if (status.epoch() == scope.epoch()) {
      remember(viewOf, peer, status.view());
    }
    long nextAt =
        answeredAt.getOrDefault(peer, Long.MIN_VALUE / 2) + scope.config().timing().retryNs();
    if (!status.isBehind(state.status()) || out.nanos() < nextAt) {
      return;
    }
    remember(answeredAt, peer, out.nanos());
    boolean lower = status.epoch() < scope.epoch();
    boolean shorter = status.finalizedHeight() < state.floorHeader().height();
    Certificate floor = lower ? scope.start().certificate() : state.floorCertificate();
    if (floor != null && (lower || shorter)) {
      send(List.of(peer), new Payload.OfCertificate(floor));
    }
    if (!lower) {
      free(peer, status.view());
    }
  }

  /** Answers a request for every certificate of a view. */
  void serveView(PublicKey peer, long view) {
    Certificate floor = state.floorCertificate();
    if (view == state.floorView() && floor != null) {
      send(List.of(peer), new Payload.OfCertificate(floor));
    }
    for (VoteKind kind : VoteKind.values()) {
      state
          .known(view)
          .flatMap(it -> it.certificate(kind))
          .ifPresent(it -> send(List.of(peer), new Payload.OfCertificate(it)));
    }
  }

  void send(List<PublicKey> to, Payload payload) {
    if (!to.isEmpty()) {
      out.add(new Effect.Send(to, new ConsensusMessage(payload, state.status())));
    }
  }

  private void free(PublicKey peer, long from) {
    long first = Math.max(from, state.current() - MAX_ANSWER);
    for (var entry : state.open().tailMap(first, true).entrySet()) {
      entry.getValue().best().ifPresent(it -> send(List.of(peer), new Payload.OfCertificate(it)));
    }
  }

  private List<PublicKey> chosen(long view) {
    List<PublicKey> peers = scope.peers();
    List<PublicKey> to = new ArrayList<>();
    int leader = scope.leader(view + 1);
    if (leader != scope.self()) {
      to.add(scope.set().key(leader));
    }
    byte[] seed = new ByteWriter(16).u64(scope.self()).u64(view).toBytes();
    byte[] spread = Hash.sha256(seed).bytes();
    for (int i = 0; i < SPREAD; i++) {
      int pick = (((spread[2 * i] & 0xff) << 8) + (spread[2 * i + 1] & 0xff)) % peers.size();
      if (!to.contains(peers.get(pick))) {
        to.add(peers.get(pick));
      }
    }
    return to;
  }

  private static void remember(Map<PublicKey, Long> map, PublicKey peer, long value) {
    if (map.size() >= MAX_PEERS && !map.containsKey(peer)) {
      map.remove(map.keySet().iterator().next());
    }
    map.put(peer, value);
  }
}
