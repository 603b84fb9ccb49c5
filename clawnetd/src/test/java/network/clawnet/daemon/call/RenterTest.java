package network.clawnet.daemon.call;

import static network.clawnet.daemon.call.CallScene.LEASE;
import static network.clawnet.daemon.call.CallScene.PROVIDER;
import static network.clawnet.daemon.call.CallScene.RENTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import network.clawnet.core.testing.TestActor;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Calls.Asked;
import network.clawnet.daemon.app.message.Calls.Form;
import network.clawnet.daemon.app.message.Calls.State;
import network.clawnet.market.lease.Lease;
import org.junit.jupiter.api.Test;

/** What a renter's node asks and signs, and what it takes for an answer. */
class RenterTest {
  private static final Asked ASKED = new Asked(RENTER.did(), LEASE, Form.TEXT, new byte[] {1});

  private final CallScene scene = new CallScene();
  private final Random random = new Random(1);
  private Renter renter = renter();

  private Renter renter() {
    return new Renter(scene.book(), scene.leasing(), scene, random::nextBytes);
  }

  @Test
  void eachAnswerThatCountsRaisesTheTotalByOne() throws Exception {
    Renter.Call first = call(1);
    answer(first.id(), 200, PROVIDER);
    assertThat(first.answered()).isCompletedWithValueMatching(it -> it.units() == 1);

    Renter.Call second = call(2);
    answer(second.id(), 500, PROVIDER);

    assertThat(second.answered()).isCompletedWithValueMatching(it -> it.units() == 1);
    assertThat(renter.prepare(ASKED)).as("the failed one is signed again").isEqualTo(2);
  }

  @Test
  void oneCallIsUnderWayAtATime() throws Exception {
    assertThat(renter.prepare(ASKED)).isEqualTo(1);
    assertRefused("CALL_PENDING");
    renter.abandon(LEASE);
    Renter.Call made = call(1);
    assertRefused("CALL_PENDING");
    answer(made.id(), 200, PROVIDER);
    assertThat(renter.prepare(ASKED)).isEqualTo(2);
  }

  @Test
  void whatIsNoAnswerChangesNothing() throws Exception {
    Renter.Call made = call(1);
    answer("f".repeat(32), 200, PROVIDER);
    answer(made.id(), 200, new TestActor("mallory"));
    scene.bring(renter, PROVIDER, RENTER, new byte[5]);
    answer(made.id(), 0, PROVIDER);
    answer(made.id(), 600, PROVIDER);

    assertThat(made.answered()).isNotDone();
    answer(made.id(), 200, PROVIDER);
    answer(made.id(), 200, PROVIDER);

    assertThat(scene.book().made(LEASE).orElseThrow().units()).isEqualTo(1);
  }

  @Test
  void aCallIsSentAgainAfterARestartAndItsAnswerFound() throws Exception {
    Renter.Call made = call(1);
    CallScene.Sent before = scene.sent.get(0);

    scene.crash();
    renter = renter();
    renter.resume();

    assertThat(scene.sent).hasSize(2);
    assertThat(scene.sent.get(1).body()).isEqualTo(before.body());
    answer(made.id(), 200, PROVIDER);
    assertThat(scene.book().made(LEASE).orElseThrow().outcome().state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void nobodyElseCallsAndNothingIsCalledThatIsNotRented() throws Exception {
    Asked other = new Asked(PROVIDER.did(), LEASE, Form.TEXT, new byte[1]);
    assertThatThrownBy(() -> renter.prepare(other))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code().text()).isEqualTo("LEASE_NOT_PARTY"));
    for (int i = 1; i <= CallScene.UNITS; i++) {
      answer(call(i).id(), 200, PROVIDER);
    }
    assertRefused("LEASE_QUOTA");
    scene.state = Lease.State.CLOSING;
    assertRefused("LEASE_INVALID_STATE");
  }

  private Renter.Call call(long expected) throws Exception {
    long units = renter.prepare(ASKED);
    assertThat(units).isEqualTo(expected);
    return renter.call(ASKED, units, new byte[CallLetter.CONSENT_BYTES]);
  }

  private void answer(String id, int status, TestActor from) throws IOException {
    scene.bring(renter, from, RENTER, Endpoint.said(id, status, "said").toBytes());
  }

  private void assertRefused(String code) {
    assertThatThrownBy(() -> renter.prepare(ASKED))
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.code().text()).isEqualTo(code));
  }
}
