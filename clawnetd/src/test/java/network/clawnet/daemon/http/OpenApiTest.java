package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.MoneyCodes;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.directory.DirectoryCodes;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.pool.PoolCodes;
import network.clawnet.core.stake.event.StakeCodes;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.health.FaultLatch;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.node.GetOpenApi;
import network.clawnet.daemon.http.server.RouteTable;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.metrics.LazyMetrics;
import network.clawnet.market.arbiter.ArbiterCodes;
import network.clawnet.market.contract.ContractCodes;
import network.clawnet.market.kernel.MarketCodes;
import network.clawnet.market.lease.LeaseCodes;
import network.clawnet.market.listing.ListingCodes;
import network.clawnet.market.order.OrderCodes;
import network.clawnet.market.task.BidCodes;
import network.clawnet.wallet.escrow.EscrowCodes;
import network.clawnet.wallet.transfer.TransferCodes;
import org.junit.jupiter.api.Test;

/** The hand-kept document and the code say the same. */
class OpenApiTest {
  private static final List<Class<?>> CODES =
      List.of(
          EventCodes.class,
          AccountCodes.class,
          MoneyCodes.class,
          DirectoryCodes.class,
          StakeCodes.class,
          PoolCodes.class,
          TransferCodes.class,
          EscrowCodes.class,
          MarketCodes.class,
          ListingCodes.class,
          OrderCodes.class,
          BidCodes.class,
          LeaseCodes.class,
          ArbiterCodes.class,
          ContractCodes.class,
          AppCodes.class,
          HttpCodes.class);

  private final Map<String, Endpoint> routes = routes();
  private final Map<String, Json.Obj> operations = operations();

  private static Map<String, Endpoint> routes() {
    TreeMap<String, Endpoint> all = new TreeMap<>();
    List<Route> table =
        RouteTable.of(
            new FakeNode().useCases(),
            new Health(new FaultLatch(), List.of()),
            new LazyMetrics(List.of()),
            Runnable::run);
    for (Route route : table) {
      assertThat(all.put(route.endpoint().toString(), route.endpoint())).isNull();
    }
    return all;
  }

  private static Json.Obj document() {
    try (InputStream in = OpenApiTest.class.getResourceAsStream(GetOpenApi.RESOURCE)) {
      return JsonParser.parseObject(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException | DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Json.Obj> operations() {
    TreeMap<String, Json.Obj> all = new TreeMap<>();
    object(document(), "paths")
        .members()
        .forEach(
            (path, item) ->
                ((Json.Obj) item)
                    .members()
                    .forEach(
                        (method, operation) ->
                            all.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                (Json.Obj) operation)));
    return all;
  }

  private static Json.Obj object(Json.Obj parent, String... names) {
    Json.Obj at = parent;
    for (String name : names) {
      at = at.get(name) instanceof Json.Obj next ? next : Json.Obj.EMPTY;
    }
    return at;
  }

  @Test
  void describesEveryRouteAndNoOther() {
    assertThat(operations.keySet()).isEqualTo(routes.keySet());
  }

  @Test
  void describesEveryMemberOfEveryBody() {
    routes.forEach(
        (name, endpoint) ->
            assertThat(members(operation(name))).as(name).isEqualTo(endpoint.members()));
  }

  private Json.Obj operation(String name) {
    return Objects.requireNonNull(operations.get(name), name);
  }

  private static Set<String> members(Json.Obj operation) {
    return object(operation, "requestBody", "content", "application/json", "schema", "properties")
        .members()
        .keySet();
  }

  @Test
  void describesEveryQueryParameter() {
    routes.forEach(
        (name, endpoint) ->
            assertThat(parameters(operation(name), "query")).as(name).isEqualTo(endpoint.query()));
  }

  @Test
  void describesEveryPathParameter() {
    routes.forEach(
        (name, endpoint) ->
            assertThat(parameters(operation(name), "path")).as(name).isEqualTo(inPath(endpoint)));
  }

  private static Set<String> inPath(Endpoint endpoint) {
    TreeSet<String> names = new TreeSet<>();
    for (String segment : endpoint.path().split("/", -1)) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }

  private static Set<String> parameters(Json.Obj operation, String in) {
    TreeSet<String> names = new TreeSet<>();
    if (operation.get("parameters") instanceof Json.Arr all) {
      for (Json item : all.items()) {
        if (((Json.Obj) item).get("name") instanceof Json.Str name
            && Json.of(in).equals(((Json.Obj) item).get("in"))) {
          names.add(name.value());
        }
      }
    }
    return names;
  }

  @Test
  void saysWhatACredentialMustAllow() {
    routes.forEach(
        (name, endpoint) ->
            assertThat(operation(name).get("x-scope"))
                .as(name)
                .isEqualTo(
                    endpoint.scope().map(scope -> Json.of(Scopes.text(scope))).orElse(null)));
  }

  @Test
  void listsEveryCodeThatTheNodeCanAnswer() throws IllegalAccessException {
    Json.Arr listed =
        (Json.Arr)
            Objects.requireNonNull(
                object(document(), "components", "schemas", "ErrorCode").get("enum"));

    assertThat(listed.items())
        .containsExactlyInAnyOrderElementsOf(codes().map(Json::of).distinct().toList());
  }

  private static Stream<String> codes() throws IllegalAccessException {
    List<String> codes = new ArrayList<>();
    for (Class<?> owner : CODES) {
      for (var field : owner.getFields()) {
        if (field.get(null) instanceof RejectCode code) {
          codes.add(code.text());
        }
      }
    }
    return codes.stream();
  }

  @Test
  void namesOnlySchemasThatAreThere() {
    Set<String> known = object(document(), "components", "schemas").members().keySet();

    references(document())
        .forEach(
            reference ->
                assertThat(known).contains(reference.substring(reference.lastIndexOf('/') + 1)));
  }

  private static Stream<String> references(Json value) {
    if (value instanceof Json.Obj object) {
      return object.members().entrySet().stream()
          .flatMap(
              member ->
                  member.getKey().equals("$ref")
                          && member.getValue() instanceof Json.Str reference
                          && reference.value().contains("/schemas/")
                      ? Stream.of(reference.value())
                      : references(member.getValue()));
    }
    return value instanceof Json.Arr array
        ? array.items().stream().flatMap(OpenApiTest::references)
        : Stream.empty();
  }
}
