package network.clawnet.daemon.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.directory.DirectoryModule;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.Rules;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.market.MarketModule;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.wallet.WalletModule;
import org.junit.jupiter.api.Test;

final class EventUseTest {
  @Test
  void everyTypeOfTheRuleBookIsClassifiedAndHasAScope() throws Refused {
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(FeeSchedule.DEFAULT));
    rules.addAll(DirectoryModule.rules());
    rules.addAll(MarketModule.rules(MarketParams.DEFAULT));
    rules.addAll(StakeModule.rules(LedgerFixture.genesis(new TreeMap<>()), Ed25519::verify));

    for (Rules<?> rule : rules) {
      assertThat(EventUse.of(rule.type())).as(rule.type()).isNotNull();
      assertThat(EventUse.scope(rule.type())).as(rule.type()).isPresent();
    }
    assertThat(rules).hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void anUnknownTypeIsRefused() {
    Refused refused =
        catchThrowableOfType(Refused.class, () -> EventUse.of("wallet.transfer.everything"));

    assertThat(refused.code()).isEqualTo(EventCodes.TYPE_UNKNOWN);
  }

  @Test
  void tellsWhatLeavesTheIssuersBalance() throws Refused {
    Json.Obj hundred = Json.object().put("amount", "100").build();

    assertThat(outflow("wallet.transfer", hundred)).isEqualTo(100);
    assertThat(outflow("wallet.escrow.create", hundred)).isEqualTo(100);
    assertThat(outflow("wallet.escrow.create", hundred.with("autoFund", Json.of(true))))
        .isEqualTo(100);
    assertThat(outflow("wallet.escrow.create", hundred.with("autoFund", Json.of(false)))).isZero();
    assertThat(outflow("wallet.escrow.fund", hundred)).isEqualTo(100);
    assertThat(outflow("wallet.escrow.release", hundred)).isZero();
    assertThat(outflow("wallet.escrow.refund", hundred)).isZero();
    assertThat(outflow("identity.create", Json.Obj.EMPTY)).isZero();
    assertThat(outflow("market.order.place", hundred)).isEqualTo(100);
    assertThat(outflow("market.task.publish", hundred)).isEqualTo(100);
    assertThat(outflow("market.task.publish", Json.Obj.EMPTY)).isZero();
    assertThat(outflow("market.order.approve", hundred)).isZero();
    assertThat(outflow("wallet.stake", hundred)).isEqualTo(100);
    assertThat(outflow("wallet.unstake", hundred)).isZero();
  }

  @Test
  void aPayloadThatHidesItsAmountIsRefused() {
    List<Json.Obj> payloads =
        List.of(
            Json.Obj.EMPTY,
            Json.object().put("amount", 5).build(),
            Json.object().put("amount", "05").build(),
            Json.object().put("amount", "-5").build());

    for (Json.Obj payload : payloads) {
      Refused refused =
          catchThrowableOfType(Refused.class, () -> outflow("wallet.transfer", payload));
      assertThat(refused.code()).isEqualTo(EventCodes.PAYLOAD_INVALID);
    }
  }

  @Test
  void eachFamilyOfTypesHasItsScope() {
    assertThat(EventUse.scope("wallet.transfer")).hasValue(Scope.TRANSFER);
    assertThat(EventUse.scope("wallet.escrow.fund")).hasValue(Scope.ESCROW);
    assertThat(EventUse.scope("market.task.publish")).hasValue(Scope.MARKET);
    assertThat(EventUse.scope("contract.fund")).hasValue(Scope.MARKET);
    assertThat(EventUse.scope("identity.update")).hasValue(Scope.ADMIN);
    assertThat(EventUse.scope("wallet.stake")).hasValue(Scope.ADMIN);
    assertThat(EventUse.scope("validator.ready")).hasValue(Scope.ADMIN);
    assertThat(EventUse.scope("wallet.other")).isEmpty();
  }

  private static long outflow(String type, Json.Obj payload) throws Refused {
    Tokens amount = EventUse.of(type).outflow(payload);
    return amount.value();
  }
}
