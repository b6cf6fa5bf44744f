package io.lintel.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopesTest {

    @Test
    void scopesAreKeptInOrderEachOnce() {
        var scopes = Scopes.parse("openid  email openid groups ");

        assertThat(scopes)
                .isEqualTo(Scopes.of(Scope.OPENID, Scope.EMAIL, Scope.GROUPS))
                .hasToString("openid email groups");
    }

    @Test
    void emptyTextIsNoScope() {
        assertThat(Scopes.parse("").values()).isEmpty();
        assertThat(Scopes.parse("   ").values()).isEmpty();
        assertThat(Scopes.of()).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OPENID", "openid\temail", "openid\u00A0email", "openid\nemail", "openid,email", "\"openid\""})
    @Tag("SEC-A6")
    void scopesAreDividedBySpacesAloneAndExact(String text) {
        assertThat(Scopes.parse(text).values()).containsExactly(new Scope(text));
        assertThat(Scopes.parse(text).contains(Scope.OPENID)).isFalse();
    }

    @Test
    void audiencesComeInTheirOrder() {
        var scopes = Scopes.parse("audience:server:client_id:b openid audience:server:client_id:a");

        assertThat(scopes.audiences()).containsExactly(new ClientId("b"), new ClientId("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"audience:server:client_id:", "Audience:server:client_id:a", "audience:server:client_i", "openid"
            })
    void otherScopesNameNoAudience(String scope) {
        assertThat(new Scope(scope).audience()).isEmpty();
    }

    @Test
    void audienceIsAllThatFollows() {
        assertThat(new Scope("audience:server:client_id:a:b").audience()).contains(new ClientId("a:b"));
    }

    @Test
    void narrowing() {
        var scopes = Scopes.parse("openid email offline_access");

        assertThat(scopes.without(Scope.OFFLINE_ACCESS)).isEqualTo(Scopes.parse("openid email"));
        assertThat(scopes.without(List.of(Scope.EMAIL, Scope.OPENID))).isEqualTo(Scopes.parse("offline_access"));
        assertThat(scopes.containsAll(Scopes.parse("email"))).isTrue();
        assertThat(scopes.containsAll(Scopes.of())).isTrue();
        assertThat(scopes.containsAll(Scopes.parse("email groups"))).isFalse();
    }
}
