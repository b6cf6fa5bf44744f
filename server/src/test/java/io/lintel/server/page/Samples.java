package io.lintel.server.page;

import io.lintel.secret.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One view of each page as it usually is.
final class Samples {

    static final URI ISSUER = URI.create("https://login.example.org/dex");
    static final URI ISSUER_AT_ROOT = URI.create("https://login.example.org");

    private Samples() {}

    static Pages pages(URI issuer, Branding branding) {
        return new Pages(issuer, branding, Assets.load(branding));
    }

    static Pages pages() {
        return pages(ISSUER, Branding.plain());
    }

    static ConnectorChoice choice() {
        return new ConnectorChoice(
                List.of(
                        new ConnectorChoice.Way("Local account", "local", "/auth/local?req=1&x=2"),
                        new ConnectorChoice.Way("Corporate directory", "ldap", "/auth/corp"),
                        new ConnectorChoice.Way("GitHub", "github", "/auth/github"),
                        new ConnectorChoice.Way("University of Example", "saml", "/auth/saml"),
                        new ConnectorChoice.Way("Partner network", "oidc", "/auth/partner"),
                        new ConnectorChoice.Way("Old directory", "ldap", "/auth/old", false)),
                "Example Shop");
    }

    static LoginForm login(@Nullable LoginProblem problem, @Nullable String username) {
        return new LoginForm(
                "/posted?req=1&x=2",
                Map.of("csrf", "a\"b'c<d>&e"),
                "Corporate directory",
                "Email Address",
                username,
                problem,
                "/choice?req=1",
                "Example Shop");
    }

    static ConsentForm consent(@Nullable String logo) {
        return new ConsentForm(
                "/posted?req=2",
                Map.of("req", "r-1", "csrf", "t-1"),
                "Example Shop",
                logo,
                "Jane Doe",
                List.of(
                        "audience:server:client_id:warehouse",
                        "offline_access",
                        "groups",
                        "email",
                        "profile",
                        "federated:id",
                        "openid"),
                List.of(),
                Map.of("warehouse", "Example Warehouse"));
    }

    static ConsentForm consentForADevice() {
        return new ConsentForm(
                "/posted?req=2",
                Map.of("req", "r-1", "csrf", "t-1"),
                "Living Room TV",
                null,
                "Jane Doe",
                List.of("openid", "profile"),
                List.of(),
                Map.of(),
                "WDJB-MJHT",
                false);
    }

    static DeviceForm device(@Nullable DeviceProblem problem) {
        return new DeviceForm("/posted", problem == null ? "" : "WDJB-MJHT", problem);
    }

    static DeviceAnswer answer(boolean approved) {
        return new DeviceAnswer("Living Room TV", approved);
    }

    static OutOfBandCode code() {
        return new OutOfBandCode(Secret.of("p3v5cwm7bxd2ofkq6yjz4nhra"));
    }

    static ErrorReport error(PageError error) {
        return new ErrorReport(error, "01JD7Q2M4K", "/choice");
    }

    static FormPost post(String action) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("SAMLRequest", "PHNhbWxwOkF1dGhuUmVxdWVzdC8+");
        fields.put("RelayState", "a1 b\"2");
        return new FormPost(action, fields);
    }
}
