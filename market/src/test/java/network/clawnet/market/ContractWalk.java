package network.clawnet.market;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractAction;
import network.clawnet.market.contract.CreateRules;
import network.clawnet.market.contract.Milestone;
import network.clawnet.market.contract.MilestoneAction;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.testing.ContractScene;
import network.clawnet.market.testing.MarketScene;

/** The contracts of one random sequence: mostly what makes sense, by whose turn it is. */
final class ContractWalk {
  private static final List<ContractAction> ACTIONS = List.of(ContractAction.values());
  private static final List<MilestoneAction> MILESTONE_ACTIONS = List.of(MilestoneAction.values());

  private final Random random;
  private final MarketScene scene;
  private final Set<String> accepted;
  private final List<ContractScene> contracts = new ArrayList<>();
  private final Set<Contract.State> seen = EnumSet.noneOf(Contract.State.class);

  /**
   * Begins without contracts.
   *
   * @param accepted where to note the types of events that succeed
   */
  ContractWalk(Random random, MarketScene scene, Set<String> accepted) {
    this.random = random;
    this.scene = scene;
    this.accepted = accepted;
  }

  Set<Contract.State> seen() {
    return seen;
  }

  void step() {
    if (contracts.isEmpty() || random.nextInt(6) == 0) {
      create();
      return;
    }
    int newest = Math.min(contracts.size(), 3);
    ContractScene contract = contracts.get(contracts.size() - 1 - random.nextInt(newest));
    Contract now = contract.now();
    if (now.isOverdueAt(scene.ledger().time())) {
      scene.ledger().holdDueBack(true);
      note(ContractAction.CLOSE.type(), contract.step(ContractAction.CLOSE, any()).accepted());
    }
    now = contract.now();
    if (random.nextInt(4) == 0) {
      anything(contract, now);
    } else if (now.state().isFunded()) {
      work(contract, now);
    } else {
      paper(contract, now);
    }
  }

  /** Notes states, and adds what contracts hold and the deadlines that they should have. */
  void check(Map<Did, Long> held, Set<DueEntry> due) {
    for (ContractScene contract : contracts) {
      Contract now = contract.now();
      seen.add(now.state());
      long open = 0;
      boolean refunds = false;
      for (Milestone milestone : now.milestones()) {
        boolean runs = now.state().isFunded() && !milestone.state().isFinal();
        open += runs ? milestone.plan().amount().value() : 0;
        refunds |=
            runs
                && milestone.deadline() == now.deadline()
                && (milestone.state() == Milestone.State.PENDING
                    || milestone.state() == Milestone.State.REJECTED);
      }
      held.merge(now.parties().client(), open, Long::sum);
      if (!now.state().isFinal()) {
        int dueClass = refunds ? MarketModules.DUE_CONTRACT_REFUND : MarketModules.DUE_CONTRACT_PAY;
        due.add(new DueEntry(dueClass, now.deadline(), now.id().bytes()));
      }
    }
  }

  boolean allEnded() {
    return contracts.stream().allMatch(it -> it.now().state().isFinal());
  }

