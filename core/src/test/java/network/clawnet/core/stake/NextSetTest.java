package network.clawnet.core.stake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.event.Changes;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class NextSetTest {
  private final TestActor one = new TestActor("one");
  private final TestActor two = new TestActor("two");
  private final ValidatorSet both =
      ValidatorSet.of(
          List.of(new Validator(one.did().key(), 5), new Validator(two.did().key(), 3)));
  private final Changes state = new Changes(key -> null);

  private void bond(TestActor validator, long amount) {
    Bonds.put(state, validator.did().key(), new Bonds.Bond(validator.did(), new Tokens(amount)));
  }

  @Test
  void isTheSameWhileTheBondsAre() {
    bond(one, 5);
    bond(two, 3);

    assertThat(NextSet.after(both, state).hash()).isEqualTo(both.hash());
  }

  @Test
  void weighsByTheBondAndLeavesOutWhoHasNone() {
    bond(one, 0);
    bond(two, 2);

    assertThat(NextSet.after(both, state).validators())
        .containsExactly(new Validator(two.did().key(), 2));
  }

  @Test
  void staysWhenNobodysBondIsLeft() {
    bond(one, 0);

    assertThat(NextSet.after(both, state).hash()).isEqualTo(both.hash());
  }
}
