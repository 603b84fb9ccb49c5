package network.clawnet.acceptance;

import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import network.clawnet.core.testing.TestActor;
import network.clawnet.wallet.escrow.Escrow;
import network.clawnet.wallet.escrow.ReleaseRule;
import network.clawnet.wallet.testing.EscrowTable;
import network.clawnet.wallet.testing.EscrowTable.Action;
import network.clawnet.wallet.testing.EscrowTable.Actor;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every cell of the escrow table against a running node, through its routes and past them. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class EscrowHttpAcceptanceIT {
  private static final List<TestActor> ACTORS = List.of(ALICE, BOB, CAROL, MALLORY);
  private static final long EACH = 20_000;
  private static final long LATER = 3_600_000;
  private static final long SOON = 5_000;

  @TempDir Path directory;
  private NodeProcess node;
  private int made;

  @BeforeEach
  void startANode() throws Exception {
    node = NodeProcess.dev(new TestHome(directory)).start();
  }

  @AfterEach
  void endTheNode() {
    node.close();
  }

  @Test
  void everyCellOfTheTableHoldsForCallsOfTheNodesOwnAccounts() {
    int cells = tryAll(new NodeSigns(node.api(), ACTORS));

    // create, fund and expire take no consents: 3 actions by 4 actors; the other 5 by all 8
    assertThat(cells).isEqualTo(6 * (3 * 4 + 5 * 8));
  }

  @Test
  void everyCellOfTheTableHoldsForSignedEventsOfStrangers() throws Exception {
    int cells = tryAll(new StrangerSubmits(node.api()));

    assertThat(cells).isEqualTo(6 * 8 * 8);
    node.clawnet("verify").expect(0);
  }

  @Test
  void whatExpiresGoesBackByItselfAndStaysThere() {
    EscrowActs acts = new StrangerSubmits(node.api());
    fund(acts);
    long before = available(acts, ALICE);
    String held = create(acts, 100, true, System.currentTimeMillis() + SOON);
    String empty = create(acts, 100, false, System.currentTimeMillis() + SOON);

    Waiting.until(
        TestHome.LIMIT,
        () -> view(held).text("state").equals("refunded"),
        () -> "not paid back: " + view(held));

    assertThat(available(acts, ALICE)).isEqualTo(before - 2 * 10);
    for (Action action : EscrowTable.actions()) {
      if (!action.type().endsWith(".create")) {
        Reply reply = act(acts, held, action, Actor.STRANGER);
        assertThat(reply.code()).as(action.toString()).isEqualTo("ESCROW_SETTLED");
      }
    }
    Waiting.until(
        TestHome.LIMIT, () -> view(empty).flag("expired"), () -> "not expired: " + view(empty));
    Action funding = new Action("wallet.escrow.fund", Optional.empty());
    assertThat(act(acts, empty, funding, Actor.DEPOSITOR).code()).isEqualTo("ESCROW_EXPIRED");
  }

  private int tryAll(EscrowActs acts) {
    fund(acts);
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Escrow.State state : Escrow.State.values()) {
      String untouched = scene(acts, state);
      List<Long> balances = balances(acts);
      List<Cell> allowed = new ArrayList<>();
      for (Cell cell : cells(acts, state)) {
        expected.put(cell.toString(), cell.expected());
        if (cell.expected().equals(Verdicts.ACCEPTED)) {
          allowed.add(cell);
        } else {
          actual.put(cell.toString(), refused(acts, untouched, cell));
        }
      }
      assertThat(balances(acts)).as("refusals in state " + state).isEqualTo(balances);
      for (Cell cell : allowed) {
        actual.put(cell.toString(), accepted(acts, scene(acts, state), cell));
      }
    }
    assertThat(actual).isEqualTo(expected);
    return actual.size();
  }

  private record Cell(Escrow.State state, Action action, Actor actor) {
    String expected() {
      return EscrowTable.expected(state, EscrowTable.Clock.BEFORE_EXPIRY, action, actor);
    }
  }

  private static List<Cell> cells(EscrowActs acts, Escrow.State state) {
    List<Cell> cells = new ArrayList<>();
    for (Action action : EscrowTable.actions()) {
      for (Actor actor : Actor.values()) {
        if (actor.cosigners().isEmpty() || acts.carriesConsents(action.type())) {
          cells.add(new Cell(state, action, actor));
        }
      }
    }
    return cells;
  }

  private String refused(EscrowActs acts, String id, Cell cell) {
    Json.Obj before = view(id).body();
    Reply reply = act(acts, id, cell.action(), cell.actor());
    int status = cell.expected().matches(".*(FORBIDDEN|MISSING)") ? 403 : 409;
    if (reply.code().equals(cell.expected())) {
      assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
      assertThat(view(id).body()).as(cell.toString()).isEqualTo(before);
    }
    return reply.code();
  }

  private String accepted(EscrowActs acts, String id, Cell cell) {
    String before = view(id).text("resourcePrev");
    Reply reply = act(acts, id, cell.action(), cell.actor());
    if (reply.status() != 200) {
      return reply.code();
    }
    Reply after = view(id);
    assertThat(after.text("resourcePrev")).as(cell.toString()).isNotEqualTo(before);
    assertThat(after.text("resourcePrev")).isEqualTo(reply.text("txHash"));
    return Verdicts.ACCEPTED;
  }

  private Reply act(EscrowActs acts, String id, Action action, Actor actor) {
    String last = view(id).text("resourcePrev").substring(2);
    Json.Builder payload = Json.object().put("escrowId", id);
    String verb = action.type().substring(action.type().lastIndexOf('.') + 1);
    if (!verb.equals("expire")) {
      payload.put("amount", "10");
    }
    switch (verb) {
      case "create" ->
          payload
              .put("beneficiary", new TestActor("somebody else").did().text())
              .put("releaseRules", Json.of(List.of(Json.object().put("id", "r").build())));
      case "release" -> payload.put("ruleId", action.by().orElseThrow().text());
      case "refund" -> payload.put("reason", "why");
      case "fund", "expire" -> {}
      default -> throw new AssertionError("no payload for " + action);
    }
    if (!verb.equals("create")) {
      payload.put("resourcePrev", last);
    }
    return acts.act(action.type(), payload.build(), actor.issuer(), actor.cosigners());
  }

  /** Makes an escrow of Alice's for Bob, with Carol as arbiter, and brings it into a state. */
  private String scene(EscrowActs acts, Escrow.State state) {
    String id =
        create(acts, 100, state != Escrow.State.PENDING, System.currentTimeMillis() + LATER);
    switch (state) {
      case PENDING, FUNDED -> {}
      case RELEASING -> release(acts, id, 40);
      case RELEASED -> release(acts, id, 100);
      case REFUNDED -> refund(acts, id, 100);
      case SETTLED -> {
        release(acts, id, 40);
        refund(acts, id, 60);
      }
    }
    assertThat(view(id).text("state")).isEqualTo(state.text());
    return id;
  }

  private String create(EscrowActs acts, long amount, boolean autoFund, long expiresAt) {
    String id = "deal." + made++;
    List<Json> rules = new ArrayList<>();
    Arrays.stream(ReleaseRule.By.values())
        .map(by -> Json.object().put("id", by.text()).put("by", by.text()).build())
        .forEach(rules::add);
    Json.Obj payload =
        Json.object()
            .put("escrowId", id)
            .put("beneficiary", acts.did(BOB))
            .put("amount", Long.toString(amount))
            .put("releaseRules", Json.of(rules))
            .put("arbiter", acts.did(CAROL))
            .put("expiresAt", expiresAt)
            .put("autoFund", autoFund)
            .build();
    done(acts.act("wallet.escrow.create", payload, ALICE, List.of()));
    return id;
  }

  private void release(EscrowActs acts, String id, long amount) {
    Json.Obj payload = change(id, amount).with("ruleId", Json.of("depositor"));
    done(acts.act("wallet.escrow.release", payload, ALICE, List.of()));
  }

  private void refund(EscrowActs acts, String id, long amount) {
    Json.Obj payload = change(id, amount).with("reason", Json.of("why"));
    done(acts.act("wallet.escrow.refund", payload, BOB, List.of()));
  }

  private Json.Obj change(String id, long amount) {
    return Json.object()
        .put("escrowId", id)
        .put("amount", Long.toString(amount))
        .put("resourcePrev", view(id).text("resourcePrev").substring(2))
        .build();
  }

  private static void done(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isBetween(200, 201);
    assertThat(reply.text("status")).isEqualTo("final");
  }

  private void fund(EscrowActs acts) {
    ACTORS.forEach(it -> TwoAccounts.give(node.api(), acts.did(it), EACH));
  }

  private Reply view(String id) {
    return node.api().get("/api/wallet/escrow/" + id).expect(200);
  }

  private List<Long> balances(EscrowActs acts) {
    return ACTORS.stream().map(it -> available(acts, it)).toList();
  }

  private long available(EscrowActs acts, TestActor who) {
    return node.api().get("/api/wallet/balance?did=" + acts.did(who)).number("available");
  }
}
