package io.lintel.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.Connector;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.LoginResult;
import io.lintel.secret.Secret;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// All text that a connector lets out of its hands while it is used: answers, exceptions with their causes, the log,
/// and its own name.
final class Shown {
    /// Anything shorter could be found by chance.
    private static final int SHORTEST_SECRET = 6;

    private final String text;

    private Shown(String text) {
        this.text = text;
    }

    static Shown by(Connector connector, List<Supplier<LoginResult>> attempts) {
        var text = new StringBuilder(connector.toString()).append('\n');
        try (var log = LogRecording.start()) {
            for (var attempt : attempts) {
                text.append(shown(attempt)).append('\n');
            }
            text.append(log.text());
        }
        return new Shown(text.toString());
    }

    void holdsNoneOf(Collection<Secret> secrets) {
        for (var secret : secrets) {
            var plain = secret.reveal();
            assertThat(plain.length())
                    .as("a secret of the test must not be found by chance: characters")
                    .isGreaterThanOrEqualTo(SHORTEST_SECRET);
            // The text itself would be in the report.
            assertThat(text.contains(plain) || text.contains(URLEncoder.encode(plain, UTF_8)))
                    .as("a secret of %d characters is shown in a message, an answer, the log or toString()"
                            .formatted(plain.length()))
                    .isFalse();
        }
    }

    private static String shown(Supplier<LoginResult> attempt) {
        try {
            return attempt.get().toString();
        } catch (ConnectorException fault) {
            return StackTrace.of(fault);
        }
    }
}
