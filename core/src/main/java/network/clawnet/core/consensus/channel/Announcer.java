package network.clawnet.core.consensus.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.presence.Announcement;
import network.clawnet.core.consensus.presence.AnnouncementBook;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;

/**
 * Says where this validator is and hears where the others are. Every node joins the topic, so that
 * announcements reach validators who share no neighbour. Owned by the loop.
 */
final class Announcer {
  /** How often the own announcement is made again. */
  private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** The same while nobody has got it yet, or the addresses have changed. */
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final TopicTerms TERMS =
      new TopicTerms(Announcement.MAX_BYTES, 256, Duration.ofSeconds(5));

  private final Network network;
  private final ChannelSettings settings;
  private final ChannelLoop loop;
  private final AnnouncementBook book;
  private final Topic topic;
  private long nextAt;
  private long lastSeq;
  private List<String> told = List.of();

  Announcer(Network network, ChannelSettings settings, ChannelLoop loop) {
    this.network = network;
    this.settings = settings;
    this.loop = loop;
    this.book = new AnnouncementBook(settings.chainId(), settings.check());
    this.topic = network.join(settings.topic(), TERMS, this::judge);
    this.nextAt = loop.nowNanos() + SOON_NANOS;
  }

  void expect(Set<PublicKey> validators) {
    book.expect(validators);
  }

  Optional<Announcement> find(PublicKey validator) {
    return book.find(validator);
  }

  /** Announces this node, if it is time. Called often. */
  void run(long wallMillis) {
    List<String> addresses = addresses();
    if (addresses.isEmpty() || topic.members().isEmpty()) {
      return;
    }
    long now = loop.nowNanos();
    if (!addresses.equals(told)) {
      nextAt = Math.min(nextAt, now + SOON_NANOS);
    }
    if (now - nextAt >= 0) {
      nextAt = now + REPEAT_NANOS;
      announce(addresses, wallMillis);
    }
  }

  private void announce(List<String> addresses, long wallMillis) {
    told = addresses;
    lastSeq = Math.max(lastSeq + 1, wallMillis);
    PublicKey key = settings.key().publicKey();
    Announcement own = new Announcement(key, lastSeq, network.self(), addresses);
    topic
        .publish(own.sign(settings.key(), settings.chainId()))
        .whenComplete((reached, fault) -> loop.execute(() -> published(fault == null)));
  }

  private void published(boolean done) {
    if (!done) {
      nextAt = loop.nowNanos() + SOON_NANOS;
    }
  }

  private List<String> addresses() {
    List<String> out = new ArrayList<>();
    for (String address : network.addresses()) {
      if (out.size() < Announcement.MAX_ADDRESSES
          && address.length() <= Announcement.MAX_ADDRESS_BYTES) {
        out.add(address);
      }
    }
    return out;
  }

  private CompletionStage<Judgement> judge(TopicMessage message) {
    CompletableFuture<Judgement> judged = new CompletableFuture<>();
    loop.execute(() -> judged.complete(book.judge(message.bytes())));
    return judged;
  }

  void close() {
    topic.close();
  }
}
