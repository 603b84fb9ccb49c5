package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import org.junit.jupiter.api.Test;

final class ValidatorRoutesTest {
  @Test
  void showsWhoVotesNowAndNext() throws IOException {
    try (TestServer server = new TestServer()) {
      assertThat(CanonicalJson.text(server.get("/api/validators").body()))
          .isEqualTo(
              "{\"epoch\":3,\"total\":1,\"validators\":[{\"connected\":true,"
                  + "\"controller\":\""
                  + FakeNode.ALICE.text()
                  + "\",\"key\":\""
                  + FakeNode.OWN.multibase()
                  + "\",\"nextWeight\":9000,\"self\":true,"
                  + "\"stake\":10000,\"weight\":10000}]}");
    }
  }
}
