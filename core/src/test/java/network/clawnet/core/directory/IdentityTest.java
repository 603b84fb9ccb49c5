package network.clawnet.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final TestActor ALICE = new TestActor("alice");
  private static final TestActor BOB = new TestActor("bob");
  private static final String ACCEPTED = "accepted";

  private final LedgerFixture ledger =
      LedgerFixture.start(new RuleBook(DirectoryModule.rules(), List.of()), new TreeMap<>());

  @Test
  void keepsTheDocumentAndItsHash() {
    Json.Obj document = document("first");

    assertThat(create(document)).isEqualTo(ACCEPTED);

    Identity identity = Identities.get(ledger.view(), ALICE.did()).orElseThrow();
    assertThat(identity.document().json()).isEqualTo(document);
    assertThat(identity.document().hash()).isEqualTo(hash(document));
    assertThat(identity.created()).isEqualTo(LedgerFixture.START);
  }

  @Test
  void knowsNoDocumentOfWhoNeverPublishedOne() {
    assertThat(Identities.get(ledger.view(), BOB.did())).isEmpty();
  }

  @Test
  void isCreatedOnceAndThenUpdated() {
    assertThat(update(document("second"), hash(document("first")))).isEqualTo("IDENTITY_NOT_FOUND");
    assertThat(create(document("first"))).isEqualTo(ACCEPTED);
    assertThat(create(document("second"))).isEqualTo("IDENTITY_EXISTS");
    ledger.setTime(LedgerFixture.START + 5);
    assertThat(update(document("second"), hash(document("first")))).isEqualTo(ACCEPTED);

    Identity identity = Identities.get(ledger.view(), ALICE.did()).orElseThrow();
    assertThat(identity.document().json()).isEqualTo(document("second"));
    assertThat(identity.created()).isEqualTo(LedgerFixture.START);
    assertThat(identity.updated()).isEqualTo(LedgerFixture.START + 5);
  }

  @Test
  void refusesAnUpdateThatDoesNotKnowThePresentDocument() {
    create(document("first"));
    update(document("second"), hash(document("first")));

    Verdict verdict = submitUpdate(document("third"), hash(document("first")));

    assertThat(code(verdict)).isEqualTo("PREV_DOC_MISMATCH");
    assertThat(((Verdict.Reject) verdict).details().get("expected"))
        .isEqualTo(Json.of(hash(document("second")).hex()));
  }

  @Test
  void refusesTheDocumentOfAnother() {
    assertThat(create(document("x").with("id", Json.of(BOB.did().text()))))
        .isEqualTo("DOCUMENT_INVALID");
    assertThat(create(document("x").without("id"))).isEqualTo("DOCUMENT_INVALID");
  }

  @Test
  void takesSixteenKibibytesAndNotOneByteMore() {
    int rest = Document.MAX_BYTES - CanonicalJson.encode(document("")).length;

    assertThat(create(document("x".repeat(rest + 1)))).isEqualTo("DOCUMENT_TOO_LARGE");
    assertThat(create(document("x".repeat(rest)))).isEqualTo(ACCEPTED);
    assertThat(Identities.get(ledger.view(), ALICE.did())).isPresent();
  }

  @Test
  void refusesANumberThatIsNoIntegerInsteadOfFailing() {
    Json.Obj payload =
        Json.object().put("document", document("x").with("n", new Json.Dec("1.5"))).build();

    assertThatThrownBy(() -> IdentityCreate.decode(payload)).isInstanceOf(DecodeException.class);
  }

  private static Json.Obj document(String text) {
    return Json.object().put("id", ALICE.did().text()).put("text", text).build();
  }

  private static Hash hash(Json.Obj document) {
    return Hash.sha256(CanonicalJson.encode(document));
  }

  private String create(Json.Obj document) {
    Json.Obj payload = Json.object().put("document", document).build();
    return code(ledger.submit(ALICE, IdentityCreates.TYPE, payload, 0));
  }

  private String update(Json.Obj document, Hash prevDocHash) {
    return code(submitUpdate(document, prevDocHash));
  }

  private Verdict submitUpdate(Json.Obj document, Hash prevDocHash) {
    Json.Obj payload =
        Json.object().put("document", document).put("prevDocHash", prevDocHash.hex()).build();
    return ledger.submit(ALICE, IdentityUpdates.TYPE, payload, 0);
  }

  private static String code(Verdict verdict) {
    return verdict instanceof Verdict.Reject reject ? reject.code().text() : ACCEPTED;
  }
}
