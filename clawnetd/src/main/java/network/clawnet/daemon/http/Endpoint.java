package network.clawnet.daemon.http;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.daemon.app.Credentials.Scope;

/**
 * Where a route is and what it takes. The server enforces all of it before the route runs, and the
 * OpenAPI document is compared with it.
 *
 * @param path literal segments and {@code {name}} parameters
 * @param scope what a credential must allow; empty means open to anybody, without authentication
 * @param changes whether read-only mode refuses it
 * @param members names of the body's members; any other is refused
 * @param query names of query parameters; a route that changes something refuses any other
 * @param lines whether {@link Body#LINES} is taken as well as one JSON object
 */
public record Endpoint(
    Method method,
    String path,
    Optional<Scope> scope,
    boolean changes,
    Set<String> members,
    Set<String> query,
    boolean lines) {
  /** Methods of HTTP that the API uses. */
  public enum Method {
    GET,
    POST,
    DELETE
  }

  public Endpoint {
    members = Set.copyOf(members);
    query = Set.copyOf(query);
  }

  /** Describes a read for everybody who may call at all. */
  public static Endpoint get(String path, String... query) {
    return new Endpoint(
        Method.GET, path, Optional.of(Scope.READ), false, Set.of(), Set.of(query), false);
  }

  /** Describes a write without query parameters. */
  public static Endpoint post(String path, Scope scope, String... members) {
    return new Endpoint(
        Method.POST, path, Optional.of(scope), true, Set.of(members), Set.of(), false);
  }

  /** Describes a write that takes something away and needs no body. */
  public static Endpoint delete(String path, Scope scope) {
    return new Endpoint(Method.DELETE, path, Optional.of(scope), true, Set.of(), Set.of(), false);
  }

  /** Describes a write that puts one event on the ledger: common members and query included. */
  public static Endpoint ledgerWrite(String path, Scope scope, String... members) {
    Set<String> all = new TreeSet<>(LedgerWrites.COMMON);
    all.addAll(Set.of(members));
    return new Endpoint(
        Method.POST, path, Optional.of(scope), true, all, LedgerWrites.QUERY, false);
  }

  /** Returns the same endpoint for another scope. */
  public Endpoint needing(Scope other) {
    return new Endpoint(method, path, Optional.of(other), changes, members, query, lines);
  }

  /** Returns the same endpoint with these query parameters. */
  public Endpoint asking(String... names) {
    return new Endpoint(method, path, scope, changes, members, Set.of(names), lines);
  }

  /** Returns the same endpoint for a call that changes nothing. */
  public Endpoint reading() {
    return new Endpoint(method, path, scope, false, members, query, lines);
  }

  /** Returns the same endpoint without authentication. */
  public Endpoint open() {
    return new Endpoint(method, path, Optional.empty(), changes, members, query, lines);
  }

  /** Returns the same endpoint, which also takes many objects at once, one a line. */
  public Endpoint takingLines() {
    return new Endpoint(method, path, scope, changes, members, query, true);
  }

  /** Returns whether the route reads a body. */
  public boolean takesBody() {
    return method != Method.GET;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
