package network.clawnet.daemon.content;

import java.io.IOException;
import java.time.InstantSource;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.message.Piece;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.message.Desk;

/** Takes pieces of what was delivered, if the ledger says so. */
public final class ContentDesk implements Desk {
  /** How long a piece may be here before the ledger names its content, milliseconds. */
  static final long PATIENCE_MS = 3_600_000;

  private final Shelf shelf;
  private final Deliveries deals;
  private final InstantSource clock;

  /**
   * Takes what comes onto a shelf.
   *
   * @param state what is final; any thread
   */
  public ContentDesk(Shelf shelf, StateView state, InstantSource clock) {
    this(shelf, new DealContents(state), clock);
  }

  ContentDesk(Shelf shelf, Deliveries deals, InstantSource clock) {
    this.shelf = shelf;
    this.deals = deals;
    this.clock = clock;
  }

  @Override
  public Fate take(Opened letter) throws IOException {
    Piece piece;
    try {
      piece = Piece.parse(letter.body());
    } catch (DecodeException e) {
      return Fate.DROP;
    }
    return switch (deals.ask(letter.head().deal(), letter.head().route(), piece.content())) {
      case NEVER -> Fate.DROP;
      case NOT_YET -> clock.millis() - letter.receivedAt() > PATIENCE_MS ? Fate.DROP : Fate.WAIT;
      case YES -> {
        Shelf.Taken taken = shelf.take(letter.to(), piece);
        yield taken.fits() ? Fate.settled(taken.rows()) : Fate.WAIT;
      }
    };
  }
}
