package io.lintel.server.http;

import io.lintel.factor.TotpSecret;
import io.lintel.secret.Secret;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Locale;
import org.jsoup.Jsoup;

/// An application on somebody's phone that shows codes.
final class TestApplication {

    private final TotpSecret secret;
    private final Clock clock;

    private TestApplication(TotpSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /// Learns the secret from the page that shows it.
    static TestApplication scans(HttpResponse<String> page, Clock clock) {
        var typed = Jsoup.parse(page.body()).select("#secret").text();
        if (typed.isEmpty()) {
            throw new AssertionError("no secret in " + page.statusCode() + ": " + page.body());
        }
        return typed(typed, clock);
    }

    static TestApplication typed(String secret, Clock clock) {
        return new TestApplication(new TotpSecret(Secret.of(secret.toLowerCase(Locale.ROOT))), clock);
    }

    String code() {
        return secret.code(clock.instant().getEpochSecond() / 30).reveal();
    }
}
