package io.lintel.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser and a client in one: logs in, redeems codes, refreshes, asks for userinfo.
final class Visitor {

    private static final Pattern HIDDEN = Pattern.compile(
            "type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"|name=\"([^\"]+)\" type=\"hidden\" value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");
    private static final int MOST_HOPS = 12;

    /// dex shows its form again with 200 or 401; a server that has too much to do says so.
    private static final Set<Integer> REFUSALS = Set.of(200, 401, 429, 503);

    private static final String VERIFIER = "benchmark-verifier-benchmark-verifier-benchmark";

    private final HttpClient http;
    private final Target target;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(HttpClient http, Target target) {
        this.http = http;
        this.target = target;
    }

    /// A whole code flow: authorize, log in, consent if asked, redeem.
    ///
    /// @return the answer of the token endpoint
    String codeFlow(String scope) {
        cookies.clear();
        var code = code(scope);
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                target.redirectUri().toString(),
                "code_verifier",
                VERIFIER));
    }

    String refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    String userInfo(String accessToken) {
        return expectOk(
                send(HttpRequest.newBuilder(target.at("/userinfo")).header("Authorization", "Bearer " + accessToken)));
    }

    String get(String path) {
        return expectOk(send(HttpRequest.newBuilder(target.at(path))));
    }

    /// The login form, of a connector that has one.
    HttpResponse<String> loginForm() {
        cookies.clear();
        var response = browse(HttpRequest.newBuilder(authorization("openid")));
        for (var hop = 0;
                hop < MOST_HOPS && response.headers().firstValue("Location").isPresent();
                hop++) {
            response = browse(HttpRequest.newBuilder(response.uri()
                    .resolve(response.headers().firstValue("Location").get())));
        }
        if (!response.body().contains("name=\"password\"")) {
            throw new IllegalStateException("connector " + target.connector() + " shows no login form");
        }
        return response;
    }

    /// Posts the form with a name and a password of nobody. To be told that there are too many is an answer as well.
    void guess(HttpResponse<String> form) {
        var answer = submit(form, "guess-" + UUID.randomUUID(), "wrong");
        if (!REFUSALS.contains(answer.statusCode())) {
            throw new IllegalStateException("a wrong password is answered " + answer.statusCode());
        }
    }

    /// A string member of a flat JSON object.
    static String member(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer has no " + name);
        }
        return matcher.group(1);
    }

    private URI authorization(String scope) {
        return target.at("/auth/" + target.connector() + "?"
                + form(Map.of(
                        "client_id",
                        target.clientId(),
                        "redirect_uri",
                        target.redirectUri().toString(),
                        "response_type",
                        "code",
                        "scope",
                        scope,
                        "state",
                        "benchmark",
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256")));
    }

    private String code(String scope) {
        var response = browse(HttpRequest.newBuilder(authorization(scope)));
        for (var hop = 0; hop < MOST_HOPS; hop++) {
            var location = response.headers().firstValue("Location").map(response.uri()::resolve);
            if (location.isPresent()) {
                if (location.get().toString().startsWith(target.redirectUri().toString())) {
                    return parameter(location.get(), "code");
                }
                response = browse(HttpRequest.newBuilder(location.get()));
            } else {
                response = submit(response);
            }
        }
        throw new IllegalStateException("the login does not end");
    }

    /// Fills in the login form, or says yes to the consent page.
    private HttpResponse<String> submit(HttpResponse<String> page) {
        if (page.statusCode() != 200) {
            throw new IllegalStateException("the login ends with " + page.statusCode());
        }
        return submit(page, target.username(), target.password());
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String username, String password) {
        var fields = new LinkedHashMap<String, String>();
        var hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            var name = hidden.group(1) == null ? hidden.group(3) : hidden.group(1);
            var value = hidden.group(1) == null ? hidden.group(4) : hidden.group(2);
            fields.put(name, value);
        }
        if (page.body().contains("name=\"password\"")) {
            fields.put("login", username);
            fields.put("password", password);
        } else {
            fields.put("approval", "approve");
        }
        var action = ACTION.matcher(page.body());
        var uri = action.find() && !action.group(1).isEmpty()
                ? page.uri().resolve(action.group(1).replace("&amp;", "&"))
                : page.uri();
        return browse(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    private String token(Map<String, String> parameters) {
        var credentials =
                Base64.getEncoder().encodeToString((target.clientId() + ":" + target.clientSecret()).getBytes(UTF_8));
        return expectOk(send(HttpRequest.newBuilder(target.at("/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)))));
    }

    private HttpResponse<String> browse(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var response = send(request);
        for (var cookie : response.headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String expectOk(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.uri().getPath() + " answers " + response.statusCode());
        }
        return response.body();
    }

    private static String challenge() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String parameter(URI uri, String name) {
        for (var pair : uri.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        throw new IllegalStateException("the answer has no " + name);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
