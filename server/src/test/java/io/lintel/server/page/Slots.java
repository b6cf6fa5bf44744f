package io.lintel.server.page;

import io.lintel.secret.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Every place where a page shows somebody else's text: the place's name to the page with a given text there.
final class Slots {

    private static final LanguagePreference ENGLISH = LanguagePreference.none();

    private Slots() {}

    static Map<String, Function<String, Page>> all() {
        var pages = Samples.pages();
        var slots = new LinkedHashMap<String, Function<String, Page>>();
        slots.put("issuer name", text -> branded("x" + text).home(ENGLISH));
        slots.put("issuer name as a heading", text -> branded("x" + text).chooseConnector(Samples.choice(), ENGLISH));
        slots.put("issuer name beside an own logo", Slots::ownLogo);
        slots.put("connector name", text -> choice(pages, new ConnectorChoice.Way(text, "ldap", "/auth/x"), "Shop"));
        slots.put("connector type", text -> choice(pages, new ConnectorChoice.Way("X", text, "/auth/x"), "Shop"));
        slots.put("client of a choice", text -> choice(pages, new ConnectorChoice.Way("X", "ldap", "/auth/x"), text));
        slots.put("hidden value", text -> login(pages, Map.of("csrf", text), "C", "User", "u", "Shop"));
        slots.put("hidden name", text -> login(pages, Map.of(text, "1"), "C", "User", "u", "Shop"));
        slots.put("connector of a login", text -> login(pages, Map.of("a", "1"), text, "User", "u", "Shop"));
        slots.put("username prompt", text -> login(pages, Map.of("a", "1"), "C", text, "u", "Shop"));
        slots.put("username", text -> login(pages, Map.of("a", "1"), "C", "User", "x" + text, "Shop"));
        slots.put("client of a login", text -> login(pages, Map.of("a", "1"), "C", "User", "u", text));
        slots.put("client of links", text -> linked(pages, text, "https://shop.example/terms"));
        slots.put("client of a consent", text -> consent(pages, text, "Jane", "email", "Warehouse"));
        slots.put("user of a consent", text -> consent(pages, "Shop", text, "email", "Warehouse"));
        slots.put("scope", text -> consent(pages, "Shop", "Jane", text, "Warehouse"));
        slots.put("audience", text -> consent(pages, "Shop", "Jane", "email", text));
        slots.put(
                "user code of a consent",
                text -> pages.consent(
                        new ConsentForm(
                                "/approval",
                                Map.of(),
                                ShownClient.named("TV"),
                                "Jane",
                                List.of("openid"),
                                List.of(),
                                Map.of(),
                                text,
                                false),
                        ENGLISH));
        slots.put(
                "user code that was typed",
                text -> pages.device(new DeviceForm("/device", text, DeviceProblem.UNKNOWN_CODE), ENGLISH));
        slots.put("client of a device", text -> pages.deviceAnswer(new DeviceAnswer(text, true), ENGLISH));
        slots.put("user of a logout", text -> pages.logout(new LogoutForm("/a", Map.of(), text, "Shop", "/"), ENGLISH));
        slots.put(
                "client of a logout", text -> pages.logout(new LogoutForm("/a", Map.of(), "Jane", text, "/"), ENGLISH));
        slots.put("code", text -> pages.outOfBandCode(new OutOfBandCode(Secret.of(text)), ENGLISH));
        slots.put("account of a code", text -> pages.code(account(text), ENGLISH));
        slots.put("name of a factor", text -> pages.factors(factor(text, "app"), ENGLISH));
        slots.put("name of a factor to be removed", text -> pages.removal(removal(text), ENGLISH));
        slots.put("authenticator of a factor", text -> pages.factors(factor("phone", text), ENGLISH));
        slots.put("reference", text -> pages.error(new ErrorReport(PageError.SERVER_ERROR, text), ENGLISH));
        slots.put("form field value", text -> post(pages, Map.of("RelayState", text)));
        slots.put("form field name", text -> post(pages, Map.of(text, "1")));
        slots.put("user of an account", text -> account(pages, text, "C", "Agent", "192.0.2.1", "Shop", "email"));
        slots.put("connector of an account", text -> account(pages, "J", text, "Agent", "192.0.2.1", "Shop", "email"));
        slots.put("browser of a session", text -> account(pages, "J", "C", "x" + text, "192.0.2.1", "Shop", "email"));
        slots.put("address of a session", text -> account(pages, "J", "C", "Agent", text, "Shop", "email"));
        slots.put("client of a session", text -> account(pages, "J", "C", "Agent", "192.0.2.1", "x" + text, "email"));
        slots.put("scope of an account", text -> account(pages, "J", "C", "Agent", "192.0.2.1", "Shop", text));
        return slots;
    }

