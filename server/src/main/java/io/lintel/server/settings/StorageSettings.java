package io.lintel.server.settings;

import io.lintel.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the server keeps what must outlive a request.
public sealed interface StorageSettings {

    /// Nowhere but in the process.
    record Memory() implements StorageSettings {}

    /// A file.
    ///
    /// @param file what SQLite calls a file name: a path, a `file:` URI or `:memory:`; empty for a temporary
    ///     database
    record Sqlite3(String file, Synchronous synchronous) implements StorageSettings {

        /// When a write counts as done.
        public enum Synchronous {
            /// It survives a loss of power.
            FULL,
            /// It survives a crash of the process.
            NORMAL;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// PostgreSQL.
    record Postgres(SqlServer server) implements StorageSettings {}

    /// MySQL or MariaDB.
    record MySql(SqlServer server) implements StorageSettings {}

    /// etcd, version 3.
    record Etcd(List<String> endpoints, String namespace, String username, Secret password, EtcdTls ssl)
            implements StorageSettings {

        public Etcd {
            endpoints = List.copyOf(endpoints);
        }
    }

    /// Custom resources.
    ///
    /// @param kubeConfigFile null inside the cluster
    /// @param createDefinitions whether missing definitions of the resources are created
    record Kubernetes(@Nullable Path kubeConfigFile, boolean createDefinitions) implements StorageSettings {}

    /// A database behind a network.
    ///
    /// @param host a name or address, or for PostgreSQL the directory of a Unix socket if it begins with `/`
    /// @param connectionTimeout zero for what the storage thinks is right
    /// @param connMaxLifetime zero for no limit
    record SqlServer(
            String host,
            int port,
            String database,
            String user,
            Secret password,
            Duration connectionTimeout,
            int maxOpenConns,
            int maxIdleConns,
            Duration connMaxLifetime,
            SqlTls ssl) {}

    /// How a database is believed to be itself.
    ///
    /// @param mode in the words of the database
    record SqlTls(
            String mode,
            @Nullable Path caFile,
            @Nullable Path keyFile,
            @Nullable Path certFile) {}

    /// How etcd is believed to be itself.
    record EtcdTls(
            String serverName,
            @Nullable Path caFile,
            @Nullable Path keyFile,
            @Nullable Path certFile) {}

    static StorageSettings read(Section root, Expansion expansion) {
        if (!root.has("storage")) {
            root.mistake("storage", "is missing: no storage supplied; for a start write type: sqlite3");
            return new Memory();
        }
        return root.section("storage", section -> {
            var config = expansion.expand(section.mapping("config"));
            var type = section.requiredText("type", "is missing; there are: memory, sqlite3, postgres");
            var mistakes = root.mistakes();
            return switch (type) {
                case "memory" -> Section.read(config, mistakes, _ -> new Memory());
                case "sqlite3" -> Section.read(config, mistakes, SqlReading::sqlite3);
                case "postgres" -> Section.read(config, mistakes, SqlReading::postgres);
                case "mysql" -> Section.read(config, mistakes, SqlReading::mySql);
                case "etcd" -> Section.read(config, mistakes, StorageSettings::etcd);
                case "kubernetes" -> Section.read(config, mistakes, StorageSettings::kubernetes);
                case "" -> new Memory();
                default -> {
                    section.mistake(
                            "type",
                            "is an unknown storage type \"" + Place.printable(type)
                                    + "\" (there are: memory, sqlite3, postgres)");
                    yield new Memory();
                }
            };
        });
    }

    private static Etcd etcd(Section section) {
        return new Etcd(
                section.texts("endpoints"),
                section.text("namespace"),
                section.text("username"),
                section.secret("password"),
                section.section(
                        "ssl",
                        ssl -> new EtcdTls(
                                ssl.text("serverName"),
                                FileCheck.path(ssl, "caFile"),
                                FileCheck.path(ssl, "keyFile"),
                                FileCheck.path(ssl, "certFile"))));
    }

    private static Kubernetes kubernetes(Section section) {
        var inCluster = section.flag("inCluster", false);
        var kubeConfigFile = FileCheck.path(section, "kubeConfigFile");
        if (inCluster == (kubeConfigFile != null)) {
            section.mistake("inCluster", "and kubeConfigFile exclude each other, and one of them must be there");
        }
        var crdHandling = section.text("crdHandling", "ensure");
        if (!crdHandling.equals("ensure") && !crdHandling.equals("check")) {
            section.mistake("crdHandling", "is neither ensure nor check");
        }
        return new Kubernetes(kubeConfigFile, crdHandling.equals("ensure"));
    }
}
