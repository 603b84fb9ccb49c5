package network.clawnet.daemon.signer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Did ALICE = new TestActor("alice").did();
  private static final Did BOB = new TestActor("bob").did();
  private static final Caller ADMIN = new Caller.Bearer("a", ALICE, Set.of(Scope.ADMIN));
  private static final Caller PAYER = new Caller.Bearer("p", ALICE, Set.of(Scope.TRANSFER));

  @Test
  void theOperatorMayDoEverything() {
    for (Caller.Operator operator : Caller.Operator.values()) {
      assertThatCode(() -> Rights.requireOperator(operator)).doesNotThrowAnyException();
      assertThatCode(() -> Rights.requireAdmin(operator)).doesNotThrowAnyException();
      assertThatCode(() -> Rights.requireFor(operator, BOB)).doesNotThrowAnyException();
    }
  }

  @Test
  void noCredentialActsForTheOperator() {
    assertThatThrownBy(() -> Rights.requireOperator(ADMIN)).isInstanceOf(Refused.class);
  }

  @Test
  void aCredentialNeedsTheScopeAndTheAccount() {
    assertThatCode(() -> Rights.requireFor(ADMIN, ALICE)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Rights.requireFor(ADMIN, BOB))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no other account");
    assertThatThrownBy(() -> Rights.requireFor(PAYER, ALICE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("admin");
  }
}
