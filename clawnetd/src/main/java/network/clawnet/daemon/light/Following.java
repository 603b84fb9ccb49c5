package network.clawnet.daemon.light;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.ProofQuestion;
import network.clawnet.core.light.ProvenState;
import network.clawnet.core.light.SubmitAnswer;
import network.clawnet.core.light.ask.LightSource;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way: gives them to full nodes in the order of nonces, again while nothing is
 * heard of them, and finds out by proof what became of each. One owner thread.
 */
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  /** Events that may be under way. */
  static final int MAX_EVENTS = 4_096;

  private static final long RESEND_MILLIS = 3_000;
  private static final long GAP_MILLIS = 300;
  private final LightSource client;
  private final Executor owner;
  private final InstantSource clock;
  private final long maxAgeMs;
  private final Outcome outcome;
  private final LinkedHashMap<Hash, Way> ways = new LinkedHashMap<>();
  private final TreeMap<Did, CompletableFuture<Void>> sending = new TreeMap<>();
  private boolean looking;
  private boolean lookAgain;

  /** Told what was proved of an event. */
  interface Outcome {
    void settled(PreparedEvent event, long height);

    void dropped(PreparedEvent event, Verdict.Reject reason);
  }

  private static final class Way {
    private final PreparedEvent event;
    private long sendAt;
    private boolean asking;

    Way(PreparedEvent event) {
      this.event = event;
    }

    long nonce() {
      return event.event().envelope().nonce();
    }
  }

  /**
   * Follows nothing yet.
   *
   * @param maxAgeMs age above which no block takes an event, milliseconds
   */
  Following(
      LightSource client, Executor owner, InstantSource clock, long maxAgeMs, Outcome outcome) {
    this.client = client;
    this.owner = owner;
    this.clock = clock;
    this.maxAgeMs = maxAgeMs;
    this.outcome = outcome;
  }

  boolean isFull() {
    return ways.size() >= MAX_EVENTS;
  }

  Optional<PreparedEvent> find(Hash event) {
    return Optional.ofNullable(ways.get(event)).map(it -> it.event);
  }

  /** Returns the events under way, of each issuer in the order of nonces. */
  List<PreparedEvent> inOrder() {
    return ways.values().stream()
        .sorted(Comparator.comparingLong(Way::nonce))
        .map(it -> it.event)
        .toList();
  }

  /** Sends an event and follows it from now on. */
  void add(PreparedEvent event) {
    Way way = new Way(event);
    if (ways.putIfAbsent(event.event().hash(), way) == null) {
      send(way);
    }
  }

  /** Sends again what is due. */
  void tick() {
    long now = clock.millis();
    List<Way> due = new ArrayList<>();
    for (Way way : ways.values()) {
      if (way.sendAt <= now && !way.asking) {
        due.add(way);
      }
    }
    due.sort(Comparator.comparingLong(Way::nonce));
    due.forEach(this::send);
    look();
  }

  private void send(Way way) {
    way.sendAt = Long.MAX_VALUE;
    Did issuer = way.event.event().issuer();
    CompletableFuture<Void> before =
        sending.getOrDefault(issuer, CompletableFuture.completedFuture(null));
    CompletableFuture<Void> done =
        before
            .thenCompose(it -> client.submit(way.event.event().bytes()))
            .handle((answers, fault) -> answers == null ? List.<SubmitAnswer>of() : answers)
            .thenAcceptAsync(answers -> sent(way, answers), owner);
    var unused = sending.put(issuer, done);
    if (sending.size() > MAX_EVENTS) {
      sending.values().removeIf(CompletableFuture::isDone);
    }
  }

  private void sent(Way way, Collection<SubmitAnswer> answers) {
    boolean taken = answers.stream().anyMatch(SubmitAnswer::accepted);
    boolean gap = answers.stream().anyMatch(it -> it.code().equals(AccountCodes.NONCE_GAP.text()));
    way.sendAt = clock.millis() + (gap && !taken ? GAP_MILLIS : RESEND_MILLIS);
    if (!taken && !gap && !answers.isEmpty()) {
      LOG.info("full nodes refuse an own event={} answers={}", way.event.event().hash(), answers);
    }
  }

  /** Finds out what the newest certified header proves of the events under way. */
  void look() {
    if (ways.isEmpty()) {
      return;
    }
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    TreeSet<StateKey> accounts = new TreeSet<>();
    for (Way way : ways.values()) {
      if (accounts.size() < ProofQuestion.MAX_KEYS) {
        accounts.add(Accounts.key(way.event.event().issuer()));
      }
    }
    var unused =
        client
            .prove(List.copyOf(accounts))
            .whenCompleteAsync(
                (state, fault) -> {
                  looking = false;
                  if (state != null) {
                    judge(state);
                  }
                  if (lookAgain) {
                    lookAgain = false;
                    look();
                  }
                },
                owner);
  }

  private void judge(ProvenState state) {
    StateView view = key -> state.values().getOrDefault(key, Optional.empty()).orElse(null);
    for (Way way : List.copyOf(ways.values())) {
      Did issuer = way.event.event().issuer();
      if (state.values().containsKey(Accounts.key(issuer))) {
        judge(way, Accounts.get(view, issuer), state.header().tsMs());
      }
    }
  }

  /**
   * An event is lost for certain only if another one has its nonce, which the account names, or if
   * no block may hold it any more.
   */
  private void judge(Way way, Account account, long headTime) {
    Hash hash = way.event.event().hash();
    if (account.nonce() < way.nonce()) {
      if (headTime - way.event.event().envelope().ts() > maxAgeMs) {
        drop(way, Verdict.reject(AccountCodes.EVENT_EXPIRED, "no block took it in time"));
      }
    } else if (account.nonce() == way.nonce() && !account.lastOwn().equals(hash)) {
      Verdict.Reject reason =
          Verdict.reject(AccountCodes.NONCE_USED, "another event has this nonce");
      drop(way, reason.with("winner", Json.of(account.lastOwn().hex())));
    } else if (!way.asking) {
      way.asking = true;
      var unused =
          client
              .event(hash)
              .whenCompleteAsync(
                  (found, fault) -> {
                    way.asking = false;
                    if (found != null && found.isPresent()) {
                      settle(way, found.get().height());
                    }
                  },
                  owner);
    }
  }

  private void settle(Way way, long height) {
    if (ways.remove(way.event.event().hash()) != null) {
      outcome.settled(way.event, height);
    }
  }

  private void drop(Way way, Verdict.Reject reason) {
    if (ways.remove(way.event.event().hash()) != null) {
      outcome.dropped(way.event, reason);
    }
  }

  /** Returns the issuers of events under way. */
  Set<Did> issuers() {
    TreeSet<Did> out = new TreeSet<>();
    ways.values().forEach(it -> out.add(it.event.event().issuer()));
    return out;
  }
}
