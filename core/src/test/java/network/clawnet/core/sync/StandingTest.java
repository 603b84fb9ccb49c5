package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.Test;

class StandingTest {
  private final MemoryNetwork net = new MemoryNetwork(1);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final LedgerDatabase database = chain.ledger().database();
  private final List<IOException> faults = new ArrayList<>();
  private final Standing standing =
      new Standing(chain.genesis().chainId(), database.reader(), database.start(), faults::add);

  private FinalBlock block(long height, boolean certified) throws IOException {
    Block block = database.reader().fullBlock(height).orElseThrow();
    return new FinalBlock(
        block,
        certified ? chain.certify(block) : null,
        new Executed(
            List.of(),
            List.of(),
            List.of(),
            block.header().lastOfEpoch(),
            EpochRecord.get(database.tree()).next()));
  }

  @Test
  void tellsPeersOfTheNewestBlockThatHasACertificate() throws IOException {
    chain.grow(2);

    assertThat(standing.reached(block(1, true))).isNotNull();
    assertThat(standing.reached(block(2, false))).isNull();

    assertThat(standing.head().height()).isEqualTo(2);
    assertThat(standing.status().head())
        .isNotNull()
        .extracting(CertifiedHeader::height)
        .isEqualTo(1L);
    assertThat(faults).isEmpty();
  }

  @Test
  void isInTheNextEpochAfterTheLastBlockOfOne() throws IOException {
    chain.grow(CertifiedChain.EPOCH_BLOCKS + 1);
    long last = 1;
    while (!database.reader().fullBlock(last).orElseThrow().header().lastOfEpoch()) {
      last++;
    }

    standing.reached(block(last - 1, true));
    assertThat(standing.head().epoch()).isZero();
    standing.reached(block(last, true));

    assertThat(standing.head().epoch()).isEqualTo(1);
    assertThat(standing.head().validators()).isEqualTo(EpochRecord.get(database.tree()).next());
  }

  @Test
  void knowsWhoHasProposedABlock() throws IOException {
    chain.grow(1);
    Header header = block(1, true).block().header();
    var set = standing.head().validators();

    assertThat(standing.isProposer(set.key(header.slot().proposer()), header)).isTrue();
    assertThat(standing.isProposer(set.key((header.slot().proposer() + 1) % 4), header)).isFalse();
    assertThat(standing.isProposer(chain.payer().did().key(), header)).isFalse();
  }
}
