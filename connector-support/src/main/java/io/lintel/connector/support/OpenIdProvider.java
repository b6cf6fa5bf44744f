package io.lintel.connector.support;

import io.lintel.connector.ConnectorException;
import io.lintel.secret.Secret;
import io.lintel.signing.VerificationKey;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// An OpenID provider of somebody else: what it says of itself, its keys and its endpoints. Everything is fetched
/// when it is first needed, and kept while the provider cannot be reached.
public final class OpenIdProvider {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MOST_KEYS = 100;

    /// What was made of one version of the discovery document.
    private record Opened(
            ProviderMetadata metadata, OAuth2Client oauth2, FetchedDocument<List<VerificationKey>> keys) {}

    private final OpenIdRegistration registration;
    private final UpstreamHttp http;
    private final Clock clock;
    private final LongSupplier ticker;
    private final FetchedDocument<Opened> opened;
    private final AtomicReference<@Nullable Opened> last = new AtomicReference<>();

    /// @param ticker nanoseconds from some origin, like [System#nanoTime()]
    public OpenIdProvider(OpenIdRegistration registration, UpstreamHttp http, Clock clock, LongSupplier ticker) {
        this.registration = registration;
        this.http = http;
        this.clock = clock;
        this.ticker = ticker;
        this.opened = new FetchedDocument<>(this::open, ticker);
    }

    /// Where the discovery document of an issuer is (OpenID Connect Discovery, section 4.1).
    public static URI discovery(URI issuer) {
        var text = issuer.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + DISCOVERY);
    }

    /// @throws ConnectorException if it was never to be had
    public ProviderMetadata metadata(Deadline deadline) {
        return opened.current(deadline).metadata();
    }

    /// @throws ConnectorException if it was never to be had
    public OAuth2Client oauth2(Deadline deadline) {
        return opened.current(deadline).oauth2();
    }

    /// The same client as long as the document says the same: it has learned how to authenticate.
    private Opened open(Deadline deadline) {
        var asked = discovery(registration.address());
        var document = document(Call.get(asked), deadline);
        var metadata = ProviderMetadata.read(document, registration.issuer(), registration.overrides(), asked);
        var before = last.get();
        if (before != null && before.metadata().equals(metadata)) {
            return before;
        }
        var next = new Opened(
                metadata,
                new OAuth2Client(
                        metadata.oauth2(), registration.credentials(), registration.authentication(), http, clock),
                new FetchedDocument<>(until -> keys(metadata.keys(), until), ticker));
        last.set(next);
        return next;
    }

    private Json.Members document(Call call, Deadline deadline) {
        var reply = http.send(call, deadline);
        if (reply.status() != 200) {
            throw fault(reply);
        }
        return reply.json().asObject();
    }

    private static ConnectorException fault(Reply reply) {
        return reply.status() >= 500 || reply.status() == 429 || reply.status() == 408
                ? ConnectorException.unavailable(reply + ": the provider cannot answer", null)
                : ConnectorException.invalidResponse(reply + " where an answer belongs");
    }

    /// Keys that are too weak or of a kind we do not know are passed over (SEC-G3).
    private List<VerificationKey> keys(URI uri, Deadline deadline) {
        if (!(document(Call.get(uri), deadline).byName().get("keys") instanceof Json.Array(var written))) {
            throw ConnectorException.invalidResponse("the provider's key set has no list of keys");
        }
        if (written.size() > MOST_KEYS) {
            throw ConnectorException.invalidResponse("the provider's key set has more than " + MOST_KEYS + " keys");
        }
        var keys = new ArrayList<VerificationKey>();
        written.forEach(each -> VerificationKey.find(members(each)).ifPresent(keys::add));
        if (keys.isEmpty()) {
            throw ConnectorException.invalidResponse("the provider's key set has no key that can be used");
        }
        return List.copyOf(keys);
    }

    private static Map<String, Object> members(Json jwk) {
        var members = new LinkedHashMap<String, Object>();
        if (jwk instanceof Json.Members object) {
            object.byName().forEach((name, value) -> members.put(name, value(value)));
        }
        return members;
    }

    private static Object value(Json value) {
        return switch (value) {
            case Json.Text(var text) -> text;
            case Json.Array(var elements) ->
                elements.stream().map(OpenIdProvider::value).toList();
            default -> value;
        };
    }

    /// How many of the provider's keys can be used.
    ///
    /// @throws ConnectorException if they cannot be had
    public int countKeys(Deadline deadline) {
        return opened.current(deadline).keys().current(deadline).size();
    }

    /// What a JWT says that the provider has signed.
    ///
    /// @throws UntrustedTokenException if it has not
    /// @throws ConnectorException if its keys cannot be had
    public VerifiedToken verify(Secret token, Deadline deadline) {
        var parsed = SignedToken.parse(token);
        var provider = opened.current(deadline);
        var algorithm = parsed.algorithm(provider.metadata().algorithms());
        var keys =
                provider.keys().current(known -> known.stream().anyMatch(key -> key.mayBe(parsed.keyId())), deadline);
        return new VerifiedToken(parsed.claims(algorithm, keys), algorithm);
    }

    /// What the provider says about whom an access token belongs to (OpenID Connect Core, section 5.3).
    ///
    /// @param subject whom it must be about (section 5.3.2); null if that is what is asked
    /// @throws UntrustedTokenException if the provider does not take the token, or it belongs to somebody else
    /// @throws ConnectorException if the provider has no such endpoint, or cannot answer
    public Json.Members userInfo(Secret accessToken, @Nullable String subject, Deadline deadline) {
        var endpoint = metadata(deadline).userInfo();
        if (endpoint == null) {
            throw ConnectorException.misconfigured("the provider's discovery document names no userinfo_endpoint");
        }
        var reply = http.send(
                Call.get(endpoint)
                        .with("Authorization", "Bearer " + accessToken.reveal())
                        .withoutRedirects(),
                deadline);
        switch (reply.status()) {
            case 200 -> {
                var claims = reply.json().asObject();
                requireSubject(claims.requireText("sub"), subject);
                return claims;
            }
            case 400, 401, 403 -> throw UntrustedTokenException.because("userinfo does not take it");
            default -> throw fault(reply);
        }
    }

    private static void requireSubject(String told, @Nullable String wanted) {
        if (wanted != null && !told.equals(wanted)) {
            throw UntrustedTokenException.because("userinfo tells of another subject");
        }
    }

    /// What the provider says about an opaque token that is good for one of these clients (RFC 7662).
    ///
    /// @throws UntrustedTokenException if it says that the token is good for nothing, or for other clients
    /// @throws ConnectorException if it vouches for no tokens, or cannot answer
    public Json.Members introspect(Secret token, IdTokenRules rules, Deadline deadline) {
        var provider = opened.current(deadline);
        var endpoint = provider.metadata().introspection();
        if (endpoint == null) {
            throw UntrustedTokenException.because("the provider has no introspection endpoint that would vouch for it");
        }
        var claims = provider.oauth2().introspect(endpoint, token, deadline);
        IntrospectedToken.check(claims, rules);
        return claims;
    }
}
