package io.lintel.example;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The application's side of a sign-in: the authorization code flow with PKCE, `state` and `nonce`.
final class SignIns {

    private record Pending(String browser, String nonce, String codeVerifier) {}

    private final URI issuer;
    private final Client client;
    private final Provider provider;
    private final IdTokenVerifier verifier;
    private final RandomText random = new RandomText();
    private final Bounded<Pending> pending = new Bounded<>();

    SignIns(URI issuer, Client client, Provider provider, Clock clock) {
        this.issuer = issuer;
        this.client = client;
        this.provider = provider;
        this.verifier = new IdTokenVerifier(issuer.toString(), client.id(), clock);
    }

    /// Where to send a browser to sign in.
    ///
    /// @param browser names the browser; only the same one can [#finish] what it began
    /// @param scopes those besides `openid`
    URI begin(String browser, Collection<String> scopes) {
        var state = random.next();
        var begun = new Pending(browser, random.next(), random.next());
        pending.put(state, begun);
        var asked = new LinkedHashSet<>(List.of("openid"));
        asked.addAll(scopes);
        var parameters = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", client.id(),
                "redirect_uri", client.redirectUri().toString(),
                "scope", String.join(" ", asked),
                "state", state,
                "nonce", begun.nonce(),
                "code_challenge", challenge(begun.codeVerifier()),
                "code_challenge_method", "S256"));
        var endpoint = provider.metadata().authorizationEndpoint();
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + Form.encode(parameters));
    }

    /// Takes what the provider sent back through the browser and turns it into tokens.
    ///
    /// @throws SignInException if the provider refused, or what came is not the answer to what this browser
    ///     began
    SignedIn finish(String browser, Form response) {
        var begun = response.find("state")
                .flatMap(pending::take)
                .filter(sent -> sent.browser().equals(browser))
                .orElseThrow(() -> new SignInException("This browser has no such sign-in going on. Begin again."));
        checkIssuer(response);
        if (response.find("error").isPresent()) {
            throw Provider.refused(response.find("error"), response.find("error_description"));
        }
        var code = response.find("code").orElseThrow(() -> new SignInException("The provider sent no code."));
        var answer = provider.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                client.redirectUri().toString(),
                "code_verifier",
                begun.codeVerifier()));
        var token = answer.requireText("id_token");
        var accessToken = answer.requireText("access_token");
        var claims = verifier.verify(token, begun.nonce(), accessToken, provider.keysFor(token));
        return SignedIn.of(answer, claims);
    }

    SignedIn refresh(SignedIn signedIn) {
        var refreshToken = signedIn.refreshToken()
                .orElseThrow(() -> new SignInException("There is no refresh token: ask for offline_access."));
        var answer = provider.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        var token = answer.requireText("id_token");
        var accessToken = answer.requireText("access_token");
        var claims = verifier.verifyRefreshed(token, signedIn.claims(), accessToken, provider.keysFor(token));
        return signedIn.refreshed(SignedIn.of(answer, claims));
    }

    /// @throws SignInException if userinfo is about somebody else (OpenID Connect Core 1.0, section 5.3.2)
    SignedIn userinfo(SignedIn signedIn) {
        var answer = provider.userinfo(signedIn.accessToken());
        if (!answer.requireText("sub").equals(signedIn.claims().requireText("sub"))) {
            throw new SignInException("Userinfo is about another user than the ID token (sub).");
        }
        return signedIn.withUserinfo(answer);
    }

    /// RFC 9207: an answer must name the provider it is from, so that one provider cannot pass for another.
    private void checkIssuer(Form response) {
        var named = response.find("iss");
        if (named.isEmpty() ? provider.metadata().namesIssuer() : !named.get().equals(issuer.toString())) {
            throw new SignInException("The answer is not from the provider that was asked (iss).");
        }
    }

    private static String challenge(String codeVerifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(codeVerifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
