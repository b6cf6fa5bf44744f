package io.lintel.authorization;

import static io.lintel.authorization.FakeConnectors.CORP;
import static io.lintel.authorization.FakeConnectors.SAML;
import static io.lintel.authorization.TestFlow.refused;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.SubjectType;
import io.lintel.client.TestSubjects;
import io.lintel.client.TokenSettings;
import io.lintel.connector.Identity;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Only the end-user of the `id_token_hint` comes in (OpenID Connect Core, section 3.1.2.1).
@Tag("SEC-B4")
final class IdTokenHintTest {

    private static final String ALICE = FakeIdTokenHints.about("alice", CORP, SHOP.id());

    private final TestFlow test = new TestFlow(true);

    @Test
    void hintedEndUserIsLetIn() {
        var pending = test.departed(CORP, "id_token_hint", ALICE);

        var step = test.loggedIn(pending, CORP.id(), person("alice"));

        assertThat(TestFlow.told(step)).containsKey("code");
    }

    @Test
    void anotherEndUserIsNotAndNoCodeIsIssued() {
        var pending = test.departed(CORP, "id_token_hint", ALICE);

        refused(ErrorCode.LOGIN_REQUIRED, () -> test.loggedIn(pending, CORP.id(), person("Alice")));

        assertThat(test.codes.size()).isZero();
    }

    @Test
    void anotherEndUserIsNotAskedForConsent() {
        var asking = new TestFlow(false);
        var pending = asking.departed(CORP, "id_token_hint", ALICE);

        refused(ErrorCode.LOGIN_REQUIRED, () -> asking.loggedIn(pending, CORP.id(), person("bob")));

        assertThat(asking.parked.find(pending.id())).isEmpty();
    }

    @Test
    void hintChoosesTheConnector() {
        assertThat(test.start("id_token_hint", ALICE)).isEqualTo(new NextStep.LogIn(CORP));
    }

    @Test
    void sameUserIdAtAnotherConnectorIsAnotherEndUser() {
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.departed(SAML, "id_token_hint", ALICE));
    }

    @Test
    void hintedEndUserWhoseConnectorIsGoneCannotLogIn() {
        test.connectors.remove(CORP.id());

        refused(ErrorCode.LOGIN_REQUIRED, () -> test.start("id_token_hint", ALICE));
    }

    /// Where the `sub` does not say by which connector they come, the end-user chooses, and is then compared.
    @Test
    @Tag("SEC-I1")
    void hintByASubjectThatTellsNothingIsUnderstoodToo() {
        var shop = SHOP.with()
                .tokens(TokenSettings.builder()
                        .subject(new SubjectType.Pairwise("shop.example"))
                        .build())
                .build();
        test.clients.put(shop);
        var sub = TestSubjects.SUBJECTS.sub(shop, new Subject("alice", CORP.id().value()));
        var hint = "hint for " + SHOP.id() + ": " + sub;

        assertThat(test.start("id_token_hint", hint)).isInstanceOf(NextStep.ChooseConnector.class);
        var pending = test.departed(CORP, "id_token_hint", hint);
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.loggedIn(pending, CORP.id(), person("bob")));
        var elsewhere = test.departed(SAML, "id_token_hint", hint);
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.loggedIn(elsewhere, SAML.id(), person("alice")));
        assertThat(TestFlow.told(test.loggedIn(pending, CORP.id(), person("alice"))))
                .containsKey("code");
    }

    /// A client that got an ID token for itself comes by no connector.
    @Test
    void hintAtAClientHintsAtNobody() {
        var itself = "hint for " + SHOP.id() + ": " + new Subject(SHOP.id().value(), "").encode();

        refused(ErrorCode.LOGIN_REQUIRED, () -> test.start("id_token_hint", itself));
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.departed(CORP, "id_token_hint", itself));
    }

    @Test
    void hintIsNoSession() {
        refused(ErrorCode.LOGIN_REQUIRED, () -> test.start("id_token_hint", ALICE, "prompt", "none"));
    }

    @Test
    void hintThatIsNotValidIsAnInvalidRequest() {
        refused(ErrorCode.INVALID_REQUEST, () -> test.request("id_token_hint", "x"));
        refused(ErrorCode.INVALID_REQUEST, () -> test.request("id_token_hint", "x", "prompt", "none"));
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> test.request("id_token_hint", FakeIdTokenHints.about("alice", CORP, THIEF.id())));
    }

    private static Identity person(String id) {
        return Identity.of(id).build();
    }
}
