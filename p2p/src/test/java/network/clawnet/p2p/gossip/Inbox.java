package network.clawnet.p2p.gossip;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicMessage;

/** Accepts everything and remembers it; what begins with "bad" it rejects. */
final class Inbox implements TopicHandler {
  final Set<String> texts = ConcurrentHashMap.newKeySet();
  final AtomicInteger calls = new AtomicInteger();

  @Override
  public CompletionStage<Judgement> judge(TopicMessage message) {
    calls.incrementAndGet();
    String text = new String(message.bytes(), StandardCharsets.UTF_8);
    texts.add(text);
    return CompletableFuture.completedFuture(
        text.startsWith("bad") ? Judgement.REJECT : Judgement.ACCEPT);
  }
}
