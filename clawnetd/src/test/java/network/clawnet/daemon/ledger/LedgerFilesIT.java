package network.clawnet.daemon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.config.NodeSection;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesIT {
  @TempDir Path directory;

  /** Returns the document of a network of its own for each balance. */
  private static Genesis genesis(long balance) {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(new TestActor("alice").did(), new Tokens(balance));
    return LedgerFixture.genesis(balances);
  }

  private LedgerRuntime.Settings settings(Genesis genesis) {
    return new LedgerRuntime.Settings(
        directory,
        genesis,
        LedgerRules.of(genesis, new RuleBook(List.of(), List.of())),
        new NodeSection(NodeType.FULL, directory, NodeSection.JoinMode.BLOCKS, null, 0),
        SigningKey.of(new byte[SigningKey.BYTES]),
        true,
        target -> Arrays.fill(target, (byte) 1),
        InstantSource.fixed(Instant.ofEpochMilli(LedgerFixture.START)));
  }

  private Head opened(Genesis genesis) throws Exception {
    try (LedgerFiles files = LedgerFiles.open(settings(genesis))) {
      files.verify();
      assertThat(files.journal().repairs()).isEmpty();
      files.journal().journal().close();
      return files.database().start().head();
    }
  }

  @Test
  void opensWhatItHasBegun() throws Exception {
    Head begun = opened(genesis(5));

    assertThat(begun.height()).isZero();
    assertThat(opened(genesis(5))).isEqualTo(begun);
  }

  @Test
  void leavesNothingOpenWhereTheLedgerIsOfAnotherNetwork() throws Exception {
    Head begun = opened(genesis(5));

    assertThatThrownBy(() -> opened(genesis(6)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("network");
    assertThat(opened(genesis(5))).isEqualTo(begun);
  }
}
