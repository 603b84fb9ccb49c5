package network.clawnet.core.consensus.epoch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.MessageCodec;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** A driver in memory: journal with late fsync, outbox, ledger, pool. */
final class TestNode {
  static final int MAX_BODY = 1 << 20;
  private static final long MS = 1_000_000;

  private record Entry(int type, byte[] payload) {}

  private record Held(long lsn, Effect effect) {}

  final PublicKey key;
  final TestLedger ledger;
  final List<Equivocation> evidence = new ArrayList<>();
  final List<String> quarantined = new ArrayList<>();
  final List<String> penalized = new ArrayList<>();
  final Set<String> pool = new TreeSet<>();
  ConsensusCore core = idle();
  String halted = "";
  boolean up = true;
  int blocksBuilt;

  /** True to make no blocks, as with a disk that is nearly full. */
  boolean sparing;

  long timer = Long.MAX_VALUE;

  private final Cluster cluster;
  private final List<Entry> journal = new ArrayList<>();
  private final Deque<Held> outbox = new ArrayDeque<>();
  private final MessageCodec codec = new MessageCodec(MAX_BODY);
  private long durable;
  private long appended;
  private int life;
  private long synced;
  private Hash watched = Hash.ZERO;

  TestNode(Cluster cluster, PublicKey key, TestLedger ledger, boolean keyBorn) {
    this.cluster = cluster;
    this.key = key;
    this.ledger = ledger;
    append(new JournalRecord.Birth(cluster.wallMs(), key, keyBorn));
    durable = appended;
  }

  private ConsensusCore idle() {
    return new ConsensusCore(
        new ConsensusConfig(Keys.CHAIN, Solo.TIMING, MAX_BODY, 4, 0),
        Keys.signer(Keys.key(0)),
        Keys.CHECK);
  }

  void start() {
    up = true;
    Timing timing = new Timing(10 * MS, 10 * MS, 10 * MS, 0, cluster.listenNs);
    ConsensusConfig config = new ConsensusConfig(Keys.CHAIN, timing, MAX_BODY, 4, 7 + life);
    core = new ConsensusCore(config, Keys.signer(key), Keys.CHECK);
    List<JournalRecord> records = new ArrayList<>();
    for (Entry entry : journal) {
      records.add(decode(entry));
    }
    StartState state = new StartState(ledger.epoch(), ledger.headPoint(), records, true);
    perform(core.start(cluster.now(), state));
  }

  /** Loses what was not fsynced and everything in memory. */
  void crash() {
    crash(0);
  }

  /** Also loses this many blocks of the store. */
  void crash(int blocks) {
    up = false;
    life++;
    while (appended > durable) {
      journal.remove(journal.size() - 1);
      appended--;
    }
    outbox.clear();
    timer = Long.MAX_VALUE;
    ledger.crash(Math.min(blocks, (int) (height() - synced)));
  }

  /** Loses the journal but not the key. */
  void loseJournal() {
    journal.clear();
    appended = 0;
    append(new JournalRecord.Birth(cluster.wallMs(), key, false));
    durable = appended;
  }

  void submit(String event) {
    pool.add(event);
    answerGate();
  }

  void input(Input input) {
    if (up && halted.isEmpty()) {
      perform(core.step(cluster.now(), input));
    }
  }

  void deliver(PublicKey from, byte[] bytes) {
    try {
      input(new Input.Received(from, codec.decode(bytes)));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  long height() {
    return ledger.head().height();
  }

  List<JournalRecord> records() {
    List<JournalRecord> records = new ArrayList<>();
    journal.forEach(it -> records.add(decode(it)));
    return records;
  }

  private void perform(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Append it) {
        append(it.record());
      } else if (effect instanceof Effect.Send
          || effect instanceof Effect.Commit
          || effect instanceof Effect.ReportEvidence) {
        outbox.add(new Held(appended, effect));
      } else {
        now(effect);
      }
    }
    drain();
  }