    private static CodeForm account(String text) {
        return new CodeForm("/mfa/totp", Map.of("req", "1"), text, null, FactorProblem.WRONG_CODE, "/mfa/recovery");
    }

    private static Pages branded(String issuerName) {
        return Samples.pages(Samples.ISSUER, new Branding(issuerName, null, null, Map.of(), null));
    }

    private static Page ownLogo(String text) {
        var branding = new Branding("x" + text, "https://cdn.example.org/logo.svg", null, Map.of(), null);
        return Samples.pages(Samples.ISSUER, branding).home(ENGLISH);
    }

    private static Page choice(Pages pages, ConnectorChoice.Way way, String client) {
        return pages.chooseConnector(new ConnectorChoice(List.of(way), ShownClient.named(client)), ENGLISH);
    }

    private static Page linked(Pages pages, String client, String terms) {
        return pages.chooseConnector(
                new ConnectorChoice(List.of(), new ShownClient(client, null, null, terms)), ENGLISH);
    }

    private static Page login(
            Pages pages, Map<String, String> hidden, String connector, String prompt, String username, String client) {
        var problem = LoginProblem.WRONG_CREDENTIALS;
        var shown = ShownClient.named(client);
        var form = new LoginForm("/login", hidden, connector, prompt, username, problem, "/auth", shown);
        return pages.login(form, ENGLISH);
    }

    private static Page consent(Pages pages, String client, String user, String scope, String audience) {
        var scopes = List.of("openid", scope, "audience:server:client_id:w");
        var shown = ShownClient.named(client);
        var form =
                new ConsentForm("/approval", Map.of("req", "1"), shown, user, scopes, List.of(), Map.of("w", audience));
        return pages.consent(form, ENGLISH);
    }

    private static Page account(
            Pages pages, String user, String connector, String agent, String address, String client, String scope) {
        var now = Instant.EPOCH;
        var hidden = Map.of("id", "1");
        var account = new Account(
                "/account/end",
                user,
                user,
                connector,
                now,
                now,
                List.of(new Account.SignedOn(hidden, false, agent, address, now, now, List.of(client))),
                List.of(new Account.LastingAccess(hidden, client, agent, now, now)),
                List.of(new Account.Consented(hidden, client, List.of("openid", scope), List.of(), Map.of(), now)),
                "/mfa/manage");
        return pages.account(account, ENGLISH);
    }

    private static FactorList factor(String name, String authenticator) {
        var owned = new FactorList.Owned("/mfa/manage/remove", false, false, "x" + name, Instant.EPOCH, null);
        var way = new FactorList.Way("/mfa/manage/totp", false, authenticator);
        return new FactorList(List.of(owned), 1, null, List.of(way), List.of(way), false, "/");
    }

    private static FactorRemoval removal(String name) {
        return new FactorRemoval("/mfa/manage/remove", Map.of("target", "1"), true, "x" + name, false, "/mfa/manage");
    }

    private static Page post(Pages pages, Map<String, String> fields) {
        return pages.formPost(new FormPost("https://idp.example.org/sso", fields), ENGLISH);
    }
}
