package io.lintel.authorization;

import static io.lintel.client.TestClients.APP;
import static io.lintel.client.TestClients.REGISTERED_APP;
import static io.lintel.client.TestClients.SHOP;
import static io.lintel.client.TestClients.THIEF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lintel.authorization.UnknownTargetException.Reason;
import io.lintel.client.Client;
import io.lintel.client.FakeClients;
import io.lintel.client.TestClients;
import io.lintel.oauth2.TestParameters;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6749, section 3.1.2.3; RFC 8252, section 7.3; RFC 9700, sections 2.1 and 4.1.
final class RedirectTargetsTest {

    private static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

    private final FakeClients clients = new FakeClients(SHOP, THIEF, APP, REGISTERED_APP);
    private final RedirectTargets targets = new RedirectTargets(clients);

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8000/callback?x=%20", "http://127.0.0.1/", "http://[::1]:8080/", OUT_OF_BAND})
    @Tag("SEC-A1")
    @Tag("SEC-A3")
    void publicClientWithoutAddressesMayUseItsOwnMachine(String uri) {
        var target = resolve(APP, uri);

        assertThat(target.uri().value()).isSameAs(uri);
        assertThat(target.client()).isEqualTo(APP);
    }

    /// More of them are in [LoopbackTest].
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1.evil.test/",
                "http://localhost@evil.test/",
                "https://localhost/",
                "https://shop.example/callback",
                "javascript:alert(1)//http://localhost/",
                "urn:ietf:wg:oauth:2.0:oob:auto",
                "urn:ietf:wg:oauth:2.0:OOB",
                "urn:ietf:wg:oauth:2.0:oob ",
                "*",
                "",
            })
    @Tag("SEC-A1")
    @Tag("SEC-A2")
    void publicClientWithoutAddressesMayUseNoOther(String uri) {
        refused(APP, uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9999/done",
                "http://127.0.0.1:9998/done",
                "http://127.0.0.1/done",
                "http://127.0.0.1:9999/done/",
                "http://127.0.0.1:9999/done?x=1",
                "http://127.0.0.1:9999/Done",
                "http://[::1]:9999/done",
                OUT_OF_BAND,
            })
    @Tag("SEC-A1")
    void publicClientWithAddressesMayUseTheseAlone(String uri) {
        assertThat(resolve(REGISTERED_APP, "http://127.0.0.1:9999/done").uri().value())
                .isEqualTo("http://127.0.0.1:9999/done");
        refused(REGISTERED_APP, uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/callback/",
                "https://shop.example/callback?",
                "https://shop.example/callback?x=1",
                "https://shop.example/callback#",
                "https://shop.example/callback#x",
                "https://shop.example/callbac",
                "https://shop.example/callback ",
                " https://shop.example/callback",
                "https://shop.example/callback%20",
                "https://shop.example/%63allback",
                "https://shop.example/./callback",
                "https://shop.example/x/../callback",
                "https://shop.example//callback",
                "https://shop.example:443/callback",
                "https://shop.example./callback",
                "https://user@shop.example/callback",
                "https://SHOP.example/callback",
                "HTTPS://shop.example/callback",
                "http://shop.example/callback",
                "https://shop.example\\callback",
                "https://evil.shop.example/callback",
                "https://shop.example.evil.test/callback",
                "https://thief.example/callback",
                "https://shop.example/callback\u0000",
                "https://shop.example/callbacḱ",
                "http://localhost/",
                "http://127.0.0.1:8080/callback",
                OUT_OF_BAND,
                "*",
            })
    @Tag("SEC-A1")
    @Tag("SEC-A2")
    void confidentialClientMayUseItsAddressesAloneByteForByte(String uri) {
        assertThat(resolve(SHOP, "https://shop.example/callback").uri().value())
                .isEqualTo("https://shop.example/callback");
        refused(SHOP, uri);
    }

    /// What is registered is compared and not judged: an application may have an address of its own kind.
    @Test
    @Tag("SEC-A1")
    void everyRegisteredAddressIsTaken() {
        clients.put(TestClients.at(SHOP, "com.example.shop:/callback", "https://shop.example/%2e%2e?ä=1", OUT_OF_BAND));

        assertThat(resolve(SHOP, "com.example.shop:/callback")).isNotNull();
        assertThat(resolve(SHOP, "https://shop.example/%2e%2e?ä=1")).isNotNull();
        assertThat(resolve(SHOP, OUT_OF_BAND)).isNotNull();
        refused(SHOP, "https://shop.example/callback");
    }

    @Test
    @Tag("SEC-A1")
    void confidentialClientWithoutAddressesHasNowhereToGo() {
        clients.put(TestClients.at(SHOP));

        refused(SHOP, "http://localhost/");
        refused(SHOP, OUT_OF_BAND);
    }

    @Test
    @Tag("SEC-A2")
    void unknownClientHasNoTarget() {
        refused(
                Map.of("client_id", "stranger", "redirect_uri", "https://shop.example/callback"),
                Reason.CLIENT_UNKNOWN);
        refused(Map.of("client_id", "Shop", "redirect_uri", "https://shop.example/callback"), Reason.CLIENT_UNKNOWN);
        refused(Map.of("client_id", "", "redirect_uri", "https://shop.example/callback"), Reason.CLIENT_MISSING);
        refused(Map.of("redirect_uri", "https://shop.example/callback"), Reason.CLIENT_MISSING);
    }

    /// RFC 6749 would let a client with one address leave it out; OpenID Connect Core, section 3.1.2.1, does
    /// not.
    @Test
    @Tag("SEC-A2")
    void missingAddressIsRefused() {
        refused(Map.of("client_id", "shop"), Reason.REDIRECT_URI_MISSING);
        refused(Map.of("client_id", "shop", "redirect_uri", ""), Reason.REDIRECT_URI_MISSING);
    }

    @Test
    @Tag("SEC-A1")
    @Tag("SEC-B14")
    void targetThatWasAllowedAtTheStartIsAskedForAgain() {
        var request = TestAuthorizations.asksAlice(1).request();
        assertThat(targets.resolve(request))
                .isInstanceOfSatisfying(
                        RedirectTarget.class, target -> assertThat(target.uri()).isEqualTo(request.redirectUri()));

        clients.put(TestClients.at(SHOP, "https://shop.example/other"));
        assertThatExceptionOfType(UnknownTargetException.class)
                .isThrownBy(() -> targets.resolve(request))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REDIRECT_URI_NOT_REGISTERED));

        clients.remove(SHOP.id());
        assertThatExceptionOfType(UnknownTargetException.class)
                .isThrownBy(() -> targets.resolve(request))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLIENT_UNKNOWN));
    }

    private RedirectTarget resolve(Client client, String uri) {
        return targets.resolve(TestParameters.of("client_id", client.id().value(), "redirect_uri", uri));
    }

    private void refused(Client client, String uri) {
        refused(
                Map.of("client_id", client.id().value(), "redirect_uri", uri),
                uri.isEmpty() ? Reason.REDIRECT_URI_MISSING : Reason.REDIRECT_URI_NOT_REGISTERED);
    }

    private void refused(Map<String, String> given, Reason reason) {
        assertThatExceptionOfType(UnknownTargetException.class)
                .isThrownBy(() -> targets.resolve(TestParameters.of(given)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