  private void append(JournalRecord record) {
    journal.add(new Entry(RecordCodec.type(record), RecordCodec.encode(record)));
    appended++;
    long lsn = appended;
    int born = life;
    cluster.after(
        cluster.fsyncNs,
        () -> {
          if (born == life && up) {
            durable = Math.max(durable, lsn);
            drain();
          }
        });
  }

  private void drain() {
    while (!outbox.isEmpty() && outbox.peek().lsn() <= durable) {
      release(outbox.poll().effect());
    }
  }

  private void release(Effect effect) {
    if (effect instanceof Effect.Send it) {
      byte[] bytes = codec.encode(it.message());
      it.to().forEach(to -> cluster.send(key, to, bytes, it.message()));
    } else if (effect instanceof Effect.Commit it) {
      EpochStart next = ledger.commit(it.blocks(), it.finalization());
      long height = it.blocks().get(it.blocks().size() - 1).header().height();
      later(new Input.Committed(height, next));
      answerGate();
    } else if (effect instanceof Effect.ReportEvidence it) {
      evidence.add(it.evidence());
    }
  }

  private void now(Effect effect) {
    if (effect instanceof Effect.SetTimer it) {
      timer = it.atNanos();
      int born = life;
      cluster.at(it.atNanos(), () -> fire(it.atNanos(), born));
    } else if (effect instanceof Effect.Execute it) {
      boolean good = ledger.execute(it.block());
      later(new Input.Executed(it.block().hash(), good, good ? "" : "roots differ"));
    } else if (effect instanceof Effect.BuildBlock it) {
      build(it.draft(), it.empty());
    } else if (effect instanceof Effect.WatchGate it) {
      watched = it.parentHash();
      answerGate();
    } else if (effect instanceof Effect.LoadBlock it) {
      for (Block block : ledger.chain) {
        if (block.hash().equals(it.blockHash())) {
          later(new Input.Loaded(it.to(), block));
        }
      }
    } else if (effect instanceof Effect.Penalize it) {
      penalized.add(it.reason());
    } else if (effect instanceof Effect.Quarantined it) {
      quarantined.add(it.reason());
    } else if (effect instanceof Effect.Halt it) {
      halted = it.report();
    } else if (effect instanceof Effect.CatchUp) {
      cluster.catchUps++;
      sync();
    }
  }

  /** Block sync: copies the longest store and tells the core. */
  void sync() {
    cluster.nodes.stream()
        .filter(it -> it.up && it.height() > height())
        .findFirst()
        .ifPresent(
            it -> {
              ledger.copyFrom(it.ledger);
              synced = height();
              later(new Input.Synced(ledger.epoch(), ledger.headPoint()));
              answerGate();
            });
  }

  private void fire(long at, int born) {
    if (timer == at && born == life) {
      timer = Long.MAX_VALUE;
      input(new Input.TimerFired());
    }
  }

  private void build(BlockDraft draft, boolean empty) {
    if (sparing) {
      later(new Input.Built(draft, null));
      return;
    }
    List<byte[]> events = new ArrayList<>();
    if (!empty) {
      TreeSet<String> open = new TreeSet<>(pool);
      open.removeAll(ledger.eventsUpTo(draft.parentHash()));
      open.forEach(it -> events.add(it.getBytes(StandardCharsets.UTF_8)));
    }
    blocksBuilt++;
    later(new Input.Built(draft, ledger.build(draft, events)));
  }

  private void answerGate() {
    if (watched.equals(Hash.ZERO)) {
      return;
    }
    TreeSet<String> open = new TreeSet<>(pool);
    open.removeAll(ledger.eventsUpTo(watched));
    Set<GateReason> reasons = open.isEmpty() ? Set.of() : Set.of(GateReason.EVENTS);
    later(new Input.GateChanged(watched, reasons));
  }

  private void later(Input input) {
    int born = life;
    cluster.after(
        cluster.workNs,
        () -> {
          if (born == life) {
            input(input);
          }
        });
  }

  private static JournalRecord decode(Entry entry) {
    try {
      return RecordCodec.decode(entry.type(), entry.payload());
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands a message straight to the core, as from this peer. */
  void receive(PublicKey from, ConsensusMessage message) {
    input(new Input.Received(from, message));
  }
}
