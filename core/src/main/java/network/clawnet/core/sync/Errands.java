package network.clawnet.core.sync;

import java.util.Optional;
import java.util.function.Consumer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.sync.ask.Courier;
import network.clawnet.core.sync.plan.SyncEffect;
import network.clawnet.core.sync.plan.SyncInput;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;
import network.clawnet.core.sync.wire.SyncProtocols;

/** Asks what the machine wants to know, and decodes the answers. One owner thread. */
final class Errands {
  private static final Misbehaviour MALFORMED = new Misbehaviour("sync-answer-malformed", 20);

  private final Network network;
  private final Courier courier;
  private final SyncProtocols protocols;
  private final int maxBodyBytes;
  private final Consumer<SyncInput> machine;
  private long statuses = Long.MIN_VALUE;

  Errands(
      Network network,
      Courier courier,
      SyncProtocols protocols,
      int maxBodyBytes,
      Consumer<SyncInput> machine) {
    this.network = network;
    this.courier = courier;
    this.protocols = protocols;
    this.maxBodyBytes = maxBodyBytes;
    this.machine = machine;
  }

  /** Asks where a peer stands, and tells it where this node does. */
  void status(PeerId peer, StatusMessage own) {
    courier.ask(
        new Courier.Parcel(
            statuses++, peer, protocols.status(), own.encode(), StatusMessage.MAX_BYTES),
        answer -> answer.ifPresent(bytes -> claimed(peer, bytes)));
  }

  private void claimed(PeerId peer, byte[] bytes) {
    try {
      machine.accept(new SyncInput.Claimed(peer, StatusMessage.decode(bytes)));
    } catch (DecodeException e) {
      network.report(peer, MALFORMED);
    }
  }

  void epochs(SyncEffect.AskEpochs ask) {
    courier.ask(
        new Courier.Parcel(
            ask.id(),
            ask.peer(),
            protocols.epochs(),
            ask.question().encode(),
            EpochsMessages.MAX_ANSWER_BYTES),
        answer -> tell(ask.id(), answer, EpochsMessages::readAnswer, SyncInput.GotEpochs::new));
  }

  void blocks(SyncEffect.AskBlocks ask) {
    courier.ask(
        new Courier.Parcel(
            ask.id(),
            ask.peer(),
            protocols.blocks(),
            ask.question().encode(),
            BlockRange.maxAnswerBytes(maxBodyBytes)),
        answer ->
            tell(
                ask.id(),
                answer,
                bytes -> BlockRange.decode(bytes, maxBodyBytes),
                SyncInput.GotBlocks::new));
  }

  private interface Decoder<T> {
    T decode(byte[] bytes) throws DecodeException;
  }

  private interface Answer<T> {
    SyncInput of(long id, T value);
  }

  private <T> void tell(long id, Optional<byte[]> answer, Decoder<T> decoder, Answer<T> input) {
    if (answer.isEmpty()) {
      machine.accept(new SyncInput.Failed(id, false));
      return;
    }
    T value;
    try {
      value = decoder.decode(answer.get());
    } catch (DecodeException e) {
      machine.accept(new SyncInput.Failed(id, true));
      return;
    }
    machine.accept(input.of(id, value));
  }
}
