package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.Parameters;
import io.lintel.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a client shows to prove who it is (RFC 6749, section 2.3).
public sealed interface ClientCredentials {

    /// A name alone, as public clients have.
    record None(ClientId clientId) implements ClientCredentials {}

    /// `client_secret_basic`.
    record Basic(ClientId clientId, Secret secret) implements ClientCredentials {}

    /// `client_secret_post`.
    record Post(ClientId clientId, Secret secret) implements ClientCredentials {}

    /// `client_secret_jwt` or `private_key_jwt` (RFC 7523, section 2.2).
    ///
    /// @param named the parameter `client_id`, which need not be there
    record Assertion(@Nullable ClientId named, Secret jwt) implements ClientCredentials {}

    /// Reads what a request shows.
    ///
    /// @param authorization the values of the header `Authorization`
    /// @throws OAuth2Exception `invalid_client` if it shows nothing, two things, or something unreadable; the
    ///     client is not told which
    static ClientCredentials read(List<String> authorization, Parameters body) {
        if (authorization.size() > 1) {
            throw refused("more than one Authorization header");
        }
        if (!authorization.isEmpty()) {
            var basic = basic(authorization.getFirst());
            if (body.has("client_secret") || isAssertion(body)) {
                throw refused("credentials in the Authorization header and in the body");
            }
            if (body.find("client_id")
                    .filter(id -> !id.equals(basic.clientId().value()))
                    .isPresent()) {
                throw refused("the client_id of the body is not that of the Authorization header");
            }
            return basic;
        }
        if (isAssertion(body)) {
            return assertion(body);
        }
        var id = body.find("client_id").map(ClientId::new).orElseThrow(() -> refused("no client_id"));
        return body.find("client_secret")
                .<ClientCredentials>map(secret -> new Post(id, Secret.of(secret)))
                .orElseGet(() -> new None(id));
    }

    private static boolean isAssertion(Parameters body) {
        return body.has("client_assertion") || body.has("client_assertion_type");
    }

    private static Assertion assertion(Parameters body) {
        if (body.has("client_secret")) {
            throw refused("a client_secret beside a client_assertion");
        }
        if (body.find("client_assertion_type")
                .filter(ClientAssertions.TYPE::equals)
                .isEmpty()) {
            throw refused("the client_assertion_type is missing or unknown");
        }
        var jwt = body.find("client_assertion").orElseThrow(() -> refused("no client_assertion"));
        return new Assertion(body.find("client_id").map(ClientId::new).orElse(null), Secret.of(jwt));
    }

    private static Basic basic(String header) {
        var scheme = "basic ";
        if (!header.toLowerCase(Locale.ROOT).startsWith(scheme)) {
            throw refused("the scheme of the Authorization header is not Basic");
        }
        String pair;
        try {
            var bytes =
                    Base64.getDecoder().decode(header.substring(scheme.length()).strip());
            pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw OAuth2Exception.quietly(ErrorCode.INVALID_CLIENT, "the Basic credentials are not base64 of text", e);
        }
        var colon = pair.indexOf(':');
        if (colon <= 0) {
            throw refused("the Basic credentials have no client id");
        }
        var id = FormText.decode(pair.substring(0, colon)).orElseThrow(() -> refused("badly encoded client id"));
        var secret = FormText.decode(pair.substring(colon + 1)).orElseThrow(() -> refused("badly encoded secret"));
        if (id.isEmpty()) {
            throw refused("the Basic credentials have no client id");
        }
        return new Basic(new ClientId(id), Secret.of(secret));
    }

    private static OAuth2Exception refused(String detail) {
        return OAuth2Exception.quietly(ErrorCode.INVALID_CLIENT, detail);
    }
}
