package io.lintel.server.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A plan of the certification and its modules, as the suite has them. A Form Post plan has the modules of the plan
/// that it is a form of.
record Plan(String title, List<String> modules) {

    private static final List<Plan> ALL = List.of(
            new Plan("Config", "oidcc-discovery-endpoint-verification"),
            new Plan(
                    "Basic",
                    everywhere(
                            withCode(),
                            "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
                            "oidcc-idtoken-unsigned",
                            "oidcc-ensure-post-request-succeeds")),
            new Plan("Implicit", everywhere("oidcc-ensure-request-without-nonce-fails")),
            new Plan(
                    "Hybrid",
                    everywhere(
                            withCode(),
                            "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
                            "oidcc-ensure-request-without-nonce-fails")),
            new Plan(
                    "Dynamic",
                    "oidcc-idtoken-rs256",
                    "oidcc-idtoken-unsigned",
                    "oidcc-userinfo-rs256",
                    "oidcc-ensure-redirect-uri-in-authorization-request",
                    "oidcc-redirect-uri-query-OK",
                    "oidcc-redirect-uri-query-mismatch",
                    "oidcc-redirect-uri-query-added",
                    "oidcc-redirect-uri-regfrag",
                    "oidcc-discovery-endpoint-verification",
                    "oidcc-server",
                    "oidcc-registration-logo-uri",
                    "oidcc-registration-policy-uri",
                    "oidcc-registration-tos-uri",
                    "oidcc-registration-jwks-uri",
                    "oidcc-registration-sector-uri",
                    "oidcc-registration-sector-bad",
                    "oidcc-server-rotate-keys",
                    "oidcc-refresh-token-rp-key-rotation",
                    "oidcc-request-uri-unsigned",
                    "oidcc-request-uri-signed-rs256",
                    "oidcc-ensure-request-object-with-redirect-uri",
                    "oidcc-refresh-token",
                    "oidcc-ensure-client-assertion-with-iss-aud-succeeds"),
            new Plan("3rd Party-Init", "oidcc-3rd_party-init-login", "oidcc-3rd_party-init-login-nohttps"),
            new Plan(
                    "RP-Initiated Logout",
                    "oidcc-rp-initiated-logout-discovery-endpoint-verification",
                    "oidcc-rp-initiated-logout",
                    "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
                    "oidcc-rp-initiated-logout-modified-id-token-hint",
                    "oidcc-rp-initiated-logout-no-id-token-hint",
                    "oidcc-rp-initiated-logout-no-params",
                    "oidcc-rp-initiated-logout-no-post-logout-redirect-uri",
                    "oidcc-rp-initiated-logout-no-state",
                    "oidcc-rp-initiated-logout-only-state"),
            new Plan(
                    "Back-Channel Logout",
                    "oidcc-backchannel-logout-discovery-endpoint-verification",
                    "oidcc-backchannel-rp-initiated-logout"),
            new Plan(
                    "Front-Channel Logout",
                    "oidcc-frontchannel-logout-discovery-endpoint-verification",
                    "oidcc-frontchannel-rp-initiated-logout"));

    private Plan(String title, String... modules) {
        this(title, List.of(modules));
    }

    static List<Plan> all() {
        return ALL;
    }

    private static String[] everywhere(String[] some, String... others) {
        return everywhere(
                Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new));
    }

    private static String[] withCode() {
        return new String[] {
            "oidcc-codereuse",
            "oidcc-codereuse-30seconds",
            "oidcc-server-client-secret-post",
            "oidcc-refresh-token",
            "oidcc-ensure-request-with-valid-pkce-succeeds"
        };
    }

    private static String[] everywhere(String... others) {
        return Stream.concat(
                        Stream.of(
                                "oidcc-server",
                                "oidcc-response-type-missing",
                                "oidcc-idtoken-signature",
                                "oidcc-userinfo-get",
                                "oidcc-userinfo-post-header",
                                "oidcc-userinfo-post-body",
                                "oidcc-scope-profile",
                                "oidcc-scope-email",
                                "oidcc-scope-address",
                                "oidcc-scope-phone",
                                "oidcc-scope-all",
                                "oidcc-ensure-other-scope-order-succeeds",
                                "oidcc-display-page",
                                "oidcc-display-popup",
                                "oidcc-prompt-login",
                                "oidcc-prompt-none-not-logged-in",
                                "oidcc-prompt-none-logged-in",
                                "oidcc-max-age-1",
                                "oidcc-max-age-10000",
                                "oidcc-ensure-request-with-unknown-parameter-succeeds",
                                "oidcc-id-token-hint",
                                "oidcc-login-hint",
                                "oidcc-ui-locales",
                                "oidcc-claims-locales",
                                "oidcc-ensure-request-with-acr-values-succeeds",
                                "oidcc-ensure-registered-redirect-uri",
                                "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
                                "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
                                "oidcc-ensure-request-object-with-redirect-uri",
                                "oidcc-claims-essential"),
                        Arrays.stream(others))
                .toArray(String[]::new);
    }
}
