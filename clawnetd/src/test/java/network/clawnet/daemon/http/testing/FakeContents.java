package network.clawnet.daemon.http.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Contents;

/** Contents in memory. */
public final class FakeContents implements Contents {
  public final List<Piece> taken = new ArrayList<>();
  public final Map<Long, Part> parts = new TreeMap<>();

  @Override
  public CompletableFuture<Shown> put(Did owner, Piece piece) {
    taken.add(piece);
    State state = piece.end() == piece.total() ? State.WHOLE : State.PARTIAL;
    return CompletableFuture.completedFuture(
        new Shown(piece.content(), piece.total(), piece.end(), state));
  }

  @Override
  public CompletableFuture<Part> get(Did owner, Hash content, long offset) {
    Part part = parts.get(offset);
    return part == null
        ? CompletableFuture.failedFuture(new Refused(AppCodes.CONTENT_NOT_FOUND, "none"))
        : CompletableFuture.completedFuture(part);
  }

  @Override
  public CompletableFuture<Void> discard(Did owner, Hash content) {
    parts.clear();
    return CompletableFuture.completedFuture(null);
  }
}
