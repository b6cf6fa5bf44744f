package io.lintel.connector.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lintel.connector.CallbackRequest;
import io.lintel.connector.ConnectorException;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.Identity;
import io.lintel.connector.LoginId;
import io.lintel.connector.testkit.TestLogins;
import io.lintel.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Logout messages in both directions and by both bindings.
final class SingleLogoutTest {

    private static final URI HERE = URI.create("https://login.example.org/logout/callback");
    private static final LoginId ID = new LoginId("alogoutthatwasmade");
    private static final NameId ALICE = new NameId("alice", "urn:format", "idp", "sp");
    private static final Identity IDENTITY = Identity.of("alice")
            .refreshState(new LogoutState(ALICE, "_session").write())
            .build();

    private static final String ANSWER = """
            <samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_answer" Version="2.0" \
            IssueInstant="2026-03-01T12:00:00Z" Destination="@HERE@" InResponseTo="@ID@"><saml:Issuer>\
            https://idp.example.org/metadata</saml:Issuer><samlp:Status><samlp:StatusCode \
            Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>""";

    private static final String REQUEST = """
            <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_request" Version="2.0" \
            IssueInstant="2026-03-01T12:00:00Z" Destination="https://login.example.org/logout/callback">\
            <saml:Issuer>https://idp.example.org/metadata</saml:Issuer><saml:NameID Format="urn:format" \
            NameQualifier="idp" SPNameQualifier="sp">alice</saml:NameID><samlp:SessionIndex>_session\
            </samlp:SessionIndex><samlp:SessionIndex>_other</samlp:SessionIndex></samlp:LogoutRequest>""";

    private final SingleLogout logout = logout("redirect");

    private static SingleLogout logout(String binding) {
        var configuration = Configurations.with(
                entry("signingKey", TestKey.OURS.keyFile().toString()),
                entry("signingCert", TestKey.OURS.certificateFile().toString()),
                entry("sloURL", "https://idp.example.org/slo"),
                entry("sloBinding", binding));
        var setup = SamlSetup.of(configuration, new ConnectorId("corp"), TestLogins.CALLBACK);
        var clock = Clock.fixed(Judge.NOON, ZoneOffset.UTC);
        return new SingleLogout(setup, IdentityProviders.of(setup, TestLogins.context("corp", clock)), clock);
    }

    /// What a browser brings whom the identity provider has sent.
    static CallbackRequest request(URI here, TestKey key) {
        return posted("SAMLRequest", here, REQUEST.replace(HERE.toString(), here.toString()), key);
    }

    /// What a browser brings back after a logout.
    static CallbackRequest answer(String id, URI here, TestKey key) {
        return posted("SAMLResponse", here, ANSWER.replace("@ID@", id).replace("@HERE@", here.toString()), key);
    }

    @Test
    void requestByRedirectNamesPersonAndSessionAndIsSigned() {
        var departure = logout.begin(IDENTITY, ID).orElseThrow();

        SignedByUs.verifyQuery(departure, TestKey.OURS);
        assertThat(TestUpstream.fields(departure)).containsEntry("RelayState", ID.value());
        assertThat(TestUpstream.brought(departure))
                .contains("ID=\"alogoutthatwasmade\"", "NotOnOrAfter=\"2026-03-01T12:05:30Z\"")
                .contains("Destination=\"https://idp.example.org/slo\"")
                .contains("<saml:NameID Format=\"urn:format\" NameQualifier=\"idp\" SPNameQualifier=\"sp\">alice<")
                .contains("<samlp:SessionIndex>_session</samlp:SessionIndex>");
    }

    @Test
    void requestByPostIsSignedInside() {
        var departure = logout("post").begin(IDENTITY, ID).orElseThrow();

        SignedByUs.verify(TestUpstream.brought(departure), SamlElement.PROTOCOL + ":LogoutRequest", TestKey.OURS);
    }

    /// All sessions of the person end then (SAML Core, section 3.7.1).
    @Test
    void withoutWhatTheLoginRememberedTheUserIdNamesThePerson() {
        var departure = logout.begin(Identity.of("alice").build(), ID).orElseThrow();

        assertThat(TestUpstream.brought(departure))
                .contains("<saml:NameID>alice</saml:NameID>")
                .doesNotContain("SessionIndex");
    }

