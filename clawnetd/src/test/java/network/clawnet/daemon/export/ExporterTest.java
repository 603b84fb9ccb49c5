package network.clawnet.daemon.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExporterTest {
  private static final Exporter.Pauses SHORT =
      new Exporter.Pauses(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(4));

  private final NumberedBlocks blocks = new NumberedBlocks();
  private final Engine engine = new Engine();
  private final Exporter exporter = new Exporter("test", blocks, engine::open, SHORT);

  /** An engine that outlives its sinks, and fails when it is told to. */
  private static final class Engine {
    private final List<Long> held = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> writes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    EventSink open() throws IOException {
      if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new IOException("no engine there");
      }
      opened.incrementAndGet();
      return new EventSink() {
        @Override
        public long resume() {
          return held.isEmpty() ? -1 : held.get(held.size() - 1);
        }

        @Override
        public void write(List<FinalContent> blocks) throws IOException {
          blocks.forEach(block -> held.add(block.height()));
          writes.add(blocks.size());
          if (lostAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IOException("the answer was lost");
          }
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }
  }

  @AfterEach
  void close() {
    exporter.close();
  }

  @Test
  void everyBlockGoesOutOnceInOrderWhileTheLedgerGrows() {
    blocks.growTo(9);
    exporter.start();
    await(() -> exporter.status().height() == 9);
    blocks.growTo(20);
    await(() -> exporter.status().height() == 20);

    assertThat(engine.held).isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
  }

  @Test
  void anEngineThatIsNotThereIsTriedAgainAndTheCauseIsTold() {
    engine.refusals.set(Integer.MAX_VALUE);
    blocks.growTo(3);
    exporter.start();
    await(() -> exporter.status().fault().isPresent());
    assertThat(exporter.status().fault()).contains("no engine there");

    engine.refusals.set(0);
    await(() -> exporter.status().height() == 3);
    assertThat(exporter.status().fault()).isEmpty();
  }

  @Test
  void afterALostAnswerItGoesOnFromWhatTheEngineHolds() {
    engine.lostAnswers.set(3);
    exporter.start();
    for (long height = 0; height < 6; height++) {
      long next = height;
      blocks.growTo(next);
      await(() -> exporter.status().height() == next);
    }

    assertThat(engine.held).isEqualTo(LongStream.rangeClosed(0, 5).boxed().toList());
    assertThat(engine.opened).hasValueGreaterThanOrEqualTo(4);
  }

  @Test
  void noWriteHoldsMoreThanTheLimit() {
    blocks.growTo(2 * Exporter.MAX_BLOCKS + 5);
    exporter.start();
    await(() -> exporter.status().height() == blocks.head());

    assertThat(engine.writes).containsExactly(Exporter.MAX_BLOCKS, Exporter.MAX_BLOCKS, 6);
  }

  @Test
  void anEngineThatIsAheadOfTheNodeGetsNothing() {
    engine.held.add(7L);
    blocks.growTo(5);
    exporter.start();
    await(() -> exporter.status().fault().isPresent());

    assertThat(exporter.status().fault()).contains("it holds block 7, this node ends at 5");
    assertThat(engine.held).containsExactly(7L);
  }

  @Test
  void whatWasOpenedIsClosed() {
    engine.lostAnswers.set(2);
    blocks.growTo(4);
    exporter.start();
    await(() -> exporter.status().height() == 4);
    exporter.close();

    assertThat(engine.closed).hasValue(engine.opened.get());
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
    }
  }
}
