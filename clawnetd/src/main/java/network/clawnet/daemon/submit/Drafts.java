package network.clawnet.daemon.submit;

import java.time.InstantSource;
import java.util.OptionalLong;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.EventSignatures;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Intent;
import org.jspecify.annotations.Nullable;

/** Turns intents into events: fills in what is absent, then signs. */
public final class Drafts {
  private static final byte[] NO_SIGNATURE = new byte[64];

  private final String chain;
  private final RuleBook book;
  private final InstantSource clock;

  public Drafts(String chain, RuleBook book, InstantSource clock) {
    this.chain = chain;
    this.book = book;
    this.clock = clock;
  }

  /**
   * Returns a draft of the intent.
   *
   * @param key the issuer's; null for a trial, which is never admitted
   */
  LocalDraft of(Intent intent, @Nullable SigningKey key) {
    return new LocalDraft() {
      @Override
      public Did issuer() {
        return intent.issuer();
      }

      @Override
      public OptionalLong nonce() {
        return intent.nonce();
      }

      @Override
      public PreparedEvent make(long nonce) throws EventFault {
        return Drafts.this.make(intent, nonce, key);
      }
    };
  }

  private PreparedEvent make(Intent intent, long nonce, @Nullable SigningKey key)
      throws EventFault {
    Json.Obj payload = intent.payload();
    Tokens fee =
        intent.fee().isPresent()
            ? intent.fee().get()
            : PreparedEvent.minimumFee(book, intent.type(), payload);
    Envelope envelope =
        new Envelope(
            chain,
            intent.type(),
            intent.issuer(),
            intent.ts().orElse(clock.millis()),
            nonce,
            fee,
            payload,
            intent.prev().orElse(Hash.ZERO),
            intent.cosign());
    EventSignatures.verifyConsents(envelope);
    SignedEvent event =
        EventCodec.sign(envelope, message -> key == null ? NO_SIGNATURE : key.sign(message));
    return PreparedEvent.of(event, book);
  }
}
