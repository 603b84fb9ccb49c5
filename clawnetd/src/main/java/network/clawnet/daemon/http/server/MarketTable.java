package network.clawnet.daemon.http.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.contract.ContractCalls;
import network.clawnet.daemon.http.contract.GetContract;
import network.clawnet.daemon.http.contract.GetContracts;
import network.clawnet.daemon.http.contract.PostContract;
import network.clawnet.daemon.http.contract.PostContractStep;
import network.clawnet.daemon.http.contract.PostDispute;
import network.clawnet.daemon.http.contract.PostMilestoneStep;
import network.clawnet.daemon.http.lease.GetLease;
import network.clawnet.daemon.http.lease.GetLeases;
import network.clawnet.daemon.http.lease.GetUsage;
import network.clawnet.daemon.http.lease.LeaseJson;
import network.clawnet.daemon.http.lease.PostEndpoint;
import network.clawnet.daemon.http.lease.PostInvoke;
import network.clawnet.daemon.http.lease.PostLease;
import network.clawnet.daemon.http.lease.PostLeaseStep;
import network.clawnet.daemon.http.market.DealWrites;
import network.clawnet.daemon.http.market.GetListing;
import network.clawnet.daemon.http.market.GetListings;
import network.clawnet.daemon.http.market.GetSearch;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.market.PostListing;
import network.clawnet.daemon.http.market.PostRemove;
import network.clawnet.daemon.http.market.PostUpdate;
import network.clawnet.daemon.http.order.GetBids;
import network.clawnet.daemon.http.order.GetOrder;
import network.clawnet.daemon.http.order.GetOrders;
import network.clawnet.daemon.http.order.GetOwnBids;
import network.clawnet.daemon.http.order.OrderJson;
import network.clawnet.daemon.http.order.PostAccept;
import network.clawnet.daemon.http.order.PostBid;
import network.clawnet.daemon.http.order.PostOrderStep;
import network.clawnet.daemon.http.order.PostPurchase;
import network.clawnet.daemon.http.order.PostUnbid;
import network.clawnet.daemon.http.standing.GetArbiters;
import network.clawnet.daemon.http.standing.GetReputation;
import network.clawnet.daemon.http.standing.GetReviews;
import network.clawnet.daemon.http.standing.PostSeat;
import network.clawnet.daemon.http.wallet.PostCosign;
import network.clawnet.daemon.http.wallet.Subject;

/** The operations of the markets. */
final class MarketTable {
  private MarketTable() {}

  static List<Route> of(UseCases node, LedgerWrites writes) {
    MarketCalls calls = new MarketCalls(node.markets(), writes);
    Subject subject = new Subject(node.accounts());
    List<Route> all = new ArrayList<>();
    // before the listings' own paths, which would take "leases" for an id
    all.addAll(leases(calls, subject));
    all.addAll(calls(node));
    all.addAll(listings(calls));
    all.addAll(orders(calls, subject));
    all.addAll(contracts(calls, subject));
    all.addAll(standing(node, writes));
    return all;
  }

  private static List<Route> listings(MarketCalls calls) {
    List<Route> all = new ArrayList<>();
    all.add(new GetSearch(calls.cases().search()));
    all.add(new GetListing(Optional.empty(), calls));
    for (Market market : Market.values()) {
      all.add(new GetListings(market, calls));
      all.add(new PostListing(market, calls));
      all.add(new GetListing(Optional.of(market), calls));
      all.add(new PostRemove(market, calls));
      if (market != Market.TASK) {
        all.add(new PostUpdate(market, calls));
      }
    }
    return all;
  }

  private static List<Route> orders(MarketCalls calls, Subject subject) {
    DealWrites orders =
        new DealWrites(
            calls, "orderId", id -> calls.cases().deals().order(id).map(OrderJson::view));
    List<Route> all = new ArrayList<>();
    all.add(new PostPurchase(orders));
    all.add(new PostAccept(orders));
    all.add(new GetBids(calls));
    all.add(new PostBid(calls));
    all.add(new PostUnbid(calls));
    all.add(new GetOwnBids(calls, subject));
    all.add(new GetOrders(calls, subject));
    all.add(new GetOrder(calls));
    all.addAll(PostOrderStep.all(orders));
    return all;
  }

  private static List<Route> leases(MarketCalls calls, Subject subject) {
    DealWrites leases =
        new DealWrites(
            calls, "leaseId", id -> calls.cases().deals().lease(id).map(LeaseJson::view));
    List<Route> all = new ArrayList<>();
    all.add(new GetLeases(calls, subject));
    all.add(new GetLease(calls));
    all.add(new PostLease(leases));
    all.addAll(PostLeaseStep.all(leases));
    return all;
  }

  private static List<Route> calls(UseCases node) {
    return List.of(
        new PostInvoke(node.calls(), node.accounts()),
        new GetUsage(node.calls(), node.accounts()),
        new PostEndpoint(node.calls()));
  }

  private static List<Route> contracts(MarketCalls calls, Subject subject) {
    ContractCalls contracts = new ContractCalls(calls);
    List<Route> all = new ArrayList<>();
    all.add(new PostContract(contracts));
    all.add(new GetContracts(contracts, subject));
    all.add(new GetContract(contracts));
    all.add(new PostDispute(contracts));
    all.addAll(PostContractStep.all(contracts));
    all.addAll(PostMilestoneStep.all(contracts));
    return all;
  }

  private static List<Route> standing(UseCases node, LedgerWrites writes) {
    return List.of(
        PostCosign.market(node.accounts()),
        new GetArbiters(node.markets().standing()),
        new PostSeat(true, node.markets().standing(), writes),
        new PostSeat(false, node.markets().standing(), writes),
        new GetReputation(node.markets().standing()),
        new GetReviews(node.markets().standing()));
  }
}
