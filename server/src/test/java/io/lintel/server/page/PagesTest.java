package io.lintel.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Refusal;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PagesTest {

    private static final LanguagePreference ENGLISH = LanguagePreference.none();

    private final Pages pages = Samples.pages();

    @Test
    void waysToLogInAreSortedByNameWithoutRegardToCase() {
        var ways = List.of(
                new ConnectorChoice.Way("b", "ldap", "/b"),
                new ConnectorChoice.Way("C", "saml", "/c"),
                new ConnectorChoice.Way("A", "local", "/a"));
        var page = Shape.parse(pages.chooseConnector(new ConnectorChoice(ways, null), ENGLISH));

        assertThat(page.select("main a").eachAttr("href")).containsExactly("/a", "/b", "/c");
        assertThat(page.select("main a").eachText()).containsExactly("Log in with A", "Log in with b", "Log in with C");
        assertThat(page.select(".dex-btn-icon--ldap, .dex-btn-icon--saml, .dex-btn-icon--local"))
                .hasSize(3);
    }

    @Test
    @Tag("REL-20")
    void wayThatIsAwayIsThereAndCannotBeTaken() {
        var ways = List.of(new ConnectorChoice.Way("Corp <1>", "ldap", "/corp", false));
        var page = Shape.parse(pages.chooseConnector(new ConnectorChoice(ways, null), ENGLISH));

        assertThat(page.select("main a")).isEmpty();
        assertThat(page.select("main button[disabled]").eachText()).containsExactly("Log in with Corp <1>");
        assertThat(page.select("main li p").text()).startsWith("Corp <1> does not answer at the moment.");
    }

    @Test
    void loginFormHasTheIdsAndNamesAutomationReliesOn() {
        var page = Shape.parse(pages.login(Samples.login(null, null), ENGLISH));

        assertThat(page.select("form").attr("method")).isEqualTo("post");
        assertThat(page.select("form").attr("action")).isEqualTo("/posted?req=1&x=2");
        assertThat(page.select("#username").attr("name")).isEqualTo("login");
        assertThat(page.select("#username").attr("autocomplete")).isEqualTo("username");
        assertThat(page.select("#password").attr("name")).isEqualTo("password");
        assertThat(page.select("#password").attr("autocomplete")).isEqualTo("current-password");
        assertThat(page.select("button#login[type=submit]")).hasSize(1);
        assertThat(page.select("#password").hasAttr("value")).isFalse();
        assertThat(page.select("[autofocus]").eachAttr("id")).containsExactly("username");
        assertThat(page.select("[aria-invalid], [role=alert]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WRONG_CREDENTIALS,401", "BUSY,503", "UNAVAILABLE,503"})
    void failedLoginKeepsTheNameAndSaysWhyOnTheField(LoginProblem problem, int status) {
        var page = pages.login(Samples.login(problem, "jane"), ENGLISH);
        var shown = Shape.parse(page);

        assertThat(page.status()).isEqualTo(status);
        assertThat(shown.select("#username").attr("value")).isEqualTo("jane");
        assertThat(shown.select("[autofocus]").eachAttr("id")).containsExactly("password");
        assertThat(shown.select("#login-error[role=alert]").text()).isNotBlank();
        assertThat(shown.select("input[aria-describedby=login-error][aria-invalid=true]"))
                .hasSize(2);
    }

    @Test
    void formThatAsksForACodeHasTheIdsAndNamesAutomationReliesOn() {
        var asked = Shape.parse(pages.code(Samples.totp(false, null), ENGLISH));
        assertThat(asked.select("#totp").attr("name")).isEqualTo("totp");
        assertThat(asked.select("#totp").attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(asked.select("#totp").attr("inputmode")).isEqualTo("numeric");
        assertThat(asked.select("#recovery").attr("href")).isEqualTo("/mfa/recovery?req=1");
        assertThat(asked.select("#qr, #secret, #factor-name")).isEmpty();

        var enrols = Shape.parse(pages.code(Samples.totp(true, null), ENGLISH));
        assertThat(enrols.select("#secret").text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(enrols.select("svg#qr[role=img]").attr("aria-label")).isNotBlank();
        assertThat(enrols.select("#factor-name").attr("name")).isEqualTo("name");
    }

    @Test
    void formThatAsksForAKeyHoldsWhatTheScriptNeeds() {
        var page = Shape.parse(pages.key(Samples.key(false, null), ENGLISH));

        assertThat(page.select("form").attr("data-webauthn")).isEqualTo("get");
        assertThat(page.select("form").attr("data-options")).isEqualTo("{\"challenge\":\"a<b>'\"}");
        assertThat(page.select("form").attr("data-lifetime")).isEqualTo("300000");
        assertThat(page.select("input[name=credential][type=hidden]")).hasSize(1);
        assertThat(page.select("script").eachAttr("src")).allMatch(src -> src.startsWith("/dex/static/"));
        assertThat(Shape.parse(pages.key(Samples.key(true, null), ENGLISH))
                        .select("form")
                        .attr("data-webauthn"))
                .isEqualTo("create");
    }

    @ParameterizedTest
    @CsvSource({"WRONG_CODE,401", "TOO_MANY_ATTEMPTS,429", "TOO_MANY_ENROLLED,400"})
    void factorThatWasNotPassedSaysWhy(FactorProblem problem, int status) {
        var page = pages.code(Samples.totp(false, problem), ENGLISH);

        assertThat(page.status()).isEqualTo(status);
        assertThat(Shape.parse(page).select("#factor-error[role=alert]").text()).isNotBlank();
    }

    @Test
    void consentFormPostsTheAnswerItsButtonStandsFor() {
        var page = Shape.parse(pages.consent(Samples.consent(null), ENGLISH));

        assertThat(page.select("#consent-accept").attr("name")).isEqualTo("approval");
        assertThat(page.select("#consent-accept").attr("value")).isEqualTo("approve");
        assertThat(page.select("#consent-deny").attr("name")).isEqualTo("approval");
        assertThat(page.select("#consent-deny").attr("value")).isEqualTo("rejected");
        assertThat(page.select("form input[type=hidden]").eachAttr("name")).containsExactlyInAnyOrder("req", "csrf");
    }

    @Test
    void consentSaysInWordsWhatIsAskedForAndNothingElse() {
        var page = Shape.parse(pages.consent(Samples.consent(null), ENGLISH));

        assertThat(page.select(".dex-fact").eachText())
                .containsExactly(
                        "recognize you by an id that stays the same",
                        "see your profile: name, username, picture, language",
                        "see your email address",
                        "see the groups you belong to",
                        "see which provider you log in with, and your id there",
                        "keep you logged in, also while you are not using it",
                        "act for you at Example Warehouse");
        assertThat(page.text()).doesNotContain("federated:id", "offline_access", "audience:");
    }

    @Test
    void consentNeverOffersWhatItWasNotGiven() {
        var form = new ConsentForm(
                "/a", Map.of(), ShownClient.named("Shop"), "Jane", List.of("openid", "x:y"), List.of(), Map.of());
        var page = Shape.parse(pages.consent(form, ENGLISH));

        assertThat(page.select(".dex-fact").eachText())
                .containsExactly("recognize you by an id that stays the same", "use the permission “x:y”");
    }

    /// RFC 8707: by the name the operator has given, or else by the address.
    @Test
    void consentTellsResources() {
        var asked = List.of("resource:https://mail.example/<b>", "openid", "resource:https://calendar.example/");
        var names = Map.of("resource:https://calendar.example/", "Calendar", "https://mail.example/<b>", "a client");
        var form = new ConsentForm("/a", Map.of(), ShownClient.named("Shop"), "Jane", asked, List.of(), names);

        assertThat(Shape.parse(pages.consent(form, ENGLISH)).select(".dex-fact").eachText())
                .containsExactly(
                        "recognize you by an id that stays the same",
                        "act for you at https://mail.example/<b>",
                        "act for you at Calendar");
    }

    /// OpenID Connect Core, section 5.5.
    @Test
    void consentTellsClaimsThatAreAskedForByName() {
        var claims = List.of("birthdate", "email", "phone_number_verified", "given_name", "email_verified");
        var form = new ConsentForm(
                "/a", Map.of(), ShownClient.named("Shop"), "Jane", List.of("openid", "email"), claims, Map.of());
        var broad = new ConsentForm(
                "/a", Map.of(), ShownClient.named("Shop"), "Jane", List.of("profile"), claims, Map.of());

        assertThat(Shape.parse(pages.consent(form, ENGLISH)).select(".dex-fact").eachText())
                .containsExactly(
                        "recognize you by an id that stays the same",
                        "see your email address",
                        "see your phone number",
                        "see these details of your profile: date of birth, first name");
        assertThat(Shape.parse(pages.consent(broad, ENGLISH)).text()).doesNotContain("date of birth");
    }

    @Test
    void consentToNothingSaysSo() {
        var form = new ConsentForm("/a", Map.of(), ShownClient.named("Shop"), "Jane", List.of(), List.of(), Map.of());

        assertThat(Shape.parse(pages.consent(form, ENGLISH)).text()).contains("Shop asks for no personal information.");
    }

    @Test
    void logoutIsAskedForWithAForm() {
        var page = Shape.parse(pages.logout(Samples.logout(), ENGLISH));

        assertThat(page.text()).contains("You are logged in as Jane Doe.", "Example Shop wants you to log out.");
        assertThat(page.select("form").attr("method")).isEqualTo("post");
        assertThat(page.select("form").attr("action")).isEqualTo("/logout/confirm");
        assertThat(page.select("form input[name=request]").attr("value")).isEqualTo("s3aled");
        assertThat(page.select("#logout-confirm").attr("type")).isEqualTo("submit");
        assertThat(page.select("#logout-stay").attr("href")).isEqualTo("/");
    }

    @Test
    void logoutSaysWhatHasHappened() {
        var done = pages.loggedOut(new LoggedOut(LoggedOut.Outcome.SIGNED_OUT, List.of(), null), ENGLISH);
        var nobody = pages.loggedOut(new LoggedOut(LoggedOut.Outcome.NO_SESSION, List.of(), null), ENGLISH);
        var going = pages.loggedOut(
                Samples.loggedOut(
                        "https://a.example/", new LoggedOut.Next.Form(Samples.post("https://idp.example.org/slo"))),
                ENGLISH);

        assertThat(Shape.parse(done).select("h1").text()).isEqualTo("You are logged out");
        assertThat(Shape.parse(nobody).select("h1").text()).isEqualTo("You are not logged in");
        assertThat(Shape.parse(going).select("h1").text()).isEqualTo("Logging you out …");
        assertThat(Shape.parse(going).select("form").attr("action")).isEqualTo("https://idp.example.org/slo");
        assertThat(Shape.parse(done).select("#continue, iframe")).isEmpty();
    }

    @Test
    void audienceWithoutANameIsShownByItsId() {
        var scopes = List.of("audience:server:client_id:w-1");
        var form = new ConsentForm("/a", Map.of(), ShownClient.named("Shop"), "Jane", scopes, List.of(), Map.of());

        assertThat(Shape.parse(pages.consent(form, ENGLISH)).text()).contains("act for you at w-1");
    }

    @Test
    @Tag("SEC-E5")
    void consentForADeviceShowsItsCodeToCompare() {
        var page = Shape.parse(pages.consent(Samples.consentForADevice(), ENGLISH));

        assertThat(page.select("#user-code").text()).isEqualTo("WDJB-MJHT");
        assertThat(page.text()).contains("Living Room TV", "If somebody sent you this code, deny.");
        assertThat(Shape.parse(pages.consent(Samples.consent(null), ENGLISH)).select("#user-code"))
                .isEmpty();
    }

    @Test
    void deviceFormHasTheIdsAndNamesAutomationReliesOn() {
        var page = Shape.parse(pages.device(Samples.device(null), ENGLISH));

        assertThat(page.select("form").attr("method")).isEqualTo("post");
        assertThat(page.select("form").attr("action")).isEqualTo("/posted");
        assertThat(page.select("#user_code").attr("name")).isEqualTo("user_code");
        assertThat(page.select("#user_code").attr("placeholder")).isEqualTo("XXXX-XXXX");
        assertThat(page.select("button#verify[type=submit]")).hasSize(1);
        assertThat(page.select("[aria-invalid], [role=alert]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_CODE,400", "TOO_MANY,429"})
    void deviceFormThatIsShownAgainKeepsTheCodeAndSaysWhy(DeviceProblem problem, int status) {
        var page = pages.device(Samples.device(problem), ENGLISH);
        var shown = Shape.parse(page);

        assertThat(page.status()).isEqualTo(status);
        assertThat(shown.select("#user_code").attr("value")).isEqualTo("WDJB-MJHT");
        assertThat(shown.select("#device-error[role=alert]").text()).isNotBlank();
    }

    @Test
    void answerToADeviceNamesTheClient() {
        assertThat(Shape.parse(pages.deviceAnswer(Samples.answer(true), ENGLISH))
                        .select("#device-approved")
                        .text())
                .contains("Living Room TV");
        assertThat(Shape.parse(pages.deviceAnswer(Samples.answer(false), ENGLISH))
                        .select("#device-denied")
                        .text())
                .contains("not connected");
    }

    @Test
    void codeStandsInAFieldThatCannotBeChanged() {
        var field = Shape.parse(pages.outOfBandCode(Samples.code(), ENGLISH)).select("#code");

        assertThat(field.attr("value")).isEqualTo("p3v5cwm7bxd2ofkq6yjz4nhra");
        assertThat(field.hasAttr("readonly")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(PageError.class)
    @Tag("SEC-L7")
    void errorPageSaysWhatToDoAndShowsTheReferenceAndNoMore(PageError error) {
        var page = pages.error(new ErrorReport(error, "01JD7Q2M4K"), ENGLISH);
        var shown = Shape.parse(page);

        assertThat(page.status()).isEqualTo(error.status()).isBetween(400, 599);
        assertThat(shown.select("[role=alert] h1").text()).isNotBlank().isEqualTo(shown.title());
        assertThat(shown.select("[role=alert] p").text()).isNotBlank();
        assertThat(shown.select("#reference").text()).isEqualTo("01JD7Q2M4K");
        assertThat(shown.select("main a")).isEmpty();
    }

    @Test
    @Tag("SEC-I7")
    void everyRefusalAndFaultHasAPageOfItsOwn() {
        var errors = EnumSet.noneOf(PageError.class);
        Arrays.stream(Refusal.values()).map(PageError::of).forEach(errors::add);
        Arrays.stream(ConnectorException.Fault.values()).map(PageError::of).forEach(errors::add);
        var headings = Arrays.stream(PageError.values())
                .map(error -> Texts.load(Languages.OFFERED.getFirst()).of(error.heading()));

        assertThat(errors).hasSize(Refusal.values().length + ConnectorException.Fault.values().length);
        assertThat(headings).doesNotHaveDuplicates();
    }

    @Test
    void homeLinksTheDiscoveryDocumentOfTheIssuer() {
        assertThat(discovery("https://login.example.org/dex")).isEqualTo("/dex/.well-known/openid-configuration");
        assertThat(discovery("https://login.example.org/dex/")).isEqualTo("/dex/.well-known/openid-configuration");
        assertThat(discovery("https://login.example.org")).isEqualTo("/.well-known/openid-configuration");
    }

    @Test
    void emptyHiddenValueIsStillAField() {
        var form = new LoginForm("/a", Map.of("back", ""), "C", "User", "", null, null, null);

        assertThat(Shape.parse(pages.login(form, ENGLISH))
                        .select("input[name=back]")
                        .val())
                .isEmpty();
    }

    private static String discovery(String issuer) {
        var page = Samples.pages(URI.create(issuer), Branding.plain()).home(ENGLISH);
        return Shape.parse(page).select("#discovery").attr("href");
    }
}
