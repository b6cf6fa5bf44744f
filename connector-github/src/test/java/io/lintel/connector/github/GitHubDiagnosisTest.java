package io.lintel.connector.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.testkit.RecordedDiagnosis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GitHubDiagnosisTest {

    private final FakeGitHub github = FakeGitHub.start();

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void clientThatGitHubKnowsIsWell() {
        assertThat(examined(FakeGitHub.CLIENT_SECRET))
                .containsExactly(
                        "ok web site: " + github.web() + "/",
                        "ok API: " + github.web() + "/api/v3/meta",
                        "ok client id and secret: the token endpoint takes them");
    }

    @Test
    void wrongSecretIsTold() {
        assertThat(examined("wrong").getLast())
                .isEqualTo("fail client id and secret: incorrect_client_credentials -> Compare clientID and"
                        + " clientSecret with the app's page at " + github.web() + ".");
    }

    private List<String> examined(String secret) {
        var diagnosis = new RecordedDiagnosis();
        try (var connector = Setup.of(github).clientSecret(secret).open()) {
            connector.diagnose(diagnosis, null);
        }
        return diagnosis.lines();
    }
}
