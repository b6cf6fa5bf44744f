package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.client.SubjectType;
import io.lintel.client.TokenLifetimes;
import io.lintel.client.TokenSettings;
import io.lintel.client.TokenSettings.AccessTokenForm;
import io.lintel.oauth2.Resource;
import io.lintel.signing.SigningAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenSettingsReadingTest {

    private static final String FILE = """
        issuer: https://login.example.org
        storage: {type: memory}
        web: {http: ':1'}
        enablePasswordDB: true
        staticClients:
        - {id: shop, name: Shop, public: true, %s}
        """;

    private final Written written;

    TokenSettingsReadingTest(@TempDir Path directory) {
        this.written = new Written(directory);
    }

    @Test
    void nothingWrittenIsAsTheServerHasIt() {
        assertThat(read("x: 1")).isEqualTo(TokenSettings.defaults());
    }

    @Test
    void everythingWritten() {
        assertThat(read("""
                subjectType: pairwise, sectorIdentifier: "https://Shop.example/sector.json",
                idTokenSignedResponseAlg: ES384, userinfoSignedResponseAlg: PS256, accessTokenType: at+jwt,
                scopeClaimsInIdToken: false, idTokenLifetime: 5m, accessTokenLifetime: 10m,
                refreshTokenAbsoluteLifetime: 48h, refreshTokenIdleLifetime: 0,
                resources: ["https://calendar.example", "urn:example:files"],
                resourceNames: {"https://calendar.example": Calendar, "urn:example:files": }"""))
                .isEqualTo(new TokenSettings(
                        new SubjectType.Pairwise("shop.example"),
                        SigningAlgorithm.ES384,
                        SigningAlgorithm.PS256,
                        AccessTokenForm.AT_JWT,
                        false,
                        new TokenLifetimes(
                                Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofDays(2), Duration.ZERO),
                        List.of(new Resource("https://calendar.example"), new Resource("urn:example:files")),
                        Map.of(new Resource("https://calendar.example"), "Calendar")));
    }

    @Test
    void sectorOfOneHostNeedNotBeWritten() {
        assertThat(read("subjectType: pairwise, redirectURIs: [\"https://a.example/1\", \"https://a.example/2\"]")
                        .subject())
                .isEqualTo(new SubjectType.Pairwise("a.example"));
        assertThat(read("subjectType: opaque").subject()).isEqualTo(new SubjectType.Opaque());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subjectType: secret | subjectType: is \"secret\" (there are: public, pairwise, opaque)",
                "subjectType: pairwise | sectorIdentifier: is missing: pairwise subjects need it",
                "subjectType: pairwise, redirectURIs: [\"https://a.example/\", \"https://b.example/\"]"
                        + " | sectorIdentifier: is missing: pairwise subjects need it",
                "subjectType: pairwise, redirectURIs: [\"http://127.0.0.1/\"] | sectorIdentifier: is missing",
                "subjectType: pairwise, sectorIdentifier: \"a b\" | sectorIdentifier: is neither a host",
                "subjectType: opaque, sectorIdentifier: a.example | sectorIdentifier: has a meaning for",
                "idTokenSignedResponseAlg: none | idTokenSignedResponseAlg: is \"none\" (there are: RS256,",
                "userinfoSignedResponseAlg: HS256 | userinfoSignedResponseAlg: is \"HS256\" (there are: RS256,",
                "accessTokenType: opaque | accessTokenType: is \"opaque\" (there are: JWT, at+jwt)",
                "scopeClaimsInIdToken: perhaps | scopeClaimsInIdToken: must be true or false",
                "idTokenLifetime: -1s | idTokenLifetime: must not be negative",
                "refreshTokenIdleLifetime: week | refreshTokenIdleLifetime: ",
                "resourceNames: {\"https://a.example\": A} | resourceNames: names \"https://a.example\", which is not in",
                "resources: [calendar] | resources[0]: is not an absolute URI",
                "resources: [\"https://a.example/#x\"] | resources[0]: has a fragment",
            })
    void mistakeIsToldWithItsPath(String text, String mistake) {
        assertThat(written.mistakes(FILE.formatted(text)))
                .singleElement()
                .asString()
                .contains("staticClients[0]." + mistake);
    }

    @Test
    void longestLifetimesDecideForHowLongKeysAndRowsAreKept() {
        var settings = written.load(FILE.formatted("accessTokenLifetime: 48h, refreshTokenIdleLifetime: 300h")
                        + "- {id: till, name: Till, public: true, idTokenLifetime: 36h}\n"
                        + "expiry: {idTokens: 1h, refreshTokens: {validIfNotUsedFor: 200h}}\n")
                .settings();

        assertThat(settings.longestTokenLifetime()).isEqualTo(Duration.ofDays(2));
        assertThat(settings.longestRefreshIdleLifetime()).isEqualTo(Duration.ofHours(300));
    }

    @Test
    void refreshTokensWithoutAnEndAreNeverSwept() {
        var limited = "expiry: {refreshTokens: {validIfNotUsedFor: 200h}}\n";

        assertThat(written.load(FILE.formatted("refreshTokenIdleLifetime: 0") + limited)
                        .settings()
                        .longestRefreshIdleLifetime())
                .isNull();
        assertThat(written.load(FILE.formatted("refreshTokenIdleLifetime: 1h"))
                        .settings()
                        .longestRefreshIdleLifetime())
                .isNull();
    }

    private TokenSettings read(String text) {
        return written.load(FILE.formatted(text.replace("\n", " ")))
                .settings()
                .staticClients()
                .getFirst()
                .tokens();
    }
}
