package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;

/// Secrets, and where they are not to be seen.
final class Canaries {

    /// What is given to whom it belongs, and to nobody else.
    enum Kind {
        CODE,
        TOKEN,
        COOKIE,
        MAC,
        FACTOR
    }

    private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token", "device_code");

    private final Set<String> neverTold = new LinkedHashSet<>();
    private final Map<Kind, Set<String>> given = new EnumMap<>(Kind.class);

    /// A password, a client's secret or the like: no answer holds it.
    String neverTold(String secret) {
        neverTold.add(secret);
        return secret;
    }

    /// Takes the secrets out of an answer, and looks for those that are not to be in it: none at all in an
    /// error. A form that is shown again is none.
    void look(HttpResponse<String> answer) {
        take(answer);
        var text = answer.headers().map() + "\n" + answer.body();
        var what = "the answer " + answer.statusCode() + " of " + answer.uri().getPath();
        assertThat(found(neverTold, text)).as(what).isEmpty();
        if (answer.statusCode() >= 400 && !answer.body().contains("<form")) {
            forbidIn(what, text);
        }
    }

    private void take(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").forEach(field -> {
            var value = field.substring(field.indexOf('=') + 1, field.indexOf(';'));
            if (!value.isEmpty()) {
                add(Kind.COOKIE, value);
            }
        });
        answer.headers().firstValue("Location").ifPresent(location -> {
            takeParameter(location, "code=", Kind.CODE);
            takeParameter(location, "hmac=", Kind.MAC);
        });
        Jsoup.parse(answer.body()).select("input[name=hmac]").eachAttr("value").forEach(mac -> add(Kind.MAC, mac));
        var userCode = answer.body().indexOf("\"user_code\":\"");
        if (userCode >= 0) {
            var value = userCode + "\"user_code\":\"".length();
            add(Kind.CODE, answer.body().substring(value, answer.body().indexOf('"', value)));
        }
        var page = Jsoup.parse(answer.body());
        page.select("#secret").eachText().forEach(secret -> {
            add(Kind.FACTOR, secret);
            add(Kind.FACTOR, secret.toLowerCase(Locale.ROOT));
        });
        page.select("#recovery-codes code").eachText().forEach(code -> {
            add(Kind.FACTOR, code);
            add(Kind.FACTOR, code.replace("-", ""));
        });
        for (var member : TOKENS) {
            var start = answer.body().indexOf("\"" + member + "\":\"");
            if (start >= 0) {
                var value = start + member.length() + 4;
                var token = answer.body().substring(value, answer.body().indexOf('"', value));
                add(Kind.TOKEN, token);
                // Its end alone would do: the signature, or the secret of a refresh token.
                add(Kind.TOKEN, token.substring(token.length() - 40));
            }
        }
    }

    private void takeParameter(String location, String name, Kind kind) {
        for (var parameter : location.substring(location.indexOf('?') + 1).split("&", -1)) {
            if (parameter.startsWith(name)) {
                add(kind, parameter.substring(name.length()));
            }
        }
    }

    private void add(Kind kind, String secret) {
        given.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(secret);
    }

    /// A search for what was never found proves nothing.
    void requireOfEveryKind() {
        assertThat(neverTold).hasSizeGreaterThan(10);
        for (var kind : Kind.values()) {
            assertThat(given.getOrDefault(kind, Set.of())).as(kind.toString()).hasSizeGreaterThan(3);
        }
    }

    /// Fails with the lines that hold one, cut short.
    void forbidIn(String what, String text) {
        var found = findIn(text);
        assertThat(
                        found.isEmpty()
                                ? List.of()
                                : text.lines()
                                        .filter(line -> !findIn(line).isEmpty())
                                        .limit(5)
                                        .map(line -> line.substring(0, Math.min(line.length(), 500)))
                                        .toList())
                .as(what)
                .isEmpty();
        assertThat(found).as(what).isEmpty();
    }

    /// The secrets a text holds, in any spelling.
    Set<String> findIn(String text) {
        var all = found(neverTold, text);
        given.values().forEach(secrets -> all.addAll(found(secrets, text)));
        return all;
    }

    private static Set<String> found(Set<String> secrets, String text) {
        var found = new TreeSet<String>();
        for (var secret : secrets) {
            if (spellings(secret).stream().anyMatch(text::contains)) {
                found.add(secret);
            }
        }
        return found;
    }

    private static Set<String> spellings(String secret) {
        var encoded = URLEncoder.encode(secret, UTF_8);
        var base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
        return Set.copyOf(List.of(
                secret,
                encoded,
                encoded.replace("+", "%20"),
                base64,
                base64.replace('+', '-').replace('/', '_'),
                secret.replace("/", "\\/")));
    }
}
