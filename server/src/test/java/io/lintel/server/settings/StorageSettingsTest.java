package io.lintel.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.secret.Secret;
import io.lintel.server.settings.StorageSettings.Etcd;
import io.lintel.server.settings.StorageSettings.EtcdTls;
import io.lintel.server.settings.StorageSettings.Kubernetes;
import io.lintel.server.settings.StorageSettings.Memory;
import io.lintel.server.settings.StorageSettings.MySql;
import io.lintel.server.settings.StorageSettings.Postgres;
import io.lintel.server.settings.StorageSettings.SqlServer;
import io.lintel.server.settings.StorageSettings.SqlTls;
import io.lintel.server.settings.StorageSettings.Sqlite3;
import io.lintel.server.settings.StorageSettings.Sqlite3.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StorageSettingsTest {

    private static final SqlTls VERIFY_FULL = new SqlTls("verify-full", null, null, null);

    @Test
    void memory() {
        assertThat(read("{type: memory}")).isEqualTo(new Memory());
    }

    @Test
    void emptySqlite3IsTemporary() {
        assertThat(read("{type: sqlite3}")).isEqualTo(new Sqlite3("", Synchronous.FULL));
    }

    @Test
    void fullSqlite3() {
        assertThat(read("{type: sqlite3, config: {file: /var/lib/lintel.db, synchronous: normal}}"))
                .isEqualTo(new Sqlite3("/var/lib/lintel.db", Synchronous.NORMAL));
    }

    @Test
    void leastPostgres() {
        assertThat(read("{type: postgres, config: {user: lintel}}"))
                .isEqualTo(new Postgres(new SqlServer(
                        "localhost",
                        5432,
                        "lintel",
                        "lintel",
                        Secret.empty(),
                        Duration.ZERO,
                        5,
                        5,
                        Duration.ZERO,
                        VERIFY_FULL)));
    }

    @Test
    void fullPostgres(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("pem"));
        assertThat(read("""

                  type: postgres
                  config:
                    database: db
                    user: me
                    password: $PASSWORD
                    host: db.example.org
                    port: 5433
                    connectionTimeout: 3
                    maxOpenConns: 20
                    maxIdleConns: 10
                    connMaxLifetime: 600
                    ssl: {mode: verify-ca, caFile: %1$s, keyFile: %1$s, certFile: %1$s}
                """.formatted(file)))
                .isEqualTo(new Postgres(new SqlServer(
                        "db.example.org",
                        5433,
                        "db",
                        "me",
                        Secret.of("hush"),
                        Duration.ofSeconds(3),
                        20,
                        10,
                        Duration.ofMinutes(10),
                        new SqlTls("verify-ca", file, file, file))));
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.org, 0, db.example.org, 5432",
        "db.example.org:6432, 0, db.example.org, 6432",
        "db.example.org:6432, 7432, db.example.org, 7432",
        "'[::1]:6432', 0, '[::1]', 6432"
    })
    void hostMayCarryThePort(String host, int port, String expectedHost, int expectedPort) {
        assertThat(read("{type: postgres, config: {user: u, host: '%s', port: %d}}".formatted(host, port)))
                .isInstanceOfSatisfying(Postgres.class, postgres -> {
                    assertThat(postgres.server().host()).isEqualTo(expectedHost);
                    assertThat(postgres.server().port()).isEqualTo(expectedPort);
                });
    }

    @Test
    void hostMayBeTheDirectoryOfASocket() {
        assertThat(read("{type: postgres, config: {user: u, host: /run/postgresql, port: 5433}}"))
                .isInstanceOfSatisfying(Postgres.class, postgres -> {
                    assertThat(postgres.server().host()).isEqualTo("/run/postgresql");
                    assertThat(postgres.server().port()).isEqualTo(5433);
                });
    }

    @Test
    void leastMySql() {
        assertThat(read("{type: mysql, config: {user: lintel, ssl: {mode: false}}}"))
                .isEqualTo(new MySql(new SqlServer(
                        "localhost",
                        3306,
                        "lintel",
                        "lintel",
                        Secret.empty(),
                        Duration.ZERO,
                        5,
                        0,
                        Duration.ZERO,
                        new SqlTls("false", null, null, null))));
    }

    @Test
    void emptyEtcd() {
        assertThat(read("{type: etcd}"))
                .isEqualTo(new Etcd(List.of(), "", "", Secret.empty(), new EtcdTls("", null, null, null)));
    }

    @Test
    void fullEtcd() {
        assertThat(read("""

                  type: etcd
                  config:
                    endpoints: [http://a.example:2379, http://b.example:2379]
                    namespace: lintel/
                    username: me
                    password: hush
                    ssl: {serverName: etcd.example, caFile: ca, keyFile: key, certFile: cert}
                """))
                .isEqualTo(new Etcd(
                        List.of("http://a.example:2379", "http://b.example:2379"),
                        "lintel/",
                        "me",
                        Secret.of("hush"),
                        new EtcdTls("etcd.example", Path.of("ca"), Path.of("key"), Path.of("cert"))));
    }

    @Test
    void kubernetesIsInsideOrOutsideTheCluster() {
        assertThat(read("{type: kubernetes, config: {inCluster: true}}")).isEqualTo(new Kubernetes(null, true));
        assertThat(read("{type: kubernetes, config: {kubeConfigFile: k, crdHandling: check}}"))
                .isEqualTo(new Kubernetes(Path.of("k"), false));
    }

    private static StorageSettings read(String storage) {
        return Yaml.read(
                "storage: " + storage, root -> StorageSettings.read(root, Yaml.expansion(Map.of("PASSWORD", "hush"))));
    }
}
