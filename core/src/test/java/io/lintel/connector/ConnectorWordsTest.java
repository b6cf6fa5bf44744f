package io.lintel.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.secret.Entropy;
import io.lintel.secret.Secret;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectorWordsTest {

    private static class Plain implements PasswordConnector {
        @Override
        public LoginResult login(LoginRequest request, String username, Secret password) {
            return LoginResult.refused(Refusal.WRONG_CREDENTIALS, "nobody may");
        }
    }

    private static final class Able extends Plain
            implements RefreshingConnector, TokenIdentityConnector, LogoutConnector, NegotiateConnector {
        @Override
        public LoginResult refresh(Identity identity, Set<Wanted> wanted) {
            return LoginResult.authenticated(identity);
        }

        @Override
        public LoginResult identify(String tokenType, Secret token) {
            return LoginResult.refused(Refusal.GONE, "nobody");
        }

        @Override
        public Optional<Departure> beginLogout(Identity identity, LoginId id, URI callback) {
            return Optional.empty();
        }

        @Override
        public void finishLogout(LoginId id, CallbackRequest callback) {}

        @Override
        public boolean alsoTakesPasswords() {
            return true;
        }

        @Override
        public Negotiation negotiate(LoginRequest request, Secret token) {
            return new Negotiation.NotAccepted("none");
        }
    }

    @Test
    void capabilitiesAreTheRoles() {
        assertThat(new Plain().capabilities()).isEmpty();
        assertThat(new Able().capabilities()).isEqualTo(EnumSet.allOf(Capability.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@example.org", "a@b", "größe@例え.jp", "\"a b\"@example.org"})
    void addressHasOneAtSign(String address) {
        assertThat(new Email(address, true).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "alice",
                "@example.org",
                "alice@",
                "alice@@example.org",
                "alice@example.org@evil.test",
                "alice@example.org\n",
                "alice\u0000@example.org",
                "alice@exa\u0085mple.org"
            })
    @Tag("SEC-I4")
    void otherTextIsNoAddress(String address) {
        assertThatThrownBy(() -> new Email(address, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("SEC-L6")
    void identityIsNotPrinted() {
        assertThat(TestIdentities.ALICE.toString()).isEqualTo("Identity[userId=uid=alice,ou=Straße 7,dc=例え,dc=org]");
    }

    @Test
    void groupsAreKeptInOrderEachOnce() {
        var identity = Identity.of("a").groups(List.of("b", "a", "b")).build();

        assertThat(identity.groups()).containsExactly("b", "a");
        assertThat(identity.withGroups(List.of("c", "c")).groups()).containsExactly("c");
        assertThat(identity.withRefreshState(Secret.of("x"))
                        .withGroups(List.of())
                        .refreshState())
                .isEqualTo(Secret.of("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83E", "a\uDD8A"})
    @Tag("SEC-I1")
    void userIdIsTextAndNotEmpty(String userId) {
        assertThatThrownBy(() -> Identity.of(userId).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loginIdIsWhatEntropyDraws() {
        var drawn = new Entropy().identifier();

        assertThat(new LoginId(drawn)).hasToString(drawn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "1abcdefghijklmnopq",
                "Abcdefghijklmnopq",
                "abcdefghijklmnopq ",
                "abcdefgh-jklmnopq",
                "abcdefghijklmnopq\n",
                "abcdefghijklmnöpq",
                "abcdefghijklmnop１"
            })
    void otherTextIsNoLoginId(String text) {
        assertThatThrownBy(() -> new LoginId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longTextIsNoLoginId() {
        assertThatThrownBy(() -> new LoginId("a".repeat(81))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersAreFoundWhateverTheirCase() {
        var callback = new CallbackRequest(
                URI.create("https://id.example/callback"),
                Map.of("state", "x"),
                Map.of("X-Remote-User", List.of("a", "b")));

        assertThat(callback.headerValues("x-remote-USER")).containsExactly("a", "b");
        assertThat(callback.headerValues("x-other")).isEmpty();
        assertThat(callback.findParameter("state")).contains("x");
        assertThat(callback.findParameter("State")).isEmpty();
    }

    @Test
    void formKeepsTheOrderOfItsFields() {
        var post = new Departure.FormPost(
                URI.create("https://idp.example"),
                new java.util.TreeMap<>(Map.of("b", "1", "a", "2")),
                Secret.of("remembered"));

        assertThat(post.fields().keySet()).containsExactly("a", "b");
        assertThat(post.toString()).doesNotContain("remembered");
        assertThat(new Departure.Redirect(URI.create("https://idp.example"))
                        .remember()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void faultSaysWhose() {
        assertThat(ConnectorException.unavailable("down", null).fault())
                .isEqualTo(ConnectorException.Fault.UNAVAILABLE);
        assertThat(ConnectorException.invalidResponse("odd").fault())
                .isEqualTo(ConnectorException.Fault.INVALID_RESPONSE);
        assertThat(ConnectorException.misconfigured("odd").fault()).isEqualTo(ConnectorException.Fault.MISCONFIGURED);
    }
}
