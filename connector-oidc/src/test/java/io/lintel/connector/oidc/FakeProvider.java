package io.lintel.connector.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.lintel.connector.testkit.Answer;
import io.lintel.connector.testkit.Asked;
import io.lintel.connector.testkit.LoopbackCertificate;
import io.lintel.connector.testkit.LoopbackUpstream;
import io.lintel.secret.Digest;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An OpenID provider on the loopback interface. Tests put people in, take them out, and give it other words.
public final class FakeProvider implements AutoCloseable {

    public static final String CLIENT_ID = "lintel";
    public static final String CLIENT_SECRET = "the secret of the client";
    /// Its clock stands still.
    public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final RSAKey KEY = key("the-key");

    /// What is in an ID token besides the protocol's own.
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Grant> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, Grant> refreshTokens = new ConcurrentHashMap<>();
    private final List<String> given = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Asked, Answer>> replaced = new ConcurrentHashMap<>();
    /// Another value of a claim, or none where it is empty.
    private final Map<String, Optional<Object>> spoilt = new ConcurrentHashMap<>();
    private final Map<String, Optional<Object>> announced = new ConcurrentHashMap<>();
    private final AtomicReference<Function<String, String>> signing =
            new AtomicReference<>(claims -> signed(claims, KEY));
    private final AtomicReference<List<Map<String, Object>>> keys =
            new AtomicReference<>(List.of(KEY.toPublicJWK().toJSONObject()));
    private final LoopbackUpstream upstream = LoopbackUpstream.start(this::answer);

    private record Grant(String subject, String client, Map<String, String> asked) {}

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    static String signed(String claims, RSAKey key) {
        return signed(
                claims,
                key,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build());
    }

    static String signed(String claims, RSAKey key, JWSHeader header) {
        try {
            var jwt = new JWSObject(header, new Payload(claims));
            jwt.sign(new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance())));
            return jwt.serialize();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    public URI issuer() {
        return upstream.at("/op");
    }

    /// A value of `rootCAs`.
    public String rootCa() {
        return LoopbackCertificate.shared().pem();
    }

    /// Adds somebody, or changes what is known of them.
    public void put(String subject, Map<String, Object> claims) {
        people.put(subject, claims);
    }

    /// Takes somebody out, with everything they were given.
    void remove(String subject) {
        people.remove(subject);
    }

    /// From now on a claim of ID tokens has another value, or none.
    public void spoil(String claim, @Nullable Object value) {
        spoilt.put(claim, Optional.ofNullable(value));
    }

    /// From now on a member of the discovery document has another value, or none.
    void announce(String member, @Nullable Object value) {
        announced.put(member, Optional.ofNullable(value));
    }

    void sign(Function<String, String> way) {
        signing.set(way);
    }

    void publish(List<Map<String, Object>> jwks) {
        keys.set(jwks);
    }

    /// Gives a path other words.
    void say(String path, Answer answer) {
        react(path, _ -> answer);
    }

    void react(String path, Function<Asked, Answer> words) {
        replaced.put(path, words);
    }

    /// Takes back what [#say] and [#react] did.
    void recover(String path) {
        replaced.remove(path);
    }

    public List<Asked> asked(String path) {
        return upstream.asked().stream()
                .filter(asked -> asked.path().equals("/op" + path))
                .toList();
    }

    /// What the browser of somebody brings back who was sent here and says yes.
    public Map<String, String> authorize(URI departure, String subject) {
        var asked = query(departure);
        if (!departure.toString().startsWith(issuer() + "/authorize?")
                || !CLIENT_ID.equals(asked.get("client_id"))
                || !"code".equals(asked.get("response_type"))
                || !asked.getOrDefault("scope", "").startsWith("openid")) {
            throw new AssertionError("no request of the client: " + departure);
        }
        var code = "code-" + UUID.randomUUID();
        codes.put(code, new Grant(subject, CLIENT_ID, asked));
        return Map.of("code", code, "state", asked.getOrDefault("state", ""), "iss", issuer().toString());
    }

    /// An access token that some client has got for somebody.
    String accessToken(String subject, String client) {
        var token = "access-" + UUID.randomUUID();
        accessTokens.put(token, new Grant(subject, client, Map.of()));
        return token;
    }

    /// An ID token that some client has got for somebody.
    String idToken(String subject, String client) {
        return idToken(new Grant(subject, client, Map.of()), "access", "code");
    }

    /// The tokens that clients hold.
    public List<String> givenTokens() {
        return List.copyOf(given);
    }

    static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private Answer answer(Asked asked) {
        var path = asked.path().startsWith("/op") ? asked.path().substring(3) : asked.path();
        var other = replaced.get(path);
        if (other != null) {
            return other.apply(asked);
        }
        return switch (path) {
            case "/.well-known/openid-configuration" -> json(200, discovery());
            case "/keys" -> json(200, Map.of("keys", keys.get()));
            case "/token" -> isTheClient(asked) ? token(asked.form()) : error(401, "invalid_client");
            case "/userinfo" -> userInfo(asked);
            case "/introspect" -> isTheClient(asked) ? introspection(asked.form()) : error(401, "invalid_client");
            default -> json(404, Map.of());
        };
    }

