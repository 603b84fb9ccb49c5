package network.clawnet.daemon.app.market;

/** All that a skin of the node may ask about markets. */
public record MarketCases(
    Markets markets, Deals deals, Agreements agreements, Standing standing, Search search) {}
