package network.clawnet.daemon.content;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.message.MailRoom;
import network.clawnet.daemon.submit.KeyAccess;

/**
 * Contents of this node's accounts. Who asks for one must hold its owner's key open here. Any
 * thread; what is taken and sent runs on the thread of the mail room.
 */
public final class ContentRoom implements Contents {
  private static final int SEND_MILLIS = 200;

  private final Shelf shelf;
  private final KeyAccess keys;
  private final MailRoom mail;
  private final Courier courier;

  /**
   * Where its contents come from and go to.
   *
   * @param store the node database
   * @param state what is final; any thread
   */
  public record Ground(Store store, StateView state, Feed feed) {}

  /** Opens on a shelf that the mail room's desk fills. */
  public ContentRoom(Ground ground, Shelf shelf, KeyAccess keys, MailRoom mail) {
    this(
        shelf,
        keys,
        mail,
        new Courier(ground.store(), shelf, new DealContents(ground.state()), ground.feed(), mail));
  }

  ContentRoom(Shelf shelf, KeyAccess keys, MailRoom mail, Courier courier) {
    this.shelf = shelf;
    this.keys = keys;
    this.mail = mail;
    this.courier = courier;
  }

  /** Begins to send what is delivered. */
  public void start() {
    mail.run(courier::begin);
    mail.every(SEND_MILLIS, courier::tick);
  }

  @Override
  public CompletableFuture<Shown> put(Did owner, Piece piece) {
    return opened(owner).thenCompose(open -> mail.ask(() -> taken(owner, piece)));
  }

  private Shown taken(Did owner, Piece piece) throws IOException, Refused {
    Shelf.Name name = new Shelf.Name(owner, piece.content());
    Optional<Shelf.Entry> before = shelf.find(name);
    if (before.isPresent() && isWrong(before.get().state())) {
      shelf.write(shelf.discard(name, before.get())); // its owner may try again
    }
    Shelf.Taken taken = shelf.take(owner, piece);
    if (!taken.fits()) {
      throw new Refused(AppCodes.CONTENT_FULL, "this node has no room for more contents");
    }
    shelf.write(taken.rows());
    if (isWrong(taken.entry().state())) {
      shelf.write(shelf.discard(name, taken.entry()));
      throw refusal(taken.entry());
    }
    return shown(piece.content(), taken.entry());
  }

  @Override
  public CompletableFuture<Part> get(Did owner, Hash content, long offset) {
    return opened(owner)
        .thenCompose(
            open -> {
              try {
                return CompletableFuture.completedFuture(read(owner, content, offset));
              } catch (IOException | Refused e) {
                return CompletableFuture.failedFuture(e);
              }
            });
  }

  private Part read(Did owner, Hash content, long offset) throws IOException, Refused {
    Shelf.Name name = new Shelf.Name(owner, content);
    Shelf.Entry entry = shelf.find(name).orElseThrow(() -> missing(content));
    if (entry.state() != State.WHOLE) {
      throw refusal(entry);
    }
    return new Part(shelf.part(name, offset).orElseThrow(() -> missing(content)), entry.size());
  }

  @Override
  public CompletableFuture<Void> discard(Did owner, Hash content) {
    return opened(owner)
        .thenCompose(
            open ->
                mail.ask(
                    () -> {
                      Shelf.Name name = new Shelf.Name(owner, content);
                      Shelf.Entry entry = shelf.find(name).orElseThrow(() -> missing(content));
                      shelf.write(shelf.discard(name, entry));
                      return true;
                    }))
        .thenAccept(done -> {});
  }

  /** Completes if the key is open here. */
  private CompletableFuture<Boolean> opened(Did owner) {
    return keys.open(owner, null)
        .thenApply(
            key -> {
              key.destroy();
              return true;
            });
  }

  private static boolean isWrong(State state) {
    return state == State.WRONG || state == State.TOO_LARGE;
  }

  private static Refused missing(Hash content) {
    return new Refused(AppCodes.CONTENT_NOT_FOUND, "no content " + content + " of this account");
  }

  private static Refused refusal(Shelf.Entry entry) {
    return switch (entry.state()) {
      case WRONG ->
          new Refused(
              AppCodes.CONTENT_WRONG,
              "what came does not have this hash, or not in order; nothing of it was kept");
      case TOO_LARGE ->
          new Refused(
                  AppCodes.CONTENT_TOO_LARGE, "contents have at most " + MAX_BYTES + " bytes here")
              .with("limit", MAX_BYTES);
      case PARTIAL, WHOLE ->
          new Refused(AppCodes.CONTENT_INCOMPLETE, "not all of it is here yet")
              .with("received", entry.received())
              .with("size", entry.size());
    };
  }

  private static Shown shown(Hash content, Shelf.Entry entry) {
    return new Shown(content, entry.size(), entry.received(), entry.state());
  }
}
