package network.clawnet.daemon.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.app.validator.Validators.Status;
import org.junit.jupiter.api.Test;

class ValidatorSetsTest {
  private static final TestActor OWNER = new TestActor("owner");

  private final Genesis genesis = LedgerFixture.genesis(new TreeMap<>());
  private final SigningKey key = SigningKey.of(new byte[SigningKey.BYTES]);
  private final Changes state = new Changes(any -> null);
  private final ValidatorSets sets = new ValidatorSets(state, genesis, key, Set::of);

  private static Validator member(String name, long weight) {
    return new Validator(new TestActor(name).did().key(), weight);
  }

  private void bond(String name, long amount) {
    Bonds.put(
        state,
        new TestActor(name).did().key(),
        Bond.of(OWNER.did()).withAmount(new Tokens(amount)));
  }

  @Test
  void tellsWhereEveryKeyStands() {
    new EpochRecord(
            3,
            5_000,
            ValidatorSet.of(List.of(member("active", 2_000), member("leaving", 1_500))),
            ValidatorSet.of(List.of(member("active", 2_500), member("joining", 1_000))))
        .put(state);
    bond("active", 2_500);
    bond("leaving", 0);
    bond("joining", 1_000);
    bond("waiting", 1_000);
    bond("idle", 999);

    Validators.Overview now = sets.overview();

    assertThat(now.epoch()).isEqualTo(3);
    assertThat(now.endsAt()).isEqualTo(5_000 + genesis.params().epochMs());
    assertThat(now.members())
        .extracting(Validators.Member::status)
        .containsExactly(
            Status.ACTIVE, Status.LEAVING, Status.JOINING, Status.WAITING, Status.IDLE);
    assertThat(now.members().get(0).weight()).isEqualTo(2_000);
    assertThat(now.members().get(0).nextWeight()).isEqualTo(2_500);
  }

  @Test
  void showsTheOwnKeyOnceItIsRegistered() {
    ValidatorSet set = ValidatorSet.of(List.of(member("active", 2_000)));
    new EpochRecord(0, 0, set, set).put(state);
    bond("active", 2_000);
    assertThat(sets.overview().members()).hasSize(1);

    Bonds.put(state, key.publicKey(), Bond.of(OWNER.did()));

    assertThat(sets.overview().members())
        .extracting(Validators.Member::key)
        .contains(key.publicKey());
  }

  @Test
  void provesThatItHoldsTheKey() {
    ValidatorRegister made = sets.registration(OWNER.did());

    byte[] signed = ValidatorRegister.possession(genesis.chainId(), OWNER.did());
    assertThat(made.validator()).isEqualTo(key.publicKey());
    assertThat(Ed25519.verify(key.publicKey(), signed, made.pop())).isTrue();
  }
}
