package network.clawnet.bench.load;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.transfer.Transfer;

/** Signs transfers of 1 Token between accounts of the population, in batches ready to send. */
public final class Signer {
  private static final Tokens ONE = new Tokens(1);

  private final String chain;
  private final Population population;
  private final SigningKey[] keys;

  /** Makes the keys of all senders. */
  public Signer(String chain, Population population) {
    this.chain = chain;
    this.population = population;
    this.keys = new SigningKey[population.senders()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = population.key(i);
    }
  }

  /** Returns the name of the chain that the events are for. */
  public String chain() {
    return chain;
  }

  /**
   * Events as they are sent.
   *
   * @param body one event a line
   * @param last the last of them
   */
  public record Batch(byte[] body, byte[] last) {}

  /**
   * Signs the batches of one connection, whose senders are its own: their nonces then arrive in
   * order. Every sender has its turn before the first has its second.
   */
  public List<Batch> sign(int share, int shares, int batches, int size) {
    int senders = keys.length / shares;
    SplittableRandom random = new SplittableRandom(share);
    long now = System.currentTimeMillis();
    List<Batch> out = new ArrayList<>(batches);
    for (int b = 0; b < batches; b++) {
      ByteArrayOutputStream body = new ByteArrayOutputStream(size * 512);
      byte[] event = {};
      for (int i = 0; i < size; i++) {
        int number = b * size + i;
        int sender = number % senders * shares + share;
        int distance = 1 + random.nextInt(population.accounts() - 1);
        event = event(keys[sender], number / senders + 1, recipient(sender, distance), now);
        body.writeBytes(event);
        body.write('\n');
      }
      out.add(new Batch(body.toByteArray(), event));
    }
    return out;
  }

  /**
   * Signs one event of a share: numbers from 0 in their order, so that whoever knows how many of
   * them were sent knows the next.
   */
  public byte[] event(int share, int shares, long number) {
    int senders = keys.length / shares;
    int sender = (int) (number % senders) * shares + share;
    int distance = 1 + (int) (number / senders % (population.accounts() - 1));
    long now = System.currentTimeMillis();
    return event(keys[sender], number / senders + 1, recipient(sender, distance), now);
  }

  /** Returns anybody but the sender: nobody may pay himself. */
  private Did recipient(int sender, int distance) {
    int number = (sender + distance) % population.accounts();
    return number < keys.length ? new Did(keys[number].publicKey()) : population.did(number);
  }

  private byte[] event(SigningKey key, long nonce, Did to, long now) {
    Transfer transfer = new Transfer(to, ONE, Optional.empty());
    Envelope envelope =
        new Envelope(
            chain,
            "wallet.transfer",
            new Did(key.publicKey()),
            now,
            nonce,
            ONE,
            transfer.payload(),
            Hash.ZERO,
            List.of());
    return EventCodec.sign(envelope, key::sign).bytes();
  }
}
