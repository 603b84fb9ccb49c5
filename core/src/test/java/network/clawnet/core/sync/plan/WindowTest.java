package network.clawnet.core.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.CertifiedHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges whose answers end early, or go on beyond what was asked for. */
class WindowTest {
  private static final int HEIGHT = 300;

  private final Window window = new Window();
  private List<Slot> slots;

  @BeforeEach
  void plan() {
    window.restart(0);
    window.plan(
        new EpochChain(Hash.ZERO, (key, message, signature) -> true, Anchor.NONE),
        new CertifiedHeader(block(HEIGHT).header(), certificate(HEIGHT)),
        HEIGHT);
    slots = window.open();
    assertThat(froms(slots)).containsExactly(1L, 129L, 257L);
  }

  private static Block block(long height) {
    BlockDraft draft =
        new BlockDraft(
            Hash.ZERO,
            new network.clawnet.core.block.Slot(0, height, height, 0),
            Hash.ZERO,
            height,
            Hash.ZERO);
    Outcome outcome = new Outcome(false, Hash.ZERO, Hash.ZERO, Hash.ZERO);
    return new Block(draft.complete(BodyDigest.of(List.of()), outcome), List.of());
  }

  private static Certificate certificate(long height) {
    return new Certificate(
        Ballot.finalizing(0, height, height - 1, Hash.ZERO), new byte[1], new byte[0]);
  }

  /** Blocks from one height to another, proved by the last one's certificate. */
  private static BlockRange range(long from, long to) {
    List<Block> blocks = new ArrayList<>();
    for (long height = from; height <= to; height++) {
      blocks.add(block(height));
    }
    return new BlockRange(blocks, certificate(to));
  }

  private static List<Long> froms(List<Slot> slots) {
    return slots.stream().map(it -> it.range().from()).toList();
  }

  /** Takes out everything that is here, and returns the heights at which it ends. */
  private List<Long> take() {
    List<Long> ends = new ArrayList<>();
    long expected = 1;
    for (Optional<BlockRange> it = window.takeLowest(); it.isPresent(); it = window.takeLowest()) {
      for (Block block : it.get().blocks()) {
        assertThat(block.header().height()).isEqualTo(expected++);
      }
      ends.add(it.get().newest().orElseThrow().certificate().view());
    }
    return ends;
  }

  @Test
  void whatIsMissingAtTheEndIsARangeOfItsOwn() {
    window.hold(slots.get(0), range(1, 100));

    assertThat(froms(window.open())).containsExactly(101L, 129L, 257L);
  }

  @Test
  void anAnswerThatGoesOnMovesTheRangesBehindIt() {
    window.hold(slots.get(0), range(1, 130));
    List<Slot> rest = window.open();
    assertThat(froms(rest)).containsExactly(131L, 257L);

    window.hold(slots.get(1), range(129, 256)); // comes too late: it begins below
    assertThat(froms(window.open())).containsExactly(131L, 257L);
    window.hold(rest.get(0), range(131, 256));
    window.hold(rest.get(1), range(257, HEIGHT));

    assertThat(take()).containsExactly(130L, 256L, (long) HEIGHT);
    assertThat(window.isEmpty()).isTrue();
  }

  @Test
  void whatIsHereAlreadyLosesItsFirstBlocksOnly() {
    window.hold(slots.get(1), range(129, 200));
    window.hold(slots.get(0), range(1, 128));
    assertThat(froms(window.open())).containsExactly(201L, 257L);
    window.restart(0);
    plan();
    window.hold(slots.get(1), range(129, 200));
    window.hold(slots.get(0), range(1, 140));

    assertThat(take()).containsExactly(140L, 200L);
    assertThat(froms(window.open())).containsExactly(201L, 257L);
  }

  @Test
  void anAnswerMayHoldSeveralRanges() {
    window.hold(slots.get(0), range(1, HEIGHT));

    assertThat(take()).containsExactly((long) HEIGHT);
    assertThat(window.isEmpty()).isTrue();
  }
}
