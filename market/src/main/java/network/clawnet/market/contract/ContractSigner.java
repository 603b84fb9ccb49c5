package network.clawnet.market.contract;

/** Who must have signed a step of a contract. */
enum ContractSigner {
  CLIENT,
  PROVIDER,
  /** Client or provider. */
  EITHER,
  /** Client or provider, as issuer. */
  ISSUER,
  BOTH,
  ARBITER,
  ANYBODY
}
