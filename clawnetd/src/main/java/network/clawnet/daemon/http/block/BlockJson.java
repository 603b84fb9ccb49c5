package network.clawnet.daemon.http.block;

import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Blocks.BlockView;

/** How blocks look in answers. */
final class BlockJson {
  private BlockJson() {}

  static Json.Builder header(BlockView block) {
    return Json.object()
        .put("height", block.height())
        .put("hash", text(block.hash()))
        .put("parentHash", text(block.parentHash()))
        .put("timestamp", block.timestamp())
        .put("epoch", block.epoch())
        .put("view", block.view())
        .put("proposer", block.proposer())
        .put("eventCount", block.eventCount())
        .put("eventsRoot", text(block.eventsRoot()))
        .put("receiptsRoot", text(block.receiptsRoot()))
        .put("stateRoot", text(block.stateRoot()));
  }

  static String text(Hash hash) {
    return "0x" + hash.hex();
  }
}
