package network.clawnet.core.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.clawnet.core.block.Block;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.EventSignatures;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.PreparedEvent;

/**
 * Decodes events and verifies their signatures on a few threads of its own: the costliest part of
 * an event's life, and one that needs no state.
 */
public final class BlockChecker implements AutoCloseable {
  private final String chain;
  private final RuleBook book;
  private final Set<Hash> executed;
  private final ExecutorService threads;

  /**
   * Starts the threads.
   *
   * @param chain the {@code chain} member that every event must carry
   * @param executed blocks for which this node has voted: the journal keeps a vote only after every
   *     signature in the block was verified, and a replay after a crash need not do it again
   * @param threadCount at least 1
   */
  public BlockChecker(String chain, RuleBook book, Set<Hash> executed, int threadCount) {
    this(
        chain,
        book,
        executed,
        Executors.newFixedThreadPool(threadCount, it -> new Thread(it, "verify")));
  }

  BlockChecker(String chain, RuleBook book, Set<Hash> executed, ExecutorService threads) {
    this.chain = chain;
    this.book = book;
    this.executed = Set.copyOf(executed);
    this.threads = threads;
  }

  /**
   * Checks one event on the caller's thread.
   *
   * @throws EventFault with the first fault in the published order
   */
  public PreparedEvent check(byte[] bytes) throws EventFault {
    PreparedEvent prepared = prepare(bytes);
    verify(prepared);
    return prepared;
  }

  /** Does what {@link #check} does, but for the signatures. */
  PreparedEvent prepare(byte[] bytes) throws EventFault {
    SignedEvent event = EventCodec.decode(bytes);
    if (!event.envelope().chain().equals(chain)) {
      throw new EventFault(
          EventCodes.CHAIN_MISMATCH, "the event is for another network; this one is " + chain);
    }
    return PreparedEvent.of(event, book);
  }

  /** Checks the signatures of an event on the caller's thread. */
  void verify(PreparedEvent prepared) throws EventFault {
    EventSignatures.verify(prepared.event());
  }

  /** Returns the threads, for work of the same kind. */
  ExecutorService threads() {
    return threads;
  }

  /**
   * Checks all events of a block; blocks the caller until done.
   *
   * @throws EventFault of the first event that is wrong
   */
  List<PreparedEvent> check(Block block) throws EventFault {
    return all(block, this::check);
  }

  /** Like {@link #check}, without the signatures of a block that this node has voted for. */
  List<PreparedEvent> checkOnce(Block block) throws EventFault {
    return executed.contains(block.hash()) ? all(block, this::prepare) : check(block);
  }

  private interface EventCheck {
    PreparedEvent check(byte[] event) throws EventFault;
  }

  private List<PreparedEvent> all(Block block, EventCheck check) throws EventFault {
    List<Future<PreparedEvent>> running = new ArrayList<>(block.events().size());
    for (byte[] event : block.events()) {
      running.add(threads.submit(() -> check.check(event)));
    }
    List<PreparedEvent> out = new ArrayList<>(running.size());
    for (Future<PreparedEvent> each : running) {
      out.add(await(each));
    }
    return out;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static PreparedEvent await(Future<PreparedEvent> running) throws EventFault {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EventFault fault) {
        throw fault;
      }
      throw new IllegalStateException("checking an event failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while checking a block", e);
    }
  }
}
