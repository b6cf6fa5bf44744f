package io.lintel.server.http;

import static io.lintel.server.http.Registering.BODY;
import static io.lintel.server.http.Registering.INITIAL;
import static io.lintel.server.http.Registering.SETTINGS;
import static io.lintel.server.http.Registering.ask;
import static io.lintel.server.http.Registering.registered;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import io.lintel.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Clients read, change and end their own registration, and no other (RFC 7592).
final class ClientConfigurationTest {

    private static TestServer server;
    private static Registering registering;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestServer.STANDARD + SETTINGS);
        registering = new Registering(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void stockClientReadsChangesAndEndsItsRegistration() throws Exception {
        var client = registered(registering.register(BODY, INITIAL));
        var uri = client.getRegistrationURI();
        var token = client.getRegistrationAccessToken();

        var found = registered(new ClientReadRequest(uri, token).toHTTPRequest().send());
        assertThat(found.getID()).isEqualTo(client.getID());
        assertThat(found.getSecret()).as("M2: a secret is shown once").isNull();

        var changes = found.getOIDCMetadata();
        changes.setName("Other Shop");
        var changed = registered(new OIDCClientUpdateRequest(uri, client.getID(), token, changes, client.getSecret())
                .toHTTPRequest()
                .send());
        assertThat(changed.getOIDCMetadata().getName()).isEqualTo("Other Shop");
        assertThat(changed.getRegistrationAccessToken()).isEqualTo(token);
        assertThat(registering.isKnown(client.getID().getValue())).isTrue();

        assertThat(new ClientDeleteRequest(uri, token).toHTTPRequest().send().getStatusCode())
                .isEqualTo(204);
        assertThat(registering.isKnown(client.getID().getValue())).isFalse();
        assertThat(ask("GET", uri, token.getValue(), null).statusCode()).isEqualTo(401);
    }

    @Test
    void registrationIsItsClientsAlone() throws Exception {
        var one = registered(registering.register(BODY, INITIAL));
        var other = registered(registering.register(BODY, INITIAL));
        var foreign = other.getRegistrationAccessToken().getValue();

        for (var token : new String[] {foreign, INITIAL, "", one.getSecret().getValue()}) {
            for (var method : new String[] {"GET", "PUT", "DELETE"}) {
                var refused = ask(method, one.getRegistrationURI(), token, BODY);
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.body()).isEqualTo("{\"error\":\"invalid_token\"}");
            }
        }
        assertThat(registering.isKnown(one.getID().getValue())).isTrue();
    }

    @Test
    void clientDoesNotChooseWhatTheServerSays() throws Exception {
        var client = registered(registering.register(BODY, INITIAL));
        var token = client.getRegistrationAccessToken().getValue();
        var id = "{\"client_id\":\"" + client.getID() + "\",\"redirect_uris\":[\"https://shop.example/callback\"]";

        for (var body : new String[] {
            BODY,
            id.replace(client.getID().getValue(), "shop") + "}",
            id + ",\"client_secret\":\"other\"}",
            id + ",\"registration_access_token\":\"x\"}",
            id + ",\"client_id_issued_at\":1}"
        }) {
            assertThat(ask("PUT", client.getRegistrationURI(), token, body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(ask("PUT", client.getRegistrationURI(), token, id + "}").statusCode())
                .isEqualTo(200);
    }
}
