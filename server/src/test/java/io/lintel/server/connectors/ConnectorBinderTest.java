package io.lintel.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.mock.MockCallbackConnectorFactory;
import io.lintel.connector.mock.MockPasswordConfiguration;
import io.lintel.connector.mock.MockPasswordConnectorFactory;
import io.lintel.secret.Secret;
import io.lintel.server.connectors.LighthouseConfiguration.Keeper;
import io.lintel.server.connectors.LighthouseConfiguration.Reach;
import io.lintel.server.connectors.LighthouseConfiguration.Tower;
import io.lintel.server.settings.InvalidSettings;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectorBinderTest {

    private final Path directory;
    private final Lighthouse.Factory lighthouses = new Lighthouse.Factory();
    private final ConnectorText text;

    ConnectorBinderTest(@TempDir Path directory) {
        this.directory = directory;
        this.text = new ConnectorText(
                directory, lighthouses, new MockCallbackConnectorFactory(), new MockPasswordConnectorFactory());
    }

    @Test
    void emptyConfigurationHasEveryDefault() {
        assertThat(bind("""
                clientID: c
                """))
                .isEqualTo(new LighthouseConfiguration(
                        "c",
                        Secret.empty(),
                        null,
                        "Username",
                        false,
                        true,
                        3,
                        null,
                        null,
                        URI.create("https://light.example"),
                        Duration.ofSeconds(10),
                        null,
                        Reach.ONE_LEVEL,
                        List.of(),
                        List.of("openid", "profile"),
                        Set.of(),
                        Map.of(),
                        List.of(),
                        new Tower(0, null),
                        null));
    }

    @Test
    void fullConfigurationBindsEveryKeyWithoutRegardToCase() {
        assertThat(bind("""
                clientID: 4711
                clientSecret: $SECRET
                hostName: light.example
                usernamePrompt: Who
                insecureNoSSL: yes
                startTLS: false
                attempts: 7
                port: "636"
                checked: off
                LAMP: https://lamp.example/on
                timeout: 1m30s
                rootCA: /etc/ca.pem
                reach: sub
                attributes: [uid, mail]
                scopes: email
                groups: [a, b, a]
                administrators: {example.org: admin@example.org, Example.com: 5}
                keepers: [{name: Ida, teams: [night, day]}, {name: Grace}]
                tower: {height: 12, colour: red}
                annex: {}
                """))
                .isEqualTo(new LighthouseConfiguration(
                        "4711",
                        Secret.of("hush"),
                        "light.example",
                        "Who",
                        true,
                        false,
                        7,
                        636,
                        false,
                        URI.create("https://lamp.example/on"),
                        Duration.ofSeconds(90),
                        Path.of("/etc/ca.pem"),
                        Reach.SUB,
                        List.of("uid", "mail"),
                        List.of("email"),
                        Set.of("a", "b"),
                        Map.of("example.org", "admin@example.org", "Example.com", "5"),
                        List.of(new Keeper("Ida", List.of("night", "day")), new Keeper("Grace", List.of())),
                        new Tower(12, "red"),
                        new Tower(0, null)));
    }

    @Test
    void emptyTextIsNothingButSwitchesADefaultTextOff() {
        assertThat(bind("""
                clientID: c
                hostName: ""
                port: ""
                attempts: ""
                attributes: ""
                usernamePrompt: ""
                lamp:
                """)).isInstanceOfSatisfying(LighthouseConfiguration.class, lighthouse -> {
            assertThat(lighthouse.hostName()).isNull();
            assertThat(lighthouse.port()).isNull();
            assertThat(lighthouse.attempts()).isEqualTo(3);
            assertThat(lighthouse.attributes()).isEmpty();
            assertThat(lighthouse.usernamePrompt()).isEmpty();
            assertThat(lighthouse.lamp()).isEqualTo(URI.create("https://light.example"));
        });
    }

    @Test
    void everyMistakeIsToldWithPathAndLine() {
        assertThat(mistakes("lighthouse", """
                attempts: 11
                startTLS: perhaps
                port: many
                lamp: lamp.example
                timeout: 10
                reach: nowhere
                attributes: {a: b}
                keepers:
                  - name: ""
                    teams: [day, " "]
                  - Ida
                tower:
                  height: -1
                unheard: of
                """))
                .containsExactlyInAnyOrder(
                        "config.yaml:8: connectors[0].config.clientID: is missing (must not be blank)",
                        "config.yaml:9: connectors[0].config.attempts: must be less than or equal to 10",
                        "config.yaml:10: connectors[0].config.startTLS: must be true or false",
                        "config.yaml:11: connectors[0].config.port: must be a number",
                        "config.yaml:12: connectors[0].config.lamp: is not an absolute URI such as https://idp.example.org/login",
                        "config.yaml:13: connectors[0].config.timeout: is not a duration: a unit is missing (write 30s, 5m or 24h)",
                        "config.yaml:14: connectors[0].config.reach: is none of sub, one_level",
                        "config.yaml:15: connectors[0].config.attributes: must be a single value, not a list or keys and values",
                        "config.yaml:17: connectors[0].config.keepers[0].name: is missing (must not be blank)",
                        "config.yaml:18: connectors[0].config.keepers[0].teams[1]: must not be blank",
                        "config.yaml:19: connectors[0].config.keepers[1]: must be keys and values",
                        "config.yaml:21: connectors[0].config.tower.height: must be greater than or equal to 0",
                        "config.yaml:22: connectors[0].config.unheard: is an unknown key (there are: clientID, clientSecret, "
                                + "hostName, usernamePrompt, insecureNoSSL, startTLS, attempts, port, checked, lamp, timeout, "
                                + "rootCA, reach, attributes, scopes, groups, administrators, keepers, tower, annex)");
    }

    @Test
    void mistakesOfOtherSettingsAreToldWithThem() throws IOException {
        var file = Files.writeString(directory.resolve("config.yaml"), """
                storage: {type: memory}
                web: {http: 127.0.0.1:5556}
                connectors: [{id: a, type: lighthouse, name: A}, {id: b, type: ldop, name: B}]
                """);

        assertThat(mistakes(file))
                .containsExactlyInAnyOrder(
                        "config.yaml: issuer: is missing: no issuer specified, such as https://login.example.org",
                        "config.yaml:3: connectors[0].config.clientID: is missing (must not be blank)",
                        "config.yaml:3: connectors[1].type: is an unknown connector type \"ldop\" "
                                + "(there are: lighthouse, mockCallback, mockPassword)");
    }

    @Test
    void refusalOfTheRecordItselfIsAMistake() {
        assertThat(mistakes("lighthouse", "clientID: forbidden"))
                .containsExactly("config.yaml:8: connectors[0].config: clientId and the rest contradict each other");
    }

    @Test
    void contradictionThatOnlyTheConnectorSeesIsAMistake() {
        assertThat(mistakes("lighthouse", "clientID: contradiction"))
                .containsExactly("config.yaml:8: connectors[0].config: port and hostName contradict each other");
    }

    @Test
    void connectorThatBoastsIsRefusedAndClosed() {
        assertThat(mistakes("lighthouse", "clientID: boaster"))
                .singleElement()
                .asString()
                .startsWith("config.yaml:7: connectors[0].type: has a defect: its connector declares [OFFLINE_ACCESS]");
        assertThat(lighthouses.closed).hasSize(1);
    }

    @Test
    void connectorThatMayBeOpenedIsOpenedAndClosed() {
        assertThat(mistakes("lighthouse", "clientID: c")).isEmpty();
        assertThat(lighthouses.closed).hasSize(1);
    }

    @Test
    void faultOfTheUpstreamIsNoMistakeOfTheOperator() {
        var trial = trial();

        var loaded = ConnectorText.load(text.file("lighthouse", "clientID: dark"), trial);

        assertThat(loaded.warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.endsWith("connectors[0].config: cannot be opened now: no light"));
        assertThat(trial.bound().all()).hasSize(1);
    }

    @Test
    void secretAtTheWrongKeyIsNotShown() {
        assertThat(String.join("\n", mistakes("lighthouse", """
                attempts: hunter2
                lamp: hunter2 hunter2
                reach: hunter2
                timeout: hunter2
                clientSecret: {hunter: hunter2}
                """))).doesNotContain("hunter2");
    }

    @Test
    void typesOfDexThatAreToComeAreSaidToBe() {
        assertThat(mistakes("gitlab", "{}"))
                .containsExactly("config.yaml:7: not supported yet: connectors[0].type (gitlab)");
    }

    @Test
    void mockPasswordBinds() {
        assertThat(text.bind("mockPassword", "{username: admin, password: hush}"))
                .isEqualTo(new MockPasswordConfiguration("admin", Secret.of("hush")));
    }

    @Test
    void mockPasswordWithoutAnythingSaysWhatIsMissing() {
        assertThat(mistakes("mockPassword", "{}"))
                .containsExactly("config.yaml:8: connectors[0].config.username: is missing (must not be blank)");
    }

    @Test
    void mockCallbackHasNothingToConfigure() {
        assertThat(mistakes("mockCallback", "{a: b}"))
                .containsExactly(
                        "config.yaml:9: connectors[0].config.a: is an unknown key (no keys are expected here)");
    }

    private Object bind(String config) {
        return text.bind("lighthouse", config);
    }

    private List<String> mistakes(String type, String config) {
        return mistakes(text.file(type, config));
    }

    private List<String> mistakes(Path file) {
        try {
            ConnectorText.load(file, trial());
            return List.of();
        } catch (InvalidSettings refused) {
            return refused.mistakes().stream()
                    .map(mistake -> mistake.toString().replace(directory + "/", ""))
                    .toList();
        }
    }

    private ConnectorTrial trial() {
        return new ConnectorTrial(text.binder(), BeanContext.build(), HttpClient.newHttpClient(), Clock.systemUTC());
    }
}
