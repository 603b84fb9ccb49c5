package network.clawnet.daemon.http.testing;

import java.util.List;
import java.util.OptionalLong;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.validator.Validators;

/** Two validators, of which this node's own is about to join. */
public final class FakeValidators implements Validators {
  public static final PublicKey OWN_KEY = FakeNode.did(7).key();
  public static final PublicKey OTHER_KEY = FakeNode.did(8).key();

  @Override
  public Overview overview() {
    return new Overview(
        4,
        1_000,
        2_000,
        10,
        List.of(
            new Member(
                OTHER_KEY,
                FakeNode.BOB,
                new Tokens(50),
                60,
                50,
                Status.ACTIVE,
                false,
                true,
                List.of(
                    new Unbonding(new Tokens(4), OptionalLong.of(9_000)),
                    new Unbonding(new Tokens(6), OptionalLong.empty()))),
            new Member(
                OWN_KEY,
                FakeNode.OWN,
                new Tokens(20),
                0,
                20,
                Status.JOINING,
                true,
                true,
                List.of())));
  }

  @Override
  public PublicKey own() {
    return OWN_KEY;
  }

  @Override
  public ValidatorRegister registration(Did controller) {
    return new ValidatorRegister(OWN_KEY, proof(controller));
  }

  private static byte[] proof(Did controller) {
    byte[] proof = new byte[64];
    System.arraycopy(controller.key().bytes(), 0, proof, 0, PublicKey.BYTES);
    return proof;
  }
}