    private Map<String, Object> discovery() {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer().toString());
        document.put("authorization_endpoint", issuer() + "/authorize");
        document.put("token_endpoint", issuer() + "/token");
        document.put("jwks_uri", issuer() + "/keys");
        document.put("userinfo_endpoint", issuer() + "/userinfo");
        document.put("introspection_endpoint", issuer() + "/introspect");
        document.put("end_session_endpoint", issuer() + "/logout");
        document.put("id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("scopes_supported", List.of("openid", "email", "profile", "offline_access"));
        document.put("authorization_response_iss_parameter_supported", true);
        apply(announced, document);
        return document;
    }

    private static void apply(Map<String, Optional<Object>> changes, Map<String, Object> members) {
        changes.forEach(
                (name, value) -> value.ifPresentOrElse(other -> members.put(name, other), () -> members.remove(name)));
    }

    private static boolean isTheClient(Asked asked) {
        var form = asked.form();
        if (asked.header("Authorization").startsWith("Basic ")) {
            var pair = new String(
                            Base64.getDecoder()
                                    .decode(asked.header("Authorization").substring(6)),
                            UTF_8)
                    .split(":", -1);
            return URLDecoder.decode(pair[0], UTF_8).equals(CLIENT_ID)
                    && URLDecoder.decode(pair[1], UTF_8).equals(CLIENT_SECRET);
        }
        return CLIENT_ID.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"));
    }

    private Answer token(Map<String, String> form) {
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> {
                var code = form.getOrDefault("code", "");
                var grant = codes.remove(code);
                yield grant == null || !isProved(grant, form) ? error(400, "invalid_grant") : granted(grant, code);
            }
            case "refresh_token" -> {
                var grant = refreshTokens.get(form.getOrDefault("refresh_token", ""));
                yield grant == null || !people.containsKey(grant.subject())
                        ? error(400, "invalid_grant")
                        : granted(new Grant(grant.subject(), grant.client(), Map.of()), "");
            }
            default -> error(400, "unsupported_grant_type");
        };
    }

    private static boolean isProved(Grant grant, Map<String, String> form) {
        var challenge = grant.asked().get("code_challenge");
        return form.getOrDefault("redirect_uri", "").equals(grant.asked().get("redirect_uri"))
                && (challenge == null || challenge.equals(base64(form.getOrDefault("code_verifier", ""), 32)));
    }

    private Answer granted(Grant grant, String code) {
        var access = accessToken(grant.subject(), grant.client());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", access);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 300);
        answer.put("id_token", idToken(grant, access, code));
        if (grant.asked().getOrDefault("scope", "").contains("offline_access")) {
            var refresh = "refresh-" + UUID.randomUUID();
            refreshTokens.put(refresh, grant);
            answer.put("refresh_token", refresh);
        }
        Stream.of("access_token", "id_token", "refresh_token")
                .map(answer::get)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .forEach(given::add);
        return json(200, answer);
    }

    private String idToken(Grant grant, String access, String code) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer().toString());
        claims.put("sub", grant.subject());
        claims.put("aud", grant.client());
        claims.put("exp", NOW.getEpochSecond() + 300);
        claims.put("iat", NOW.getEpochSecond());
        if (grant.asked().containsKey("nonce")) {
            claims.put("nonce", grant.asked().get("nonce"));
            claims.put("at_hash", base64(access, 16));
            claims.put("c_hash", base64(code, 16));
        }
        claims.putAll(people.getOrDefault(grant.subject(), Map.of()));
        apply(spoilt, claims);
        return signing.get().apply(JSONObjectUtils.toJSONString(claims));
    }

    static String base64(String text, int bytes) {
        return Base64URL.encode(Arrays.copyOf(Digest.sha256(text.getBytes(US_ASCII)), bytes))
                .toString();
    }

    private Answer userInfo(Asked asked) {
        var header = asked.header("Authorization");
        var grant = header.startsWith("Bearer ") ? accessTokens.get(header.substring(7)) : null;
        if (grant == null || !people.containsKey(grant.subject())) {
            return error(401, "invalid_token");
        }
        var claims = new LinkedHashMap<>(people.getOrDefault(grant.subject(), Map.of()));
        claims.put("sub", grant.subject());
        return json(200, claims);
    }

    private Answer introspection(Map<String, String> form) {
        var grant = accessTokens.get(form.getOrDefault("token", ""));
        return grant == null
                ? json(200, Map.of("active", false))
                : json(
                        200,
                        Map.of(
                                "active",
                                true,
                                "client_id",
                                grant.client(),
                                "sub",
                                grant.subject(),
                                "exp",
                                NOW.getEpochSecond() + 300));
    }

    static Answer json(int status, Map<String, Object> body) {
        return Answer.json(status, JSONObjectUtils.toJSONString(body));
    }

    private static Answer error(int status, String code) {
        return json(status, Map.of("error", code, "error_description", "<b>words of the provider</b>"));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
