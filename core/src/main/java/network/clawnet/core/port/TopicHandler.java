package network.clawnet.core.port;

import java.util.concurrent.CompletionStage;

/** Takes the messages of a topic, and says of each whether it may travel on. */
@FunctionalInterface
public interface TopicHandler {
  /**
   * Takes one message and promises a judgement.
   *
   * <p>Called once per message content while the network remembers it (minutes), on a network
   * thread: returns soon, and completes the stage from any thread when it has judged. A message
   * that is not judged within {@link TopicTerms#judgeWithin()}, or whose stage fails, counts as
   * {@link Judgement#IGNORE}.
   */
  CompletionStage<Judgement> judge(TopicMessage message);
}
