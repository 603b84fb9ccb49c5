package network.clawnet.p2p.gossip;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.p2p.gossip.router.Effect;
import network.clawnet.p2p.gossip.router.GossipRouter.Verdict;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageSignature;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import org.jspecify.annotations.Nullable;

/** Has messages judged: signatures by the workers, content by the topic's handler. */
final class Judge {
  /** Takes a verdict; any thread. */
  interface Verdicts {
    /** Is told once for each message. */
    void verdict(Effect.Judge it, Verdict verdict);
  }

  private final Executor workers;
  private final Verdicts verdicts;
  private final ShellTallies tallies;

  Judge(Executor workers, Verdicts verdicts, ShellTallies tallies) {
    this.workers = workers;
    this.verdicts = verdicts;
    this.tallies = tallies;
  }

  /** Begins; called on the loop. */
  void begin(Effect.Judge it, JoinedTopic topic) {
    if (it.policy() == SigningPolicy.STRICT_NO_SIGN) {
      askHandler(it, topic);
      return;
    }
    try {
      workers.execute(() -> checkSignature(it, topic));
    } catch (RejectedExecutionException e) {
      verdicts.verdict(it, Verdict.IGNORE); // the node stops
    }
  }

  private void checkSignature(Effect.Judge it, JoinedTopic topic) {
    if (MessageSignature.holds(it.message())) {
      askHandler(it, topic);
    } else {
      verdicts.verdict(it, Verdict.FORGED);
    }
  }

  private void askHandler(Effect.Judge it, JoinedTopic topic) {
    Message message = it.message();
    CompletionStage<Judgement> stage;
    try {
      stage =
          topic.handler().judge(new TopicMessage(message.topic(), it.from(), message.content()));
    } catch (RuntimeException e) {
      tallies.count(ShellTallies.Tally.JUDGEMENT_FAILED);
      verdicts.verdict(it, Verdict.IGNORE);
      return;
    }
    var unused =
        stage.whenComplete((judgement, fault) -> verdicts.verdict(it, verdict(judgement, fault)));
  }

  private Verdict verdict(@Nullable Judgement judgement, @Nullable Throwable fault) {
    if (fault != null || judgement == null) {
      tallies.count(ShellTallies.Tally.JUDGEMENT_FAILED);
      return Verdict.IGNORE;
    }
    return switch (judgement) {
      case ACCEPT -> Verdict.ACCEPT;
      case REJECT -> Verdict.REJECT;
      case IGNORE -> Verdict.IGNORE;
    };
  }
}
