package network.clawnet.market.testing;

import static network.clawnet.market.testing.MarketScene.BUYER;
import static network.clawnet.market.testing.MarketScene.SELLER;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractAction;
import network.clawnet.market.contract.Contracts;
import network.clawnet.market.contract.CreateRules;
import network.clawnet.market.contract.Milestone;
import network.clawnet.market.contract.MilestoneAction;

/** Short words for what client and provider do with one contract of a {@link MarketScene}. */
public record ContractScene(MarketScene scene, Hash id) {
  /** Client and provider. */
  public static final TestActor CLIENT = BUYER;

  public static final TestActor PROVIDER = SELLER;

  /** The milestone that most tests are about, of 1 000 Token. */
  public static final String FIRST = "design";

  /** The other one, of 500 Token. */
  public static final String SECOND = "build";

  /** Makes a draft of two milestones. */
  public static ContractScene draft(MarketScene scene) {
    return new ContractScene(scene, scene.make(CLIENT, CreateRules.CREATE, paper().build()));
  }

  /** Makes one that runs. */
  public static ContractScene funded(MarketScene scene) {
    ContractScene out = draft(scene);
    scene.expect(out.step(ContractAction.SIGN, CLIENT, PROVIDER));
    scene.expect(out.step(ContractAction.FUND, CLIENT));
    return out;
  }

  /** Returns the payload of a draft. */
  public static Json.Builder paper() {
    return MarketScene.about("Build a site")
        .put("provider", PROVIDER.did().text())
        .put("milestones", milestones(1_000, 500))
        .put("terms", MarketScene.TERMS);
  }

  /** Returns milestones; the second has 5 000 ms more than the first. */
  public static Json.Arr milestones(long first, long second) {
    return Json.of(
        List.of(
            milestone(FIRST, first).build(),
            milestone(SECOND, second).put("deliverMs", MarketScene.DELIVER_MS + 5_000).build()));
  }

  public static Json.Builder milestone(String id, long amount) {
    return Json.object().put("id", id).put("amount", Long.toString(amount));
  }

  public ContractScene copy() {
    return new ContractScene(scene.copy(), id);
  }

  public Contract now() {
    return Contracts.get(scene.ledger().view(), id).orElseThrow();
  }

  public Milestone milestone(String milestoneId) {
    return now().milestone(milestoneId).orElseThrow();
  }

  /** Does what needs no more words, with words that are always right. */
  public Verdict step(ContractAction action, TestActor issuer, TestActor... cosigners) {
    return scene.submit(issuer, action.type(), payload(action).build(), cosigners);
  }

  /** The same to a milestone. */
  public Verdict step(
      MilestoneAction action, String milestone, TestActor issuer, TestActor... cosigners) {
    return scene.submit(issuer, action.type(), payload(action, milestone).build(), cosigners);
  }

  /** Does what must succeed. */
  public ContractScene then(ContractAction action, TestActor issuer, TestActor... cosigners) {
    scene.expect(step(action, issuer, cosigners));
    return this;
  }

  /** Does what must succeed. */
  public ContractScene then(
      MilestoneAction action, String milestone, TestActor issuer, TestActor... cosigners) {
    scene.expect(step(action, milestone, issuer, cosigners));
    return this;
  }

  public Verdict share(
      MilestoneAction action, String milestone, long part, TestActor issuer, TestActor... others) {
    Json.Obj payload = payload(action, milestone).put("toProvider", Long.toString(part)).build();
    return scene.submit(issuer, action.type(), payload, others);
  }

  public Verdict terminate(long part, TestActor issuer, TestActor... others) {
    Json.Obj payload =
        payload(ContractAction.TERMINATE).put("toProvider", Long.toString(part)).build();
    return scene.submit(issuer, ContractAction.TERMINATE.type(), payload, others);
  }

  /** Returns the payload of {@link #step}. */
  public Json.Builder payload(ContractAction action) {
    Json.Builder payload = onContract();
    return switch (action) {
      case NEGOTIATE -> payload.put("milestones", milestones(900, 600));
      case FUND -> payload.put("amount", now().price().toString());
      case TERMINATE -> payload.put("reason", "because");
      case REVIEW -> payload.put("rating", 4);
      case SIGN, COMPLETE, CLOSE -> payload;
    };
  }

  /** Returns the payload of {@link #step}; a ruling and a split are of 400 Token. */
  public Json.Builder payload(MilestoneAction action, String milestone) {
    Json.Builder payload = onContract().put("milestoneId", milestone);
    return switch (action) {
      case SUBMIT -> payload.put("contentHash", hash(1));
      case REVISE, REJECT, CANCEL, DISPUTE -> payload.put("reason", "because");
      case EVIDENCE -> payload.put("evidence", Json.of(List.of(Json.of(hash(2)))));
      case RULE, SPLIT -> payload.put("toProvider", "400");
      case APPROVE -> payload;
    };
  }

  public Json.Builder onContract() {
    return Json.object().put("contractId", id.hex()).put("resourcePrev", now().lastEvent().hex());
  }

  /** Returns that many different hashes. */
  public static Json.Arr hashes(int count) {
    List<Json> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(Json.of(hash(i)));
    }
    return Json.of(out);
  }

  private static String hash(int of) {
    return Hash.sha256(new byte[] {(byte) of}).hex();
  }
}
