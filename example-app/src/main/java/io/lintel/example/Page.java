package io.lintel.example;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The application's one page, as HTML. Everything that comes from outside is escaped.
final class Page {

    private static final Map<String, String> SCOPES = scopes();

    private final String issuer;
    private final String clientId;

    Page(String issuer, String clientId) {
        this.issuer = issuer;
        this.clientId = clientId;
    }

    String home(Optional<SignedIn> signedIn) {
        return html(signedIn.map(this::tokens).orElse("") + signInForm(signedIn.isPresent()));
    }

    String problem(String message, Optional<SignedIn> signedIn) {
        return html("""
                <section class="problem" role="alert"><h2>That did not work</h2><p id="problem">%s</p>
                <p><a href="/">Back to the start</a></p></section>
                """.formatted(escape(message)) + (signedIn.isPresent() ? "" : signInForm(false)));
    }

    private static String signInForm(boolean again) {
        var boxes = SCOPES.entrySet().stream()
                .map(scope -> """
                        <label><input type="checkbox" name="scope" value="%1$s"%3$s> <code>%1$s</code> <span>%2$s</span></label>
                        """.formatted(
                        scope.getKey(), scope.getValue(), scope.getKey().equals("federated:id") ? "" : " checked"))
                .collect(joining());
        return """
                <section><h2>%s</h2><form method="post" action="/sign-in"><fieldset><legend>What this app asks for,
                besides <code>openid</code></legend>%s</fieldset>
                <button id="sign-in" class="primary">Sign in</button></form></section>
                """.formatted(again ? "Sign in again" : "Sign in", boxes);
    }

    private String tokens(SignedIn signedIn) {
        return """
                <section><h2>Signed in as <span id="who">%s</span></h2>
                <p>The ID token was checked: signature, issuer, audience, times and nonce are right.</p>
                <div class="actions">%s%s%s</div></section>
                <section><h2>Claims of the ID token</h2>%s</section>%s
                <section><h2>Tokens</h2>%s%s%s<p>%s%s</p></section>
                """.formatted(
                escape(who(signedIn.claims())),
                action("refresh", "Refresh the tokens", signedIn.refreshToken().isPresent()),
                action("userinfo", "Ask userinfo", true),
                action("forget", "Forget", true),
                json("claims", signedIn.claims()),
                signedIn.userinfo()
                        .map(answer -> "<section><h2>Userinfo</h2>" + json("userinfo-answer", answer) + "</section>")
                        .orElse(""),
                token("id-token", "ID token", signedIn.idToken()),
                token("access-token", "Access token", signedIn.accessToken()),
                signedIn.refreshToken()
                        .map(text -> token("refresh-token", "Refresh token", text))
                        .orElse("<p>No refresh token: <code>offline_access</code> was not granted.</p>"),
                signedIn.expiresIn()
                        .map(seconds -> "The access token expires %d seconds after it was issued. ".formatted(seconds))
                        .orElse(""),
                signedIn.scope()
                        .map(scope -> "Granted: <code>" + escape(scope) + "</code>.")
                        .orElse(""));
    }

    private static String who(Json.Members claims) {
        return claims.findText("name")
                .or(() -> claims.findText("email"))
                .or(() -> claims.findText("sub"))
                .orElse("");
    }

    private static String action(String name, String label, boolean possible) {
        return """
                <form method="post" action="/%1$s"><button id="%1$s"%3$s>%2$s</button></form>
                """.formatted(name, label, possible ? "" : " disabled");
    }

    private static String token(String id, String name, String token) {
        var parts = Jwt.find(token)
                .map(jwt -> json(id + "-header", jwt.header()) + json(id + "-claims", jwt.claims()))
                .orElse("");
        return """
                <details><summary>%s</summary><pre id="%s" class="raw" tabindex="0">%s</pre>%s</details>
                """.formatted(name, id, escape(token), parts);
    }

    private static String json(String id, Json json) {
        return "<pre id=\"%s\" tabindex=\"0\">%s</pre>".formatted(id, escape(json.pretty()));
    }

    private String html(String content) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Example app</title><link rel="stylesheet" href="/style.css"></head><body>
                <header><h1>Example app</h1><p>Client <code>%s</code> of <code>%s</code></p></header>
                <main>%s</main></body></html>
                """.formatted(escape(clientId), escape(issuer), content);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Map<String, String> scopes() {
        var scopes = new LinkedHashMap<String, String>();
        scopes.put("profile", "name and other things about the person");
        scopes.put("email", "the address");
        scopes.put("groups", "the groups the person is in");
        scopes.put("offline_access", "a refresh token");
        scopes.put("federated:id", "who the person is at the upstream provider");
        return scopes;
    }
}
