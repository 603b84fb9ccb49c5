package network.clawnet.daemon.http.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.SubmitOptions;

/** Two unlocked accounts and no keys. */
public final class FakeKeys implements AccountKeys {
  @Override
  public Did own() {
    return FakeNode.OWN;
  }

  @Override
  public List<Account> list() {
    return List.of(account(FakeNode.OWN, 0), account(FakeNode.ALICE, 1));
  }

  private static Account account(Did did, int index) {
    return new Account(did, index, Optional.empty(), 1_000, true, OptionalLong.empty(), index == 0);
  }

  @Override
  public CompletableFuture<Account> create(
      Caller caller, char[] passphrase, Optional<String> name) {
    return CompletableFuture.completedFuture(account(FakeNode.BOB, 2));
  }

  @Override
  public CompletableFuture<Account> unlock(
      Caller caller, Did did, char[] passphrase, Optional<Duration> duration) {
    return CompletableFuture.completedFuture(account(did, 1));
  }

  @Override
  public List<Did> lock(Caller caller, Optional<Did> did) {
    return did.map(List::of).orElse(List.of(FakeNode.OWN, FakeNode.ALICE));
  }

  @Override
  public CompletableFuture<Integer> changePassphrase(Caller caller, char[] oldOne, char[] newOne) {
    return CompletableFuture.completedFuture(2);
  }

  @Override
  public CompletableFuture<Json.Obj> export(
      Caller caller, Did did, char[] passphrase, char[] exportPassphrase) {
    return CompletableFuture.completedFuture(Json.object().put("kdf", "argon2id").build());
  }

  @Override
  public CompletableFuture<Account> importKey(
      Caller caller, Json.Obj key, char[] keyPassphrase, char[] passphrase) {
    return CompletableFuture.completedFuture(account(FakeNode.BOB, -1));
  }

  @Override
  public CompletableFuture<byte[]> cosign(Intent intent, SubmitOptions options) {
    return CompletableFuture.completedFuture(new byte[64]);
  }
}