    @Test
    void whatALoginRemembersSurvivesWriting() {
        for (var state :
                List.of(new LogoutState(ALICE, "_session"), new LogoutState(new NameId("ö.-", null, "", null), null))) {
            assertThat(LogoutState.find(state.write())).contains(state);
        }
        for (var other : List.of("", "x", "saml1.-.-.-.-.-", "saml1.YQ.-.-.-")) {
            assertThat(LogoutState.find(Secret.of(other))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Binding.class)
    void answerIsBelieved(Binding binding) {
        var xml = ANSWER.replace("@ID@", ID.value()).replace("@HERE@", HERE.toString());

        assertThatCode(() -> logout.finish(ID, brought(binding, "SAMLResponse", xml, TestKey.PROVIDER)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Binding.class)
    void answerOfAStrangerIsNotBelieved(Binding binding) {
        var xml = ANSWER.replace("@ID@", ID.value()).replace("@HERE@", HERE.toString());

        notFinished("signature_invalid: ", brought(binding, "SAMLResponse", xml, TestKey.THIEF));
        notFinished("signature_missing: ", brought(binding, "SAMLResponse", xml, null));
    }

    @Test
    void answerToAnotherRequestIsRefused() {
        answerRefused("in_response_to: ", xml -> xml.replace(ID.value(), "another"));
    }

    @Test
    void answerOfAnotherProviderIsRefused() {
        answerRefused("issuer: ", xml -> xml.replace("https://idp.example.org/metadata", "https://other.example.org"));
    }

    @Test
    void answerForAnotherAddressIsRefused() {
        answerRefused("destination: ", xml -> xml.replace(HERE.toString(), "https://other.example.org/"));
    }

    @Test
    void somethingElseIsNoAnswer() {
        answerRefused("structure: ", xml -> xml.replace("LogoutResponse", "LogoutRequest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"/>",
                "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"><samlp:StatusCode"
                        + " Value=\"urn:oasis:names:tc:SAML:2.0:status:PartialLogout\"/></samlp:StatusCode>"
            })
    void sessionsThatMayBeLeftAreTold(String status) {
        answerRefused("status: ", xml -> xml.replaceFirst("<samlp:StatusCode [^>]*>", status));
    }

    @ParameterizedTest
    @EnumSource(Binding.class)
    void requestOfTheProviderIsRead(Binding binding) {
        var asked = logout.read(brought(binding, "SAMLRequest", REQUEST, TestKey.PROVIDER));

        assertThat(asked)
                .isEqualTo(new SingleLogout.Asked(
                        "_request",
                        ALICE,
                        List.of("_session", "_other"),
                        "state",
                        Instant.parse("2026-03-01T12:05:30Z")));
    }

    @ParameterizedTest
    @EnumSource(Binding.class)
    void requestOfAStrangerIsNotBelieved(Binding binding) {
        requestRefused("signature_invalid: ", brought(binding, "SAMLRequest", REQUEST, TestKey.THIEF));
        requestRefused("signature_missing: ", brought(binding, "SAMLRequest", REQUEST, null));
    }

    @Test
    void oldRequestIsRefused() {
        requestRefused(
                "expired: ", edited("IssueInstant=\"2026-03-01T12:00:00Z\"", "IssueInstant=\"2026-03-01T11:54:59Z\""));
        requestRefused("expired: ", edited(" Version=", " NotOnOrAfter=\"2026-03-01T12:00:00Z\" Version="));
    }

    @Test
    void requestOfTheFutureIsRefused() {
        requestRefused(
                "not_yet_valid: ",
                edited("IssueInstant=\"2026-03-01T12:00:00Z\"", "IssueInstant=\"2026-03-01T12:01:01Z\""));
    }

    @Test
    void requestForAnotherAddressIsRefused() {
        requestRefused("destination: ", edited("/logout/callback", "/other"));
    }

    @Test
    void requestThatNamesNobodyIsRefused() {
        requestRefused("subject: ", edited(">alice<", "> <"));
    }

    @Test
    void changedQueryIsNotBelieved() {
        var honest = brought(Binding.REDIRECT, "SAMLRequest", REQUEST, TestKey.PROVIDER);

        requestRefused(
                "signature_invalid: ", withQuery(honest.query().replace("RelayState=state", "RelayState=other")));
        requestRefused("malformed: ", withQuery(honest.query() + "&RelayState=other"));
        requestRefused("malformed: ", withQuery(honest.query() + "&SAMLEncoding=other"));
        requestRefused("algorithm: ", withQuery(honest.query().replace("rsa-sha256", "rsa-sha1")));
    }

    @Test
    void requestIsAnswered() {
        var asked = logout.read(brought(Binding.REDIRECT, "SAMLRequest", REQUEST, TestKey.PROVIDER));

        var departure = logout.answer(asked, true).orElseThrow();

        SignedByUs.verifyQuery(departure, TestKey.OURS);
        assertThat(TestUpstream.fields(departure))
                .containsEntry("RelayState", "state")
                .containsKey("SAMLResponse");
        assertThat(TestUpstream.brought(departure))
                .contains("InResponseTo=\"_request\"", "status:Success")
                .doesNotContain("PartialLogout");
        assertThat(TestUpstream.brought(logout.answer(asked, false).orElseThrow()))
                .contains("status:PartialLogout");
    }

    @Test
    void personIsMeantByNameAndSession() {
        var order = order(REQUEST);

        assertThat(order.findUserId()).contains("alice");
        assertThat(order.means(IDENTITY)).isTrue();
        assertThat(order.means(withState(ALICE, "_other"))).isTrue();
        assertThat(order.means(withState(ALICE, "_third"))).isFalse();
        assertThat(order.means(withState(ALICE, null))).isTrue();
        assertThat(order.means(withState(new NameId("alice", null, null, null), "_session")))
                .isTrue();
        assertThat(order.means(withState(new NameId("bob", null, null, null), "_session")))
                .isFalse();
        assertThat(order.means(withState(new NameId("alice", null, "another", "sp"), "_session")))
                .isFalse();
        assertThat(order.means(withState(new NameId("alice", null, "idp", "another"), "_session")))
                .isFalse();
    }

    @Test
    void withoutSessionIndexAllSessionsOfThePersonAreMeant() {
        var order = order(REQUEST.replaceAll("<samlp:SessionIndex>.*</samlp:SessionIndex>", ""));

        assertThat(order.means(withState(ALICE, "_third"))).isTrue();
        assertThat(order.means(withState(new NameId("bob", null, null, null), "_third")))
                .isFalse();
    }

    @Test
    void whoWasNotRememberedIsToldByTheUserId() {
        assertThat(order(REQUEST).means(Identity.of("alice").build())).isTrue();
        assertThat(order(REQUEST).means(Identity.of("bob").build())).isFalse();

        var asked = logout.read(brought(Binding.REDIRECT, "SAMLRequest", REQUEST, TestKey.PROVIDER));
        var named = new LogoutOrder(asked, false, logout);
        assertThat(named.findUserId()).isEmpty();
        assertThat(named.means(Identity.of("alice").build())).isFalse();
        assertThat(named.means(IDENTITY)).isTrue();
    }

    private LogoutOrder order(String xml) {
        return new LogoutOrder(
                logout.read(brought(Binding.REDIRECT, "SAMLRequest", xml, TestKey.PROVIDER)), true, logout);
    }

    private static Identity withState(NameId name, @Nullable String sessionIndex) {
        return Identity.of("alice")
                .refreshState(new LogoutState(name, sessionIndex).write())
                .build();
    }

    private void answerRefused(String words, UnaryOperator<String> edit) {
        var xml = edit.apply(ANSWER.replace("@ID@", ID.value()).replace("@HERE@", HERE.toString()));
        notFinished(words, posted("SAMLResponse", HERE, xml, TestKey.PROVIDER));
    }

    private void notFinished(String words, CallbackRequest callback) {
        assertThatThrownBy(() -> logout.finish(ID, callback))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith(words);
    }

    private void requestRefused(String words, CallbackRequest callback) {
        assertThatThrownBy(() -> logout.read(callback))
                .isInstanceOf(ConnectorException.class)
                .hasMessageStartingWith(words);
    }

    private static CallbackRequest edited(String old, String replacement) {
        assertThat(REQUEST).contains(old);
        return brought(Binding.REDIRECT, "SAMLRequest", REQUEST.replace(old, replacement), TestKey.PROVIDER);
    }

    /// @param key null for no signature
    private static CallbackRequest brought(Binding binding, String field, String xml, @Nullable TestKey key) {
        return switch (binding) {
            case POST -> posted(field, HERE, xml, key);
            case REDIRECT -> withQuery(query(field, xml, key));
        };
    }

    private static CallbackRequest withQuery(String query) {
        return new CallbackRequest(HERE, Map.of("RelayState", "state"), Map.of(), query);
    }

    private static String query(String field, String xml, @Nullable TestKey key) {
        var query = field + "=" + TestUpstream.deflated(xml) + "&RelayState=state";
        if (key == null) {
            return query;
        }
        var signed = query + "&SigAlg=http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256";
        var signature = Tool.file("query.sig");
        Tool.run(List.of(
                "openssl",
                "dgst",
                "-sha256",
                "-sign",
                key.keyFile().toString(),
                "-out",
                signature.toString(),
                Tool.write("query.txt", signed).toString()));
        try {
            return signed + "&Signature=" + TestUpstream.encoded(Files.readAllBytes(signature));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static CallbackRequest posted(String field, URI here, String xml, @Nullable TestKey key) {
        var id = xml.replaceFirst("(?s).*? ID=\"([^\"]*)\".*", "$1");
        var marked = xml.replaceFirst("</saml:Issuer>", "</saml:Issuer>" + Message.signature("#" + id));
        var text = key == null ? xml : signed(marked, xml.substring(7, xml.indexOf(' ')), key);
        return new CallbackRequest(
                here, Map.of(field, Base64.getEncoder().encodeToString(text.getBytes(UTF_8)), "RelayState", "state"));
    }

    private static String signed(String xml, String name, TestKey key) {
        return Tool.run(List.of(
                "xmlsec1",
                "--sign",
                "--privkey-pem",
                key.keyFile() + "," + key.certificateFile(),
                "--id-attr:ID",
                SamlElement.PROTOCOL + ":" + name,
                Tool.write("logout.xml", xml).toString()));
    }
}
