package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.http.testing.FakeMarkets;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.Milestone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractRoutesTest {
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Intent submitted(String path, String body, int status) {
    Reply reply = server.post(path, body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    return server.node.submitter.intent();
  }

  private Contract contract(Milestone.State first, Milestone.State second) {
    return server.node.agreements.contract(Contract.State.ACTIVE, first, second);
  }

  private static Json.Obj milestone(String id, String amount) {
    return Json.object().put("id", id).put("amount", amount).build();
  }

  @Test
  void draftsAContractOfOnePrice() {
    Intent intent =
        submitted(
            "/api/contracts",
            "{\"provider\":\""
                + FakeNode.ALICE.text()
                + "\",\"title\":\"Logo\",\"payment\":{\"totalAmount\":100}}",
            201);

    assertThat(intent.type()).isEqualTo("contract.create");
    assertThat(intent.payload())
        .isEqualTo(
            Json.object()
                .put("provider", FakeNode.ALICE.text())
                .put("about", Json.object().put("title", "Logo").build())
                .put("milestones", Json.of(List.of(milestone("milestone-1", "100"))))
                .build());
  }

  @Test
  void draftsMilestonesAndKeepsWhatIsSaidOfThem() {
    Json.Obj payload =
        submitted(
                "/api/contracts",
                "{\"provider\":\""
                    + FakeNode.ALICE.text()
                    + "\",\"title\":\"Logo\",\"milestones\":[{\"amount\":30,\"title\":\"sketch\"},"
                    + "{\"id\":\"final\",\"amount\":\"70\"}],\"payment\":{\"totalAmount\":100}}",
                201)
            .payload();

    assertThat(payload.get("milestones"))
        .isEqualTo(Json.of(List.of(milestone("milestone-1", "30"), milestone("final", "70"))));
    Json.Obj about = (Json.Obj) Objects.requireNonNull(payload.get("about"));
    assertThat(about.get("milestones"))
        .isEqualTo(
            Json.object().put("milestone-1", Json.object().put("title", "sketch").build()).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"title\":\"Logo\"",
        "\"payment\":{\"totalAmount\":100}",
        "\"title\":\"Logo\",\"milestones\":[]",
        "\"title\":\"Logo\",\"milestones\":[7]",
        "\"title\":\"Logo\",\"milestones\":[{\"amount\":30}],\"payment\":{\"totalAmount\":100}",
        "\"title\":\"Logo\",\"payment\":{\"totalAmount\":100,\"currency\":\"TOKEN\"}"
      })
  void refusesAPaperThatIsMalformed(String members) {
    String body = "{\"provider\":\"" + FakeNode.ALICE.text() + "\"," + members + "}";

    assertThat(server.post("/api/contracts", body).code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void stepsThroughAContract() {
    Contract contract = contract(Milestone.State.PENDING, Milestone.State.PENDING);
    String path = "/api/contracts/" + contract.id().hex();
    Json.Obj named =
        Json.object()
            .put("contractId", contract.id().hex())
            .put("resourcePrev", FakeMarkets.LAST.hex())
            .build();

    Intent sign = submitted(path + "/sign", "{}", 200);
    assertThat(sign.type()).isEqualTo("contract.sign");
    assertThat(sign.payload()).isEqualTo(named);
    Intent fund = submitted(path + "/fund", "{}", 200);
    assertThat(fund.payload())
        .isEqualTo(named.with("amount", Json.of("100")).with("withoutArbiter", Json.of(true)));
    assertThat(submitted(path + "/complete", "{}", 200).payload()).isEqualTo(named);
    Intent end = submitted(path + "/terminate", "{\"reason\":\"ill\",\"toProvider\":5}", 200);
    assertThat(end.payload())
        .isEqualTo(named.with("reason", Json.of("ill")).with("toProvider", Json.of("5")));
    Intent talk = submitted(path + "/negotiate", "{\"payment\":{\"totalAmount\":90}}", 200);
    assertThat(talk.payload())
        .isEqualTo(named.with("milestones", Json.of(List.of(milestone("milestone-1", "90")))));
    assertThat(server.post("/api/contracts/" + FakeMarkets.LAST.hex() + "/sign", "{}").code())
        .isEqualTo("CONTRACT_NOT_FOUND");
  }

  @Test
  void stepsThroughAMilestone() {
    Contract contract = contract(Milestone.State.PENDING, Milestone.State.PENDING);
    String path = "/api/contracts/" + contract.id().hex() + "/milestones/draft/";
    String work = "{\"contentHash\":\"" + FakeMarkets.LAST.hex() + "\",\"notes\":\"first\"}";

    Intent submit = submitted(path + "submit", work, 200);
    assertThat(submit.type()).isEqualTo("contract.milestone.submit");
    assertThat(submit.payload().get("milestoneId")).isEqualTo(Json.of("draft"));
    assertThat(submit.payload().get("notes")).isEqualTo(Json.of("first"));
    assertThat(submitted(path + "complete", work, 200).type())
        .isEqualTo("contract.milestone.submit");
    assertThat(submitted(path + "approve", "{}", 200).type())
        .isEqualTo("contract.milestone.approve");
    assertThat(submitted(path + "split", "{\"toProvider\":3}", 200).payload().get("toProvider"))
        .isEqualTo(Json.of("3"));
  }

  @Test
  void disputesTheOnlyMilestoneThatCanBe() {
    Contract one = contract(Milestone.State.SUBMITTED, Milestone.State.PENDING);
    Contract both = contract(Milestone.State.SUBMITTED, Milestone.State.REJECTED);
    Contract none = contract(Milestone.State.PENDING, Milestone.State.PENDING);
    String body = "{\"reason\":\"not blue\"}";

    Intent intent = submitted("/api/contracts/" + one.id().hex() + "/dispute", body, 200);
    assertThat(intent.type()).isEqualTo("contract.milestone.dispute");
    assertThat(intent.payload().get("milestoneId")).isEqualTo(Json.of("draft"));
    assertThat(server.post("/api/contracts/" + both.id().hex() + "/dispute", body).code())
        .isEqualTo("INVALID_REQUEST");
    assertThat(server.post("/api/contracts/" + none.id().hex() + "/dispute", body).code())
        .isEqualTo("CONTRACT_INVALID_STATE");
  }

  @Test
  void showsAndListsContracts() {
    Contract contract = contract(Milestone.State.SUBMITTED, Milestone.State.PENDING);

    Reply reply = server.get("/api/contracts/" + contract.id().hex());
    assertThat(reply.get("client")).isEqualTo(Json.of(FakeNode.BOB.text()));
    assertThat(reply.get("state")).isEqualTo(Json.of("active"));
    assertThat(reply.get("payment"))
        .isEqualTo(
            Json.object().put("totalAmount", 100).put("held", 100).put("toProvider", 0).build());
    assertThat(((Json.Arr) Objects.requireNonNull(reply.get("milestones"))).items()).hasSize(2);
    assertThat(server.get("/api/contracts?role=client&state=active").status()).isEqualTo(200);
    assertThat(Objects.requireNonNull(server.node.agreements.wanted).role())
        .isEqualTo(Deals.Role.BUYER);
    assertThat(server.get("/api/contracts?role=buyer").code()).isEqualTo("INVALID_REQUEST");
  }
}
