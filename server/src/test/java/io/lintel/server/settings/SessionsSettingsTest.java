package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions are off unless the operator says otherwise, here or as for dex.
final class SessionsSettingsTest {

    private static final Map<String, String> SWITCH = Map.of("DEX_SESSIONS_ENABLED", "true");

    private final Written written;

    SessionsSettingsTest(@TempDir Path directory) {
        this.written = new Written(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "nothing | nothing | false",
                "nothing | true | true",
                "sessions: {enabled: true} | nothing | true",
                "sessions: {enabled: false} | nothing | false",
                "sessions: {enabled: false, absoluteLifetime: 8h} | true | false",
                "sessions: {absoluteLifetime: 8h} | true | true",
                "sessions: | true | true",
            })
    void sessionsAreOnIfTheFileSaysSoOrElseTheEnvironment(String block, String flag, boolean on) {
        var variables = flag == null ? Map.<String, String>of() : SWITCH;

        var settings = written.with(variables).settings(Written.LEAST + (block == null ? "" : block));

        assertThat(settings.sessions() != null).isEqualTo(on);
    }

    @Test
    void blockThatWouldBeWithoutEffectIsRefused() {
        assertThat(written.mistakes(Written.LEAST + "sessions: {absoluteLifetime: 8h}"))
                .containsExactly("config.yaml:5: sessions: has no effect while sessions are off: add enabled: true, or"
                        + " set DEX_SESSIONS_ENABLED=true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "absoluteLifetime: 1h, validIfNotUsedFor: 2h | validIfNotUsedFor: must not be longer than absoluteLifetime",
                "validIfNotUsedFor: 0s | validIfNotUsedFor: must be more than 0",
                "rememberConsentFor: 0s | rememberConsentFor: must be more than 0",
                "cookieEncryptionKey: too short | cookieEncryptionKey: must be 16, 24 or 32 bytes long",
                "cookieName: 'a=b; Domain=x' | cookieName: is not the name of a cookie: letters, digits, - and _, at most 64",
            })
    void valueThatCannotBeIsRefused(String key, String mistake) {
        assertThat(written.with(SWITCH).mistakes(Written.LEAST + "sessions: {" + key + "}"))
                .containsExactly("config.yaml:5: sessions." + mistake);
    }

    @Test
    void whatNeedsSessionsIsPointedOutWhereThereAreNone() {
        var client =
                "staticClients: [{id: a, name: A, public: true, refreshTokenLifetime: session, ssoSharedWith: [b]}]";

        assertThat(written.warnings(Written.LEAST + client))
                .containsExactlyInAnyOrder(
                        "config.yaml:5: staticClients[0].refreshTokenLifetime: has no effect while sessions are off",
                        "config.yaml:5: staticClients[0].ssoSharedWith: has no effect while sessions are off");
        assertThat(written.with(SWITCH).warnings(Written.LEAST + client)).isEmpty();
    }
}
