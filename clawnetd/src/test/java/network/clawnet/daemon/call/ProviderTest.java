package network.clawnet.daemon.call;

import static network.clawnet.daemon.call.CallScene.LEASE;
import static network.clawnet.daemon.call.CallScene.LISTING;
import static network.clawnet.daemon.call.CallScene.PROVIDER;
import static network.clawnet.daemon.call.CallScene.RENTER;
import static network.clawnet.daemon.call.CallScene.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.lease.Lease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider's node serves, and what it refuses. */
class ProviderTest {
  private final CallScene scene = new CallScene();
  private Provider provider = provider();

  private Provider provider() {
    return new Provider(scene.book(), scene.leasing(), scene, scene::program);
  }

  @BeforeEach
  void listen() throws IOException {
    scene.write(List.of(CallBook.endpoint(LISTING, Optional.of(URI.create("http://here/")))));
  }

  @Test
  void aSignedCallIsServedOnceAndItsConsentKept() throws Exception {
    bring(call(1, 1));
    scene.answer(200);

    assertThat(scene.asked).hasSize(1);
    assertThat(scene.lastAnswer().status()).isEqualTo(200);
    assertThat(served().units()).isEqualTo(1);
    assertThat(served().consent()).isEqualTo(call(1, 1).consent());
    bring(call(1, 1));
    assertThat(scene.asked).as("brought again").hasSize(1);
    assertThat(scene.sent).as("but answered again").hasSize(2);
    assertThat(served().units()).isEqualTo(1);
  }

  @Test
  void nothingIsServedWithoutTheRightConsent() throws Exception {
    assertRefused(call(1, 10), 402);
    assertRefused(call(2, 0), 402);
    assertRefused(call(3, 1, new byte[64]), 402);
    assertRefused(call(4, 1, call(4, 10).consent()), 402);
    bring(call(5, 1));
    scene.answer(200);
    assertThat(scene.asked).hasSize(1);
    bring(call(6, 1));
    assertThat(scene.asked).as("an old total").hasSize(1);
    assertThat(scene.lastAnswer().status()).isEqualTo(402);
  }

  @Test
  void noMoreUnitsAreServedThanAreRented() throws Exception {
    for (int i = 1; i <= CallScene.UNITS; i++) {
      bring(call(i, i));
      scene.answer(200);
    }

    bring(call(99, CallScene.UNITS + 1));

    assertThat(scene.lastAnswer().status()).isEqualTo(402);
    assertThat(served().units()).isEqualTo(CallScene.UNITS);
  }

  @Test
  void anAnswerThatIsNoSuccessCostsNothing() throws Exception {
    bring(call(1, 1));
    scene.answer(500);
    assertThat(scene.lastAnswer().status()).isEqualTo(500);
    assertThat(served().units()).isZero();

    bring(call(2, 1));
    scene.answer(200);

    assertThat(served().units()).isEqualTo(1);
  }

  @Test
  void oneCallIsServedAtATimeAndAfterARestartBroughtAgainUnderItsId() throws Exception {
    bring(call(1, 1));
    assertRefused(call(2, 1), 429);

    scene.crash();
    provider = provider();
    provider.resume();

    assertThat(scene.asked).hasSize(2).extracting(CallLetter::id).containsOnly(call(1, 1).id());
    scene.answers.remove();
    scene.answer(200);
    assertThat(served().units()).isEqualTo(1);
    assertThat(served().stage()).isEqualTo(Served.Stage.SENT);
  }

  @Test
  void anAnswerThatCouldNotGoGoesAfterARestart() throws Exception {
    bring(call(1, 1));
    scene.locked = true;
    scene.answer(200);
    assertThat(scene.sent).isEmpty();
    assertThat(served().stage()).isEqualTo(Served.Stage.DONE);

    scene.crash();
    scene.locked = false;
    provider = provider();
    provider.resume();

    assertThat(scene.lastAnswer().status()).isEqualTo(200);
    assertThat(scene.asked).hasSize(1);
  }

  @Test
  void strangersTheLeaseOverAndNoProgramAreNotServed() throws Exception {
    scene.bring(provider, new TestActor("mallory"), PROVIDER, call(1, 1).toBytes());
    scene.bring(provider, PROVIDER, RENTER, call(1, 1).toBytes());
    scene.bring(provider, RENTER, PROVIDER, new byte[3]);
    assertThat(scene.sent).isEmpty();
    scene.write(List.of(CallBook.endpoint(LISTING, Optional.empty())));
    assertRefused(call(2, 1), 404);
    scene.state = Lease.State.CLOSING;
    assertRefused(call(3, 1), 409);
    assertThat(scene.asked).isEmpty();
  }

  private void assertRefused(CallLetter call, int status) throws Exception {
    int before = scene.asked.size();
    bring(call);
    assertThat(scene.lastAnswer().status()).isEqualTo(status);
    assertThat(scene.lastAnswer().id()).isEqualTo(call.id());
    assertThat(scene.asked).hasSize(before);
  }

  private void bring(CallLetter call) throws IOException {
    assertThat(scene.bring(provider, RENTER, PROVIDER, call.toBytes()).settled()).isTrue();
  }

  private Served served() throws IOException {
    return scene.book().served(LEASE).orElseThrow();
  }
}
