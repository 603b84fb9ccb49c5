package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Store;
import network.clawnet.core.sync.ask.Courier;
import network.clawnet.core.sync.serve.Allowance;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.serve.ChunkSender;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A8: how long an answer may be, seen by who gives it and by who takes it. */
class AnswerBoundsTest {
  private static final int MIB = 1 << 20;
  private static final int EVENT_BYTES = 64 * 1024;

  private final MemoryNetwork net = new MemoryNetwork(8);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final int maxBody = chain.genesis().params().block().maxBytes();
  private final Archive archive =
      new Archive(chain.ledger().database().reader(), chain.genesis().chainId());

  /** Puts blocks with bodies of these sizes, each certified, above block 0. */
  private void store(int... bodyBytes) throws IOException {
    store(Set.of(), bodyBytes);
  }

  /** The same; some blocks became final together with the next one. */
  private void store(Set<Integer> uncertified, int... bodyBytes) throws IOException {
    ValidatorSet set = GenesisState.validators(chain.genesis());
    Hash parent = chain.ledger().service().readableHead().hash();
    List<Store.Write> rows = new ArrayList<>();
    for (int i = 0; i < bodyBytes.length; i++) {
      List<byte[]> body = new ArrayList<>();
      for (int left = bodyBytes[i]; left > 0; left -= EVENT_BYTES) {
        body.add(new byte[Math.min(left, EVENT_BYTES) - 4]);
      }
      BlockDraft draft =
          new BlockDraft(
              chain.genesis().chainId(),
              new Slot(0, i + 1, i + 1, 0),
              parent,
              chain.genesis().time() + i + 1,
              set.hash());
      Outcome outcome = new Outcome(false, Hash.ZERO, Hash.ZERO, set.hash());
      Block block = new Block(draft.complete(BodyDigest.of(body), outcome), body);
      assertThat(block.header().body().bodyBytes()).isEqualTo(bodyBytes[i]);
      Executed nothing = new Executed(List.of(), List.of(), List.of(), false, set);
      Certificate certificate = uncertified.contains(i + 1) ? null : chain.certify(block);
      BlockRows.write(new FinalBlock(block, certificate, nothing), rows);
      parent = block.hash();
    }
    chain.ledger().store().write(rows, false);
  }

  private BlockRange ask(long from) throws IOException {
    return archive.blocks(new BlocksQuestion.Range(from, BlockRange.MAX_BLOCKS));
  }

  @Test
  @DisplayName("A8: an answer holds one block at least, however large, and ends before 4 MiB pass")
  void anAnswerHoldsOneBlockAtLeast() throws IOException {
    store(maxBody, 3 * MIB, MIB, EVENT_BYTES, 2 * MIB);

    assertThat(ask(1).blocks()).hasSize(1);
    assertThat(ask(2).blocks()).as("3 + 1 MiB, and no more").hasSize(2);
    assertThat(ask(3).blocks()).as("all the rest").hasSize(3);
    assertThat(ask(6).blocks()).isEmpty();
  }

  @Test
  @DisplayName("A8: blocks that became final together are given together, in spite of 4 MiB")
  void blocksThatBecameFinalTogetherAreGivenTogether() throws IOException {
    store(Set.of(1, 3, 4), 3 * MIB, 3 * MIB, MIB, MIB, MIB);

    assertThat(ask(1).blocks()).hasSize(2);
    assertThat(ask(1).certificate()).isNotNull();
    assertThat(archive.blocks(new BlocksQuestion.Range(3, 1)).blocks())
        .as("more than was asked for, up to what proves it")
        .hasSize(3);
    assertThat(archive.blocks(new BlocksQuestion.Range(2, 2)).blocks())
        .as("what was asked for, as far as it is proved")
        .hasSize(1);
  }

  @Test
  @DisplayName("A8: no answer is larger than two full blocks")
  void noAnswerIsLargerThanTwoFullBlocks() throws IOException {
    store(Set.of(1, 2, 4), maxBody, maxBody, MIB, maxBody, maxBody);

    assertThat(ask(1).blocks()).as("three of them").isEmpty();
    assertThat(ask(4).blocks()).hasSize(2);
    assertThat(ask(4).encode().length).isLessThanOrEqualTo(BlockRange.maxAnswerBytes(maxBody));
  }

  @Test
  @DisplayName("A8: a full block needs no more than 64 KiB beside it, and travels in chunks")
  void theLargestAnswerFitsItsBound() throws IOException {
    store(maxBody);
    byte[] answer = ask(1).encode();
    assertThat(answer).hasSizeBetween(maxBody, maxBody + 64 * 1024);
    assertThat(BlockRange.maxAnswerBytes(maxBody)).isGreaterThanOrEqualTo(answer.length);
    MemoryHost asker = net.host("asker");
    MemoryHost giver = new ServingPeer(net, "giver", chain).host;
    net.connect(asker, giver);
    List<Integer> chunks = new ArrayList<>();
    var unused =
        asker
            .open(
                giver.self(),
                List.of(new SyncProtocols(chain.genesis().chainId()).blocks()),
                SyncProtocols.terms())
            .thenAccept(
                stream -> {
                  stream.send(new BlocksQuestion.Range(1, 1).encode());
                  stream.finish();
                  collect(stream, chunks);
                });
    net.run(Duration.ofSeconds(20));

    assertThat(chunks).allMatch(it -> it <= SyncProtocols.CHUNK_BYTES);
    assertThat(chunks.stream().mapToInt(it -> it).sum()).isEqualTo(answer.length);
  }

  private static void collect(PeerStream stream, List<Integer> chunks) {
    var unused =
        stream
            .receive()
            .thenAccept(
                chunk ->
                    chunk.ifPresent(
                        it -> {
                          chunks.add(it.length);
                          collect(stream, chunks);
                        }));
  }

  @Test
  @DisplayName("A8: an answer of one byte more than its bound is cut off and counted")
  void oneByteMoreIsCutOff() {
    int bound = 3 * SyncProtocols.CHUNK_BYTES + 17;

    assertThat(taken(bound, bound)).hasValueSatisfying(it -> assertThat(it).hasSize(bound));
    assertThat(taken(bound, bound + 1)).isEmpty();
  }

  /** Returns what is taken of an answer of so many bytes. */
  private static Optional<byte[]> taken(int bound, int bytes) {
    MemoryNetwork net = new MemoryNetwork(1);
    MemoryHost giver = net.host("giver");
    ChunkSender sender =
        new ChunkSender(new Allowance.Rates(8L * MIB, 8L * MIB), new NetLane(net), net::nanos);
    var unused =
        giver.handle("/test", SyncProtocols.terms(), it -> sender.send(it, new byte[bytes]));
    MemoryHost asker = net.host("asker");
    net.connect(asker, giver);
    List<Optional<byte[]>> answers = new ArrayList<>();
    new Courier(asker, new NetLane(net))
        .ask(new Courier.Parcel(1, giver.self(), "/test", new byte[1], bound), answers::add);
    net.run(Duration.ofSeconds(10));
    assertThat(answers).hasSize(1);
    assertThat(asker.faults().isEmpty()).isEqualTo(bytes <= bound);
    return answers.get(0);
  }
}
