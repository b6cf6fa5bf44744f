package io.lintel.server.page;

import io.lintel.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
                ShownClient.named("Example Shop"));
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
                ShownClient.named("Example Shop"));
    }

    static LoginForm remembering() {
        return new LoginForm(
                "/posted?req=1",
                Map.of("csrf", "c"),
                "Corporate directory",
                "Username",
                null,
                null,
                null,
                new ShownClient(
                        "Example Shop",
                        new ShownClient.Logo(null, "/client-logo?client_id=shop&x=1"),
                        "https://shop.example/privacy?a=1&b=2",
                        "https://shop.example/terms"),
                LoginForm.Remember.CHECKED);
    }

    static ConsentForm consent(@Nullable String logo) {
        return new ConsentForm(
                "/posted?req=2",
                Map.of("req", "r-1", "csrf", "t-1"),
                new ShownClient(
                        "Example Shop",
                        logo == null ? null : new ShownClient.Logo(logo, "/dex/client-logo?client_id=shop"),
                        null,
                        null),
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

    static CodeForm totp(boolean enrols, @Nullable FactorProblem problem) {
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var address = "otpauth://totp/Example:jane?secret=" + secret + "&issuer=Example&algorithm=SHA1&digits=6";
        return new CodeForm(
                "/mfa/totp",
                Map.of("req", "r-1"),
                "Example: (corp) jane@example.org",
                enrols ? new CodeForm.Enrolled(Secret.of(address), Secret.of(secret)) : null,
                problem,
                enrols ? null : "/mfa/recovery?req=1");
    }

    static KeyForm key(boolean enrols, @Nullable FactorProblem problem) {
        return new KeyForm(
                "/mfa/webauthn/login/finish",
                Map.of("req", "r-1"),
                enrols,
                "{\"challenge\":\"a<b>'\"}",
                Duration.ofMinutes(5),
                problem,
                enrols ? null : "/mfa/recovery?req=1");
    }

    static RecoveryForm recovery(@Nullable FactorProblem problem) {
        return new RecoveryForm("/mfa/recovery", Map.of("req", "r-1"), problem, "/mfa/totp?req=1");
    }

    static RecoveryCodes recoveryCodes() {
        return new RecoveryCodes(
                "/mfa/recovery-codes",
                Map.of("req", "r-1"),
                Collections.nCopies(10, Secret.of("mfrgg-zdfmy-yteny-2gqzd-amzqg-a")));
    }

    static ConsentForm consentForADevice() {
        return new ConsentForm(
                "/posted?req=2",
                Map.of("req", "r-1", "csrf", "t-1"),
                ShownClient.named("Living Room TV"),
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

    static Account account() {
        var now = Instant.parse("2026-03-01T12:00:00Z");
        var firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        var safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                + "Version/18.0 Mobile/15E148 Safari/604.1";
        var hidden = Map.of("kind", "session", "id", "s-1", "hmac", "m-1");
        return new Account(
                "/account/end",
                "Jane Doe",
                "jane@example.org",
                "Corporate directory",
                now,
                now.plusSeconds(3_600),
                List.of(
                        new Account.SignedOn(
                                hidden, true, firefox, "192.0.2.7", now, now, List.of("Example Shop", "Example News")),
                        new Account.SignedOn(
                                Map.of("kind", "session", "id", "s-2", "hmac", "m-2"),
                                false,
                                safari,
                                "2001:db8::17",
                                now.minusSeconds(86_400),
                                now.minusSeconds(4_000),
                                List.of("Example Shop"))),
                List.of(new Account.LastingAccess(
                        Map.of("kind", "token", "id", "t-1", "hmac", "m-3"),
                        "Example Shop",
                        safari,
                        now.minusSeconds(900_000),
                        now.minusSeconds(4_000))),
                List.of(new Account.Consented(
                        Map.of("kind", "consent", "id", "shop", "hmac", "m-4"),
                        "Example Shop",
                        List.of("openid", "email", "groups", "offline_access"),
                        List.of("birthdate"),
                        Map.of(),
                        now.minusSeconds(900_000))),
                "/mfa/manage");
    }

    static FactorList factors() {
        var now = Instant.parse("2026-03-01T12:00:00Z");
        return new FactorList(
                List.of(
                        new FactorList.Owned(
                                "/mfa/manage/remove?target=f-1",
                                false,
                                false,
                                "My phone",
                                now,
                                now.plusSeconds(90_000)),
                        new FactorList.Owned("/mfa/manage/remove?target=f-2", false, true, "", now, null)),
                7,
                "/mfa/manage/recovery-codes",
                List.of(
                        new FactorList.Way("/mfa/manage/totp?do=add", false, "app"),
                        new FactorList.Way("/mfa/manage/webauthn?do=add", true, "key")),
                List.of(),
                false,
                "/");
    }

    /// Before something was shown once more.
    static FactorList factorsToConfirm() {
        var now = Instant.parse("2026-03-01T12:00:00Z");
        return new FactorList(
                List.of(
                        new FactorList.Owned(null, false, true, "Blue key", now, now.plusSeconds(90_000)),
                        new FactorList.Owned(null, true, false, "My phone", now, null)),
                0,
                null,
                List.of(),
                List.of(
                        new FactorList.Way("/mfa/manage/webauthn?do=confirm", true, "key"),
                        new FactorList.Way("/mfa/manage/webauthn?do=confirm", true, "passkey"),
                        new FactorList.Way("/mfa/manage/totp?do=confirm", false, "app")),
                false,
                "/");
    }

    /// Of somebody who has logged in a while ago, and has none.
    static FactorList noFactors() {
        return new FactorList(List.of(), 0, null, List.of(), List.of(), true, "/");
    }

    static FactorRemoval removal() {
        return new FactorRemoval(
                "/mfa/manage/remove",
                Map.of("do", "remove", "target", "f-1", "hmac", "m-1"),
                false,
                "My phone",
                true,
                "/mfa/manage");
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

    static LogoutForm logout() {
        return new LogoutForm("/logout/confirm", Map.of("request", "s3aled"), "Jane Doe", "Example Shop", "/");
    }

    /// @param frame what is shown in a frame
    static LoggedOut loggedOut(String frame, LoggedOut.@Nullable Next next) {
        return new LoggedOut(LoggedOut.Outcome.SIGNED_OUT, List.of(frame), next);
    }
}
