package network.clawnet.daemon.export;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries final blocks to one sink, on a thread of its own. A sink that is slow or gone costs the
 * node nothing: the blocks are read from the ledger again when it is back.
 */
public final class Exporter implements AutoCloseable {
  /** Blocks in one write. */
  static final int MAX_BLOCKS = 500;

  /** Bytes of events after which no further block joins a write. */
  static final long MAX_BATCH_BYTES = 4L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
  private static final long STOP_MILLIS = 5_000;

  private final String name;
  private final BlockSource source;
  private final EventSink.Opener opener;
  private final Pauses pauses;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile ExportStatus status = ExportStatus.UNKNOWN;

  /**
   * How long it waits.
   *
   * @param poll between two looks at the ledger
   * @param retry after the first fault; doubled with each further one
   * @param maxRetry longest wait after a fault
   */
  public record Pauses(Duration poll, Duration retry, Duration maxRetry) {
    public static final Pauses STANDARD =
        new Pauses(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  /**
   * Makes an exporter that does nothing before {@link #start}.
   *
   * @param name of the engine, for thread and log
   */
  public Exporter(String name, BlockSource source, EventSink.Opener opener, Pauses pauses) {
    this.name = name;
    this.source = source;
    this.opener = opener;
    this.pauses = pauses;
    this.thread = new Thread(this::run, "export-" + name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Returns how far it is. Any thread. */
  public ExportStatus status() {
    return status;
  }

  /** Stops after the write under way, or 5 s. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration retry = pauses.retry();
    while (!isStopping()) {
      long before = status.height();
      try (EventSink sink = opener.open()) {
        follow(sink);
      } catch (IOException | RuntimeException e) {
        failed(e);
      }
      boolean moved = status.height() > before;
      retry = moved ? pauses.retry() : min(retry.multipliedBy(2), pauses.maxRetry());
      pause(retry);
    }
  }

  private void follow(EventSink sink) throws IOException {
    long next = sink.resume() + 1;
    if (next > source.head() + 1) {
      throw new IOException(
          "it holds block " + (next - 1) + ", this node ends at " + source.head());
    }
    while (!isStopping()) {
      List<FinalContent> blocks = read(next);
      if (!blocks.isEmpty()) {
        sink.write(blocks);
        next += blocks.size();
      }
      reached(next - 1);
      if (blocks.isEmpty()) {
        pause(pauses.poll());
      }
    }
  }

  private List<FinalContent> read(long from) throws IOException {
    List<FinalContent> out = new ArrayList<>();
    long head = source.head();
    long bytes = 0;
    for (long height = from;
        height <= head && out.size() < MAX_BLOCKS && bytes < MAX_BATCH_BYTES;
        height++) {
      FinalContent block = source.read(height);
      bytes += block.header().body().bodyBytes();
      out.add(block);
    }
    return out;
  }

  private void reached(long height) {
    if (status.fault().isPresent()) {
      LOG.info("export goes on sink={} height={}", name, height);
    }
    status = new ExportStatus(height, Optional.empty());
  }

  private void failed(Exception e) {
    String fault = String.valueOf(e.getMessage());
    if (!status.fault().equals(Optional.of(fault))) {
      LOG.warn("export waits sink={} height={} cause={}", name, status.height(), fault);
    }
    status = new ExportStatus(status.height(), Optional.of(fault));
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration time) {
    try {
      boolean unused = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping.countDown(); // nobody interrupts this thread but to end it
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
