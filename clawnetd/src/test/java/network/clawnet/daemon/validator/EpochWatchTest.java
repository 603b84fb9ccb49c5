package network.clawnet.daemon.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.testing.TestActor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EpochWatchTest {
  private static final PublicKey ONE = new TestActor("one").did().key();
  private static final PublicKey TWO = new TestActor("two").did().key();
  private static final PublicKey THREE = new TestActor("three").did().key();

  private final Changes state = new Changes(any -> null);
  private final List<Object> told = new ArrayList<>();
  private final EpochWatch watch = new EpochWatch(new Next(), state, told::add);

  /** Writes down that it heard of a block, in order with what the watch tells. */
  private final class Next implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {
      told.add(block.block().header().height());
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {}
  }

  private static ValidatorSet set(PublicKey... keys) {
    return ValidatorSet.of(List.of(keys).stream().map(key -> new Validator(key, 1)).toList());
  }

  private static FinalBlock block(long height, boolean lastOfEpoch) {
    ValidatorSet set = set(ONE);
    Outcome outcome = new Outcome(lastOfEpoch, Hash.ZERO, Hash.ZERO, set.hash());
    Slot slot = new Slot(0, height, height, 0);
    Header header =
        new Header(
            Hash.ZERO, slot, Hash.ZERO, height, set.hash(), BodyDigest.of(List.of()), outcome);
    return new FinalBlock(
        new Block(header, List.of()),
        null,
        new Executed(List.of(), List.of(), List.of(), lastOfEpoch, set));
  }

  @Test
  void tellsTheKeysOfThisEpochAndOfTheNextOnce() {
    new EpochRecord(0, 0, set(ONE, TWO), set(TWO, THREE)).put(state);

    watch.look();

    assertThat(told)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.iterable(PublicKey.class))
        .containsExactlyInAnyOrder(ONE, TWO, THREE);
  }

  @Test
  void looksAgainWhenAnEpochHasEndedBeforeOthersHearOfTheBlock() {
    new EpochRecord(1, 0, set(TWO), set(TWO)).put(state);

    watch.onFinal(block(1, false));
    watch.onFinal(block(2, true));

    assertThat(told).containsExactly(1L, Set.of(TWO), 2L);
  }
}
