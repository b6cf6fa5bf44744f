package io.lintel.connector.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.connector.support.Json;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The token endpoint of the [FakeGitHub]. It answers errors with 200, as GitHub does.
final class FakeTokens {

    /// How the app has to authenticate.
    enum Authentication {
        /// What GitHub documents.
        BODY,
        BASIC
    }

    /// What somebody agreed to.
    ///
    /// @param owner the id of a person
    record Token(long owner, List<String> scopes) {
        boolean covers(String scope) {
            return scopes.contains(scope);
        }
    }

    private record Grant(Token token, String challenge, String redirectUri) {}

    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Token> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, Token> refreshTokens = new ConcurrentHashMap<>();
    private final Set<String> foreign = ConcurrentHashMap.newKeySet();
    private final List<String> spent = new CopyOnWriteArrayList<>();
    private final AtomicReference<Authentication> authentication = new AtomicReference<>(Authentication.BODY);
    private final AtomicBoolean expiring = new AtomicBoolean();

    String code(long owner, Map<String, String> asked) {
        var code = "code" + UUID.randomUUID().toString().replace("-", "");
        var scopes = Arrays.asList(asked.getOrDefault("scope", "").split(" ", -1));
        codes.put(
                code,
                new Grant(
                        new Token(owner, scopes),
                        asked.getOrDefault("code_challenge", ""),
                        asked.getOrDefault("redirect_uri", "")));
        return code;
    }

    /// A token that the app has got for somebody.
    String token(long owner) {
        var token = "ghu_" + UUID.randomUUID().toString().replace("-", "");
        accessTokens.put(token, new Token(owner, List.of("user:email", "read:org")));
        return token;
    }

    /// A token as good that another app has got.
    String tokenOfAnotherApp(long owner) {
        var token = token(owner);
        foreign.add(token);
        return token;
    }

    /// What "check a token" answers.
    Answer check(Asked asked) {
        if (!asked.method().equals("POST") || !isTheApp(asked.header("Authorization"))) {
            return FakeGitHub.json(401, FakeAnswers.error("Bad credentials"));
        }
        var token = Json.read(asked.body(), "the test").asObject().requireText("access_token");
        var known = accessTokens.get(token);
        return known == null || foreign.contains(token)
                ? FakeGitHub.json(404, FakeAnswers.error("Not Found"))
                : FakeGitHub.json(
                        200,
                        FakeAnswers.object(
                                "app", FakeAnswers.object("client_id", FakeGitHub.CLIENT_ID),
                                "user", FakeAnswers.object("id", known.owner())));
    }

    void authenticateBy(Authentication way) {
        authentication.set(way);
    }

    /// From now on access tokens end after eight hours and come with a refresh token that is taken once.
    void expire() {
        expiring.set(true);
    }

    /// Every access token that was given out ends.
    void endAccessTokens() {
        accessTokens.clear();
    }

    void endRefreshTokens() {
        refreshTokens.clear();
    }

    /// Refresh tokens that were exchanged.
    List<String> spent() {
        return List.copyOf(spent);
    }

    List<String> accessTokens() {
        return List.copyOf(accessTokens.keySet());
    }

    /// Whatever opens something now.
    List<String> given() {
        return Stream.concat(accessTokens.keySet().stream(), refreshTokens.keySet().stream())
                .toList();
    }

    @Nullable
    Token find(String authorization) {
        return authorization.startsWith("Bearer ") ? accessTokens.get(authorization.substring(7)) : null;
    }

    Answer answer(Asked asked) {
        var form = asked.form();
        if (!isTheApp(asked, form)) {
            return error("incorrect_client_credentials");
        }
        return switch (form.getOrDefault("grant_type", "authorization_code")) {
            case "authorization_code" -> redeem(form);
            case "refresh_token" -> {
                var given = form.getOrDefault("refresh_token", "");
                var token = refreshTokens.remove(given);
                if (token == null) {
                    yield error("bad_refresh_token");
                }
                spent.add(given);
                yield granted(token);
            }
            default -> error("unsupported_grant_type");
        };
    }

    private boolean isTheApp(Asked asked, Map<String, String> form) {
        return switch (authentication.get()) {
            case BODY ->
                FakeGitHub.CLIENT_ID.equals(form.get("client_id"))
                        && FakeGitHub.CLIENT_SECRET.equals(form.get("client_secret"));
            case BASIC -> asked.header("Authorization").startsWith("Basic ") && isTheApp(asked.header("Authorization"));
        };
    }

    private static boolean isTheApp(String basic) {
        var pair = new String(Base64.getDecoder().decode(basic.substring(6)), UTF_8).split(":", -1);
        return URLDecoder.decode(pair[0], UTF_8).equals(FakeGitHub.CLIENT_ID)
                && URLDecoder.decode(pair[1], UTF_8).equals(FakeGitHub.CLIENT_SECRET);
    }

    private Answer redeem(Map<String, String> form) {
        var grant = codes.remove(form.getOrDefault("code", ""));
        if (grant == null || !grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            return error("bad_verification_code");
        }
        return grant.redirectUri().equals(form.get("redirect_uri"))
                ? granted(grant.token())
                : error("redirect_uri_mismatch");
    }

    private Answer granted(Token token) {
        var access = "ghu_" + UUID.randomUUID().toString().replace("-", "");
        accessTokens.put(access, token);
        var answer = FakeAnswers.object(
                "access_token", access, "scope", String.join(",", token.scopes()), "token_type", "bearer");
        if (expiring.get()) {
            var refresh = "ghr_" + UUID.randomUUID().toString().replace("-", "");
            refreshTokens.put(refresh, token);
            answer.putAll(FakeAnswers.object(
                    "expires_in", 28800, "refresh_token", refresh, "refresh_token_expires_in", 15811200));
        }
        return FakeGitHub.json(200, answer);
    }

    private static Answer error(String code) {
        return FakeGitHub.json(
                200, FakeAnswers.object("error", code, "error_description", "<b>words of GitHub</b>", "error_uri", ""));
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
