package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.connector.support.NamePattern;
import io.lintel.server.mapping.Claim;
import io.lintel.server.mapping.ClaimSource;
import io.lintel.server.mapping.GroupRules;
import io.lintel.server.mapping.MappedIdentity;
import io.lintel.server.mapping.Renaming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands beside `config` for connectors of every type.
final class ConnectorEntryTest {

    private final Written written;

    ConnectorEntryTest(@TempDir Path directory) {
        this.written = new Written(directory).checking();
    }

    @Test
    void nothingWrittenIsTheStandard() {
        var connector = written.load(file("")).settings().connectors().getFirst();

        assertThat(connector.limits())
                .isEqualTo(new ConnectorLimits(
                        Duration.ofSeconds(30), Duration.ofSeconds(15), 64, 5, Duration.ofSeconds(10)));
        assertThat(connector.mapping()).isEqualTo(MappedIdentity.none());
    }

    @Test
    void everythingWrittenIsRead() {
        var connector = written.load(file("""
                  limits: {loginTimeout: 1s, callTimeout: 2m, concurrentCalls: 3, failures: 4, pause: 5s}
                  mapping:
                    groups:
                      filter: ["cn=.*"]
                      rename: [{from: "cn=(.*)", to: $1}, {from: x, to: ""}]
                      prefix: "corp:"
                      allow: [corp:a, corp:b]
                    claims: {name: preferred_username, picture: none, nickname: user_id}
                """)).settings().connectors().getFirst();

        assertThat(connector.limits())
                .isEqualTo(
                        new ConnectorLimits(Duration.ofSeconds(1), Duration.ofMinutes(2), 3, 4, Duration.ofSeconds(5)));
        assertThat(connector.mapping())
                .isEqualTo(new MappedIdentity(
                        new GroupRules(
                                List.of(NamePattern.parse("cn=.*")),
                                List.of(
                                        new Renaming(NamePattern.parse("cn=(.*)"), "$1"),
                                        new Renaming(NamePattern.parse("x"), "")),
                                "corp:",
                                Set.of("corp:a", "corp:b")),
                        Map.of(
                                Claim.NAME, new ClaimSource.Other(Claim.PREFERRED_USERNAME),
                                Claim.PICTURE, new ClaimSource.None(),
                                Claim.NICKNAME, new ClaimSource.UserId())));
    }

    @Test
    void mistakesHaveTheirPaths() {
        assertThat(written.mistakes(file("""
                  limits: {loginTimeout: 0s, callTimeout: -1s, concurrentCalls: 0, failures: none, pause: 5}
                  mapping:
                    groups:
                      filter: [".*", "("]
                      rename: [{from: "(a", to: b}, {from: a, to: $1}, {from: a}, {to: b}]
                    claims: {name: surname, sub: name}
                """)))
                .extracting(mistake -> mistake.replaceFirst("^[^ ]*: ", ""))
                .map(mistake -> mistake.substring(0, mistake.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "connectors[0].limits.loginTimeout",
                        "connectors[0].limits.callTimeout",
                        "connectors[0].limits.concurrentCalls",
                        "connectors[0].limits.failures",
                        "connectors[0].limits.pause",
                        "connectors[0].mapping.groups.filter[1]",
                        "connectors[0].mapping.groups.rename[0].from",
                        "connectors[0].mapping.groups.rename[1].to",
                        "connectors[0].mapping.groups.rename[2].to",
                        "connectors[0].mapping.groups.rename[3].from",
                        "connectors[0].mapping.claims.name",
                        "connectors[0].mapping.claims.sub");
    }

    private static String file(String rest) {
        return """
                issuer: https://login.example.org
                storage: {type: memory}
                web: {http: ':5556'}
                connectors:
                - id: a
                  type: t
                  name: A
                """ + rest;
    }
}
