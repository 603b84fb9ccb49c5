package network.clawnet.daemon.http.testing;

import java.util.List;
import java.util.Optional;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Search;
import org.jspecify.annotations.Nullable;

/** A search that finds what tests put in. */
public final class FakeSearch implements Search {
  public volatile Found found =
      new Found(List.of(), Optional.empty(), new Total(0, true), Optional.empty());
  public volatile @Nullable Wanted wanted;
  public volatile Optional<Hit> after = Optional.empty();

  @Override
  public Found search(Wanted asked, int limit, Optional<Hit> from) {
    wanted = asked;
    after = from;
    return found;
  }
}
