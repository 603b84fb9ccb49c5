package network.clawnet.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class ChainRulesTest {
  private final Genesis genesis = LedgerFixture.genesis(new TreeMap<>());
  private final RuleBook book = ChainRules.of(genesis);

  @Test
  void areThoseOfEveryModule() {
    assertThat(book.types())
        .contains(
            "wallet.transfer",
            "wallet.escrow.create",
            "identity.capability.register",
            "validator.register",
            "market.info.publish",
            "contract.create");
    assertThat(book.dueClasses()).isNotEmpty();
  }

  @Test
  void haveTheFeesOfTheNetwork() throws EventFault {
    Json.Obj transfer =
        Json.object().put("to", new TestActor("bob").did().text()).put("amount", "5").build();

    assertThat(PreparedEvent.minimumFee(book, "wallet.transfer", transfer))
        .isEqualTo(new Tokens(genesis.params().fees().transferMin()));
  }
}
