package network.clawnet.p2p.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.testing.Awaiting;
import org.junit.jupiter.api.Test;

/** Members of the hash table that lie to everybody, while another floods it with what it has. */
final class KadAttackIT {
  private static final int LIARS = 3;
  private static final int FAR = 4;

  private final Random random = new Random(1);

  @Test
  void liesCostTimeAndFloodsAreCutOff() {
    try (Scene scene = new Scene()) {
      List<Scene.Node> far = new ArrayList<>();
      for (int i = 0; i < FAR; i++) {
        far.add(scene.node());
        Scene.connect(far.get(i).host(), scene.right.host());
      }
      for (int i = 0; i < LIARS; i++) {
        Host liar = scene.stranger();
        liar.handle(Scene.KAD, Scene.STREAM_TERMS, new KadLiar(liar.self(), random)::onStream);
        Scene.connect(liar, scene.victim.host());
      }
      Awaiting.until(
          "the liars are in the table", () -> scene.victim.kad().counters().tableSize() >= LIARS);
      Flood flood = new Flood(scene);

      Siege.run(
          scene,
          "DHT: 3 liars, ADD_PROVIDER flood by ever new peers",
          "50 requests a second: `fault.kad-flood`, banned at 100 points",
          flood::strike);

      for (Scene.Node wanted : far) {
        long start = System.nanoTime();
        assertThat(Awaiting.get(scene.victim.kad().find(wanted.host().self()))).isNotEmpty();
        System.out.printf(
            Locale.ROOT,
            "ATTACK found among liars in %d ms%n",
            (System.nanoTime() - start) / 1_000_000);
      }
      Awaiting.until("banned", () -> flood.strikesUntilBanned());
      assertThat(scene.counted("fault.kad-flood")).isGreaterThanOrEqualTo(50);
    }
  }

  /** Announces content without end, and comes back under another name when it is thrown out. */
  private final class Flood {
    private final Scene scene;
    private Host attacker;
    private PeerStream stream;
    private int thrownOut;

    Flood(Scene scene) {
      this.scene = scene;
      attacker = scene.intruder();
      stream = Awaiting.get(open());
    }

    private CompletionStage<PeerStream> open() {
      return attacker.open(scene.victim.host().self(), List.of(Scene.KAD), Scene.STREAM_TERMS);
    }

    boolean strikesUntilBanned() {
      strike();
      return thrownOut > 0;
    }

    void strike() {
      byte[] key = new byte[32];
      random.nextBytes(key);
      KadPeer self = new KadPeer(attacker.self(), attacker.ownAddresses());
      byte[] message = KadCodec.encode(KadMessage.provide(key, self));
      if (!succeeds(stream.send(message)) && !reopens()) {
        thrownOut++;
        scene.dismiss(attacker);
        attacker = scene.intruder();
        stream = Awaiting.get(open());
      }
    }

    private boolean reopens() {
      CompletionStage<PeerStream> opening = open();
      if (!succeeds(opening)) {
        return false;
      }
      stream = Awaiting.get(opening);
      return true;
    }

    private static boolean succeeds(CompletionStage<?> stage) {
      return Awaiting.get(stage.handle((value, fault) -> fault == null));
    }
  }
}
