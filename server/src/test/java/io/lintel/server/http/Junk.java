package io.lintel.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What somebody sends who means no good, or nothing at all.
final class Junk {

    /// All that is read anywhere.
    static final List<String> NAMES = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "nonce",
            "prompt",
            "max_age",
            "code_challenge",
            "code_challenge_method",
            "connector_id",
            "req",
            "hmac",
            "login",
            "password",
            "approval",
            "grant_type",
            "code",
            "code_verifier",
            "refresh_token",
            "client_secret",
            "RelayState",
            "SAMLResponse",
            "lintel_posted_again",
            "access_token",
            "response_mode",
            "claims",
            "request",
            "request_uri",
            "resource",
            "acr_values",
            "ui_locales",
            "login_hint",
            "id_token_hint",
            "post_logout_redirect_uri",
            "client_assertion",
            "client_assertion_type",
            "user_code",
            "device_code",
            "device",
            "token",
            "token_type_hint",
            "subject_token",
            "subject_token_type",
            "requested_token_type",
            "audience",
            "username",
            "target",
            "deed",
            "totp",
            "credential",
            "factor",
            "kind",
            "id",
            "remember_me",
            "lintel_request",
            "error",
            "iss",
            "v");

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "shop",
            "https://shop.example/callback",
            "code",
            "openid",
            "none",
            "plain",
            "S256",
            "mock",
            "0",
            "-1",
            "99999999999999999999",
            "%",
            "%zz",
            "%00",
            "%ff%fe",
            "%c0%ae",
            "a".repeat(3000),
            "\u202e",
            "<script>alert(1)</script>",
            "' or 1=1 --",
            "../../etc/passwd",
            "authorization_code",
            "refresh_token",
            "aaaaaaaaaaaaaaaaaaaaaaaaa",
            "CgR0ZXN0EgNiYXI",
            "approve",
            "{\"a\":1}",
            "\r\nX: y");

    private final Random random;

    Junk(long seed) {
        this.random = new Random(seed);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /// Up to five parameters.
    String form() {
        return form(List.of());
    }

    /// Up to five parameters, some of them with values that have meant something once.
    String form(List<String> meant) {
        var pairs = new ArrayList<String>();
        for (var i = random.nextInt(6); i > 0; i--) {
            var value = meant.isEmpty() || random.nextBoolean() ? pick(VALUES) : pick(meant);
            pairs.add(pick(NAMES) + "=" + escaped(value));
        }
        return String.join("&", pairs);
    }

    /// Percent signs stay as they are: broken escapes are part of the attack. What no URI can hold is escaped.
    private static String escaped(String value) {
        var out = new StringBuilder();
        value.codePoints().forEach(c -> {
            var isPlain = c > 0x20 && c < 0x7f && "\"<>\\^`{|}#&+".indexOf(c) < 0;
            out.append(isPlain ? Character.toString(c) : URLEncoder.encode(Character.toString(c), UTF_8));
        });
        // java.net.URI refuses a broken escape, so every percent sign that is none is doubled into one.
        return out.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
