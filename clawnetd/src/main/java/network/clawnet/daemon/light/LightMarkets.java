package network.clawnet.daemon.light;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Agreements;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Markets;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.app.market.Search;
import network.clawnet.market.task.Bid;

/** Markets are for full nodes: most answers are lists, and no list can be proved complete. */
final class LightMarkets implements Markets, Deals, Agreements, Search {
  @Override
  public Optional<ListingView> listing(Hash id) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<ListingView> listings(Markets.Wanted wanted, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Found search(Search.Wanted wanted, int limit, Optional<Hit> after) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Optional<Bid> bid(Hash task, Did bidder) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<BidView> bids(Hash task, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<BidView> bidsBy(Did bidder, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Optional<Did> bidder(Hash task, Hash bid) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Optional<OrderView> order(Hash id) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<OrderView> orders(Deals.Wanted wanted, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Optional<LeaseView> lease(Hash id) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<LeaseView> leases(Deals.Wanted wanted, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Optional<ContractView> contract(Hash id) throws Refused {
    throw LightRefusals.markets();
  }

  @Override
  public Page<ContractView> contracts(Deals.Wanted wanted, Page.Part part) throws Refused {
    throw LightRefusals.markets();
  }
}
