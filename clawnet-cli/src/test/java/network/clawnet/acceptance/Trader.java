package network.clawnet.acceptance;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Piece;

/** An agent: an account of one node, and that node's API, through which alone it sees the world. */
record Trader(String name, String did, NodeProcess node) {
  /** Adds an unlocked account to a node. */
  static Trader join(String name, NodeProcess node) {
    return new Trader(name, TwoAccounts.newAccount(node.api()), node);
  }

  /** Writes for its account; returns when what it wrote is final. */
  Reply write(String path, Json.Builder body) {
    Reply reply = tries(path, body);
    if (reply.status() >= 300 || !reply.text("status").equals("final")) {
      throw new AssertionError(name + ": " + reply);
    }
    return reply;
  }

  /** Writes for its account, and takes what comes. */
  Reply tries(String path, Json.Builder body) {
    return node.api().post(path + "?wait=final&timeout=30", body.put("did", did).build());
  }

  /** Signs its consent to what another party will bring; returns it as that party's body has it. */
  Json consents(String type, Json.Builder payload) {
    Json.Builder wanted =
        Json.object().put("did", did).put("type", type).put("payload", payload.build());
    return Json.of(
        List.of(node.api().post("/api/markets/cosign", wanted.build()).expect(200).body()));
  }

  /** Returns what its node shows, as soon as that has come to a state. */
  Reply sees(String path, String state) {
    Reply[] last = new Reply[1];
    Waiting.until(
        TestHome.LIMIT,
        () -> {
          last[0] = node.api().get(path);
          return last[0].status() == 200 && last[0].text("state").equals(state);
        },
        () -> name + " does not see " + state + ": " + last[0]);
    return last[0];
  }

  /** Gives its node what it will deliver, part by part; returns the hash. */
  String keeps(byte[] content) {
    String hash = Hash.sha256(content).hex();
    for (Piece piece : Piece.cut(content)) {
      Json.Builder part =
          Json.object()
              .put("did", did)
              .put("contentHash", hash)
              .put("size", content.length)
              .put("offset", piece.offset())
              .put("base64", Base64.getEncoder().encodeToString(piece.bytes()));
      node.api().post("/api/content", part.build()).expect(200);
    }
    return hash;
  }

  /** Returns what was delivered to it, as soon as its node has all of it. */
  byte[] receives(String hash) {
    String path = "/api/content/" + hash + "?did=" + did;
    Waiting.until(
        TestHome.LIMIT,
        () -> node.api().get(path).status() == 200,
        () -> name + " does not receive it: " + node.api().get(path));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OptionalLong next = OptionalLong.of(0);
    while (next.isPresent()) {
      Reply part = node.api().get(path + "&offset=" + next.getAsLong()).expect(200);
      out.writeBytes(Base64.getDecoder().decode(part.text("base64")));
      next = part.optionalNumber("next");
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