  private void create() {
    List<Json> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      parts.add(
          ContractScene.milestone("m" + i, random.nextInt(2_000))
              .put("deliverMs", 1_000 + random.nextInt(20_000))
              .build());
    }
    Json.Builder payload =
        MarketScene.about("x")
            .put("provider", any().did().text())
            .put("milestones", Json.of(parts))
            .put("terms", MarketScene.TERMS);
    if (random.nextInt(3) == 0) {
      payload.put("expiresAt", scene.ledger().time() + random.nextInt(20_000));
    }
    if (note(
        CreateRules.CREATE, scene.submit(any(), CreateRules.CREATE, payload.build()).accepted())) {
      contracts.add(new ContractScene(scene, scene.lastEvent()));
    }
  }

  private void paper(ContractScene contract, Contract now) {
    TestActor client = actor(now.parties().client());
    TestActor provider = actor(now.parties().provider());
    TestActor either = random.nextBoolean() ? client : provider;
    switch (now.state()) {
      case DRAFT, NEGOTIATING, PENDING_SIGNATURE -> {
        if (random.nextInt(5) == 0) {
          Json.Obj payload =
              contract
                  .onContract()
                  .put("expiresAt", scene.ledger().time() + random.nextInt(20_000))
                  .build();
          String type = ContractAction.NEGOTIATE.type();
          note(type, scene.submit(either, type, payload).accepted());
        } else {
          act(contract, ContractAction.SIGN, either);
        }
      }
      case PENDING_FUNDING -> act(contract, ContractAction.FUND, client);
      case COMPLETED, TERMINATED, EXPIRED -> act(contract, ContractAction.REVIEW, either);
      case ACTIVE, DISPUTED -> {}
    }
  }

  private void work(ContractScene contract, Contract now) {
    TestActor client = actor(now.parties().client());
    TestActor provider = actor(now.parties().provider());
    if (random.nextInt(16) == 0) {
      act(contract, ContractAction.COMPLETE, client);
      return;
    }
    List<Milestone> open = now.milestones().stream().filter(it -> !it.state().isFinal()).toList();
    Milestone milestone = open.get(random.nextInt(open.size()));
    if (random.nextInt(10) == 0) {
      boolean split = random.nextBoolean();
      MilestoneAction action = split ? MilestoneAction.SPLIT : MilestoneAction.CANCEL;
      act(contract, action, milestone, provider, client);
      return;
    }
    switch (milestone.state()) {
      case PENDING -> act(contract, MilestoneAction.SUBMIT, milestone, provider);
      case SUBMITTED -> {
        List<MilestoneAction> answers =
            List.of(
                MilestoneAction.APPROVE,
                MilestoneAction.REVISE,
                MilestoneAction.REJECT,
                MilestoneAction.DISPUTE);
        act(contract, answers.get(random.nextInt(answers.size())), milestone, client);
      }
      case REJECTED -> act(contract, MilestoneAction.DISPUTE, milestone, provider);
      case DISPUTED -> {
        TestActor arbiter = now.parties().arbiter().map(ContractWalk::actor).orElse(client);
        if (random.nextBoolean()) {
          act(contract, MilestoneAction.EVIDENCE, milestone, provider);
        } else {
          act(contract, MilestoneAction.RULE, milestone, arbiter);
        }
      }
      case APPROVED, REFUNDED, SPLIT -> {}
    }
  }

  /** Does anything, by anybody, often with the consent of a party. */
  private void anything(ContractScene contract, Contract now) {
    TestActor[] cosigners =
        random.nextBoolean()
            ? new TestActor[0]
            : new TestActor[] {
              actor(random.nextBoolean() ? now.parties().client() : now.parties().provider())
            };
    TestActor issuer = random.nextBoolean() ? any() : actor(now.parties().provider());
    if (random.nextInt(3) == 0) {
      ContractAction action = ACTIONS.get(random.nextInt(ACTIONS.size()));
      if (action == ContractAction.TERMINATE && random.nextBoolean()) {
        long part = random.nextLong(now.held().value() + 2);
        note(action.type(), contract.terminate(part, issuer, cosigners).accepted());
      } else {
        act(contract, action, issuer, cosigners);
      }
      return;
    }
    Milestone milestone = now.milestones().get(random.nextInt(now.milestones().size()));
    MilestoneAction action = MILESTONE_ACTIONS.get(random.nextInt(MILESTONE_ACTIONS.size()));
    act(contract, action, milestone, issuer, cosigners);
  }

  private void act(
      ContractScene contract, ContractAction action, TestActor issuer, TestActor... cosigners) {
    note(action.type(), contract.step(action, issuer, cosigners).accepted());
  }

  private void act(
      ContractScene contract,
      MilestoneAction action,
      Milestone milestone,
      TestActor issuer,
      TestActor... cosigners) {
    String id = milestone.plan().id();
    if (action == MilestoneAction.RULE || action == MilestoneAction.SPLIT) {
      long part = random.nextLong(milestone.plan().amount().value() + 2);
      note(action.type(), contract.share(action, id, part, issuer, cosigners).accepted());
    } else {
      note(action.type(), contract.step(action, id, issuer, cosigners).accepted());
    }
  }

  private boolean note(String type, boolean success) {
    if (success) {
      accepted.add(type);
    }
    return success;
  }

  private TestActor any() {
    return MarketScene.ALL.get(random.nextInt(MarketScene.ALL.size()));
  }

  private static TestActor actor(Did did) {
    return MarketScene.ALL.stream().filter(it -> it.did().equals(did)).findFirst().orElseThrow();
  }
}
