package network.clawnet.p2p.kad;

import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import network.clawnet.p2p.kad.machine.KadConfig;
import network.clawnet.p2p.kad.record.PublicKeyValidator;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Diversity;

/**
 * What a DHT service is told.
 *
 * @param protocol id of the streams; nodes with another id are another DHT
 * @param config limits and times of the machine
 * @param validators of values; a namespace without one is refused
 * @param random for the keys of refreshes; peers must not foresee it
 * @param clock time of day that stored values are stamped with
 */
public record KadSettings(
    String protocol,
    KadConfig config,
    Validators validators,
    RandomGenerator random,
    InstantSource clock) {
  /** The DHT of the public IPFS network. */
  public static final String PUBLIC_PROTOCOL = "/ipfs/kad/1.0.0";

  /** Returns a server of a network of its own, which keeps public keys and providers only. */
  public static KadSettings of(String protocol, RandomGenerator random, InstantSource clock) {
    return new KadSettings(
        protocol,
        KadConfig.server(Diversity.PRIVATE),
        new Validators(Map.of(PublicKeyValidator.NAMESPACE, new PublicKeyValidator())),
        random,
        clock);
  }
}
