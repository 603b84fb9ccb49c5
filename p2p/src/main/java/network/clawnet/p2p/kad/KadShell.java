package network.clawnet.p2p.kad;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.kad.machine.KadCommand;
import network.clawnet.p2p.kad.machine.KadEffect;
import network.clawnet.p2p.kad.machine.KadMachine;
import network.clawnet.p2p.kad.machine.KadOutcome;
import network.clawnet.p2p.kad.machine.KadReply;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.PeerLink;
import network.clawnet.p2p.service.ProtocolHost;

/** Brings events to the machine and its effects to streams. Owned by the loop. */
final class KadShell implements PeerEvents {
  private final ProtocolHost host;
  private final Loop loop;
  private final KadSettings settings;
  private final KadMachine machine;
  private final Lines lines;
  private final Map<Long, Consumer<KadOutcome>> commands = new HashMap<>();
  private final Set<PeerId> serving = new LinkedHashSet<>();
  private final KadCounters counters;
  private long lastCommand;
  private long nextOfferMillis;
  private boolean closed;

  KadShell(ProtocolHost host, Loop loop, KadSettings settings, KadCounters counters) {
    this.host = host;
    this.loop = loop;
    this.settings = settings;
    this.counters = counters;
    machine =
        new KadMachine(
            host.self(),
            settings.config(),
            settings.validators(),
            host::addressesOf,
            settings.random());
    lines = new Lines(host, loop, settings.protocol(), settings.config().timing().askMillis());
  }

  @Override
  public void connected(PeerId peer) {
    // what it speaks is not known yet
  }

  @Override
  public void identified(PeerId peer, List<String> protocols) {
    boolean serves = protocols.contains(settings.protocol());
    loop.execute(() -> identified(peer, serves));
  }

  private void identified(PeerId peer, boolean serves) {
    if (serves) {
      serving.add(peer);
      perform(machine.peerReady(loop.nowMillis(), peer, host.addressesOf(peer)));
    } else if (serving.remove(peer)) {
      machine.peerGone(peer);
      lines.close(peer);
    }
  }

  @Override
  public void disconnected(PeerId peer) {
    loop.execute(
        () -> {
          serving.remove(peer);
          lines.close(peer);
        });
  }

  /** A peer has opened a stream to us. Any thread. */
  void onStream(PeerStream stream) {
    new Inbound(host, loop, stream, this::answer).next();
  }

  private KadReply answer(PeerId from, KadMessage request) {
    counters.served();
    KadReply reply =
        host.link(from)
            .map(link -> answer(from, link, request))
            .orElse(new KadReply.Refused(KadReply.Reason.NOT_SERVING)); // it has just gone
    if (reply instanceof KadReply.Refused) {
      counters.refused();
    }
    return reply;
  }

  private KadReply answer(PeerId from, PeerLink link, KadMessage request) {
    long wallMillis = settings.clock().millis();
    return machine.request(loop.nowMillis(), wallMillis, from, link.remote(), request);
  }

  /** Begins a command. */
  void begin(KadCommand command, Consumer<KadOutcome> done) {
    if (closed) {
      done.accept(new KadOutcome.Nothing("the node is stopping"));
      return;
    }
    long number = ++lastCommand;
    commands.put(number, done);
    machine.announce(host.ownAddresses());
    perform(machine.begin(loop.nowMillis(), number, command));
  }

  /** Lets time pass. */
  void tick() {
    long now = loop.nowMillis();
    machine.announce(host.ownAddresses());
    perform(machine.tick(now));
    if (machine.table().size() == 0 && now >= nextOfferMillis) {
      nextOfferMillis = now + KadLimits.OFFER_MILLIS;
      for (PeerId peer : List.copyOf(serving)) {
        perform(machine.peerReady(now, peer, host.addressesOf(peer)));
      }
    }
    counters.table(machine.table().size());
  }

  private void perform(List<KadEffect> effects) {
    for (KadEffect effect : effects) {
      if (effect instanceof KadEffect.Ask it) {
        ask(it);
      } else if (effect instanceof KadEffect.Tell it) {
        lines.tell(
            it.peer(), it.message(), () -> settled(it.request()), () -> failed(it.request()));
      } else if (effect instanceof KadEffect.Connect it) {
        connect(it);
      } else if (effect instanceof KadEffect.Found it) {
        host.hearsay(it.provider().id(), it.provider().addrs());
      } else if (effect instanceof KadEffect.Done it) {
        Consumer<KadOutcome> done = commands.remove(it.task());
        if (done != null) {
          done.accept(it.outcome());
        }
      } else if (effect instanceof KadEffect.Walked it) {
        counters.walked(it);
      } else {
        throw new IllegalStateException("unknown effect " + effect);
      }
    }
  }

  private void ask(KadEffect.Ask it) {
    counters.asked();
    lines.ask(
        it.peer(),
        it.message(),
        new Lines.Result(answer -> answered(it, answer), () -> failed(it.request())));
  }

  /** What a peer is believed depends on where it is: one that is gone again is not believed. */
  private void answered(KadEffect.Ask asked, KadMessage answer) {
    Optional<Multiaddr> remote = host.link(asked.peer().id()).map(PeerLink::remote);
    if (remote.isPresent()) {
      perform(machine.answered(loop.nowMillis(), asked.request(), remote.get(), answer));
    } else {
      failed(asked.request());
    }
  }

  private void connect(KadEffect.Connect it) {
    host.connect(it.peer().id(), it.peer().addrs())
        .whenComplete(
            (peer, fault) ->
                loop.execute(
                    () -> {
                      if (fault == null) {
                        settled(it.request());
                      } else {
                        failed(it.request());
                      }
                    }));
  }

  private void settled(long request) {
    perform(machine.settled(loop.nowMillis(), request));
  }

  private void failed(long request) {
    perform(machine.failed(loop.nowMillis(), request));
  }

  void close() {
    closed = true;
    lines.closeAll();
    List<Consumer<KadOutcome>> open = List.copyOf(commands.values());
    commands.clear();
    open.forEach(done -> done.accept(new KadOutcome.Nothing("the node is stopping")));
  }
}
