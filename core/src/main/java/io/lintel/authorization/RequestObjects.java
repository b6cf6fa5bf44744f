package io.lintel.authorization;

import io.lintel.client.Client;
import io.lintel.client.ClientJwts;
import io.lintel.client.SignedByClient;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.JsonText;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads request objects: authorization requests that their client has signed (RFC 9101; OpenID Connect Core, section
/// 6). What stands in the object is the request; what stands beside it counts for nothing.
public final class RequestObjects {

    /// What an object may say of itself, so that nothing else a client signs passes for one.
    private static final Set<String> TYPES = Set.of("jwt", "oauth-authz-req+jwt", "application/oauth-authz-req+jwt");

    /// What an object says of itself and is no parameter.
    private static final Set<String> ABOUT_THE_OBJECT = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

    /// How far the client's clock may be off.
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final ClientJwts jwts;
    private final Issuer issuer;
    private final Clock clock;

    public RequestObjects(ClientJwts jwts, Issuer issuer, Clock clock) {
        this.jwts = jwts;
        this.issuer = issuer;
        this.clock = clock;
    }

    /// The parameters in an object of that client.
    ///
    /// @param beside what came with it
    /// @throws OAuth2Exception `invalid_request_object` if it is none of that client, for us and for now;
    ///     `request_not_supported` if nobody has signed it
    Parameters read(Client client, String object, Parameters beside) {
        if (isUnsigned(object)) {
            throw OAuth2Exception.of(
                    ErrorCode.REQUEST_NOT_SUPPORTED, "Request objects that are not signed are not supported.");
        }
        var signed = verify(client, object);
        if (signed.type() != null && !TYPES.contains(signed.type().toLowerCase(Locale.ROOT))) {
            throw invalid("its typ is that of something else");
        }
        return parameters(client, members(signed.payload()), beside);
    }

    /// The parameters in an object that the client publishes at an address it has registered. That it comes from
    /// there, over https, says whose it is: it need not be signed, unless the client wants it (OpenID Connect Core,
    /// section 6.2).
    ///
    /// @throws OAuth2Exception `invalid_request_object` if it is none of that client, for us and for now
    Parameters readPublished(Client client, String object, Parameters beside) {
        if (!isUnsigned(object)) {
            return read(client, object, beside);
        }
        var rules = client.requests();
        var parts = object.split("\\.", -1);
        if (rules.mustBeSigned() || rules.objectAlgorithm() != null || parts.length != 3 || !parts[2].isEmpty()) {
            throw invalid("it must be signed");
        }
        return parameters(client, members(decoded(parts[1])), beside);
    }

    private Parameters parameters(Client client, Map<String, @Nullable Object> members, Parameters beside) {
        requireForUsAndNow(client, members);
        var parameters = parameters(members);
        if (!parameters
                .getOrDefault("client_id", client.id().value())
                .equals(client.id().value())) {
            throw invalid("it names another client");
        }
        parameters.put("client_id", client.id().value());
        // OpenID Connect Core, section 6.1: whoever sends it twice must mean the same.
        var type = parameters.get("response_type");
        if (type != null
                && beside.find("response_type")
                        .filter(other -> !other.equals(type))
                        .isPresent()) {
            throw invalid("the response_type beside it is another one");
        }
        return Parameters.of(parameters);
    }

    /// Nobody has signed what says `none`.
    private static boolean isUnsigned(String object) {
        var dot = object.indexOf('.');
        var algorithm = members(decoded(object.substring(0, Math.max(dot, 0)))).get("alg");
        return algorithm instanceof String name && name.equalsIgnoreCase("none");
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw invalid("it is no JWT");
        }
    }

    private SignedByClient verify(Client client, String object) {
        try {
            return jwts.verify(client, client.requests().objectAlgorithms(), Secret.of(object));
        } catch (InvalidJwtException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> members(String payload) {
        try {
            return JsonText.readObject(payload);
        } catch (IllegalArgumentException unreadable) {
            throw invalid(String.valueOf(unreadable.getMessage()));
        }
    }

    private void requireForUsAndNow(Client client, Map<String, @Nullable Object> members) {
        var id = client.id().value();
        if (members.containsKey("iss") && !id.equals(members.get("iss"))) {
            throw invalid("its iss is not the client");
        }
        // RFC 9101, section 10.8: an assertion of who the client is must not pass for a request.
        if (id.equals(members.get("sub"))) {
            throw invalid("its sub is the client");
        }
        var audience = members.get("aud");
        if (members.containsKey("aud")
                && !issuer.value().equals(audience)
                && !(audience instanceof List<?> several && several.contains(issuer.value()))) {
            throw invalid("it is not for us");
        }
        var now = clock.instant();
        if (members.containsKey("exp") && !time(members, "exp").isAfter(now.minus(TOLERANCE))) {
            throw invalid("it has expired");
        }
        for (var name : List.of("nbf", "iat")) {
            if (members.containsKey(name) && time(members, name).isAfter(now.plus(TOLERANCE))) {
                throw invalid("it is not valid yet");
            }
        }
    }

    private static Instant time(Map<String, @Nullable Object> members, String name) {
        return switch (members.get(name)) {
            case Long seconds when Math.abs(seconds) < 1L << 40 -> Instant.ofEpochSecond(seconds);
            case Double seconds when Math.abs(seconds) < 1L << 40 -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> throw invalid("its " + name + " is no time");
        };
    }

    /// Text stays as it is; a number, such as `max_age`, and an object, such as `claims`, become the text they are
    /// as parameters. Anything else is no parameter.
    private static SequencedMap<String, String> parameters(Map<String, @Nullable Object> members) {
        var parameters = new LinkedHashMap<String, String>();
        members.forEach((name, value) -> {
            if (name.equals("request") || name.equals("request_uri")) {
                throw invalid("it holds another request");
            }
            if (ABOUT_THE_OBJECT.contains(name)) {
                return;
            }
            switch (value) {
                case String text -> parameters.put(name, text);
                case Long number -> parameters.put(name, number.toString());
                case Map<?, ?> object -> parameters.put(name, JsonText.write(object));
                case null, default -> {}
            }
        });
        return parameters;
    }

    private static OAuth2Exception invalid(String detail) {
        return OAuth2Exception.of(
                ErrorCode.INVALID_REQUEST_OBJECT, "The request object is not valid.", "request object: " + detail);
    }
}
