package io.lintel.server.settings;

import io.lintel.oauth2.Issuer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the whole of a file, and checks what concerns more than one block of it.
final class SettingsReading {

    private static final Issuer NO_ISSUER = new Issuer("http://localhost");

    private final Map<String, String> environment;
    private final FeatureFlags flags;
    private final Mistakes mistakes;
    private final ConnectorCheck connectorCheck;
    private final Expansion expansion;
    private final FromEnvironment fromEnvironment;

    SettingsReading(
            Map<String, String> environment, FeatureFlags flags, Mistakes mistakes, ConnectorCheck connectorCheck) {
        this.environment = Map.copyOf(environment);
        this.flags = flags;
        this.mistakes = mistakes;
        this.connectorCheck = connectorCheck;
        this.expansion = new Expansion(environment, flags, mistakes);
        this.fromEnvironment = new FromEnvironment(environment);
    }

    /// What was written, with harmless values where there were mistakes.
    Settings read(Node.Mapping document) {
        return Section.read(document, mistakes, this::settings);
    }

    private Settings settings(Section root) {
        var writtenIssuer = issuer(root);
        var issuer = writtenIssuer == null ? NO_ISSUER : writtenIssuer;
        var compatibility = root.choice("compatibility", Compatibility.DEFAULT, Compatibility::word);
        var expiry = root.section("expiry", ExpirySettings::read);
        var enablePasswordDb = root.flag("enablePasswordDB", false);
        connectorCheck.prepare(compatibility, root.section(PluginSettings.KEY, PluginSettings::read), mistakes);
        var connectorIds = new HashSet<String>();
        var connectors = connectors(root, writtenIssuer, enablePasswordDb, connectorIds);
        var mfa = root.section("mfa", section -> MfaSettings.read(section, issuer));
        var settings = new Settings(
                issuer,
                compatibility,
                StorageSettings.read(root, expansion),
                new EncryptionKeyReading(root, expansion, fromEnvironment).read(),
                root.section("web", WebSettings::read),
                root.section("telemetry", TelemetrySettings::read),
                root.section(
                        "oauth2",
                        section -> OAuth2Settings.read(
                                section, compatibility, flags, connectorIds, connectorCheck::checksNoPasswords)),
                root.section("grpc", GrpcSettings::read),
                expiry,
                root.section("logger", LoggerSettings::read),
                root.section("frontend", section -> FrontendSettings.read(section, environment)),
                SignerSettings.read(root, expiry.signingKeys(), expansion, environment),
                connectors,
                staticClients(
                        root,
                        new StaticClientReading(
                                new RedirectUriCheck(compatibility, issuer), fromEnvironment, connectorIds, mfa)),
                enablePasswordDb,
                staticPasswords(root),
                root.has("sessions") ? root.section("sessions", SessionsSettings::read) : null,
                mfa,
                root.section("registration", new RegistrationReading(fromEnvironment)::read),
                root.section("throttle", ThrottleSettings::read),
                flags);
        if (root.has("staticPasswords")
                && !enablePasswordDb
                && !settings.staticPasswords().isEmpty()) {
            root.mistake("staticPasswords", "cannot be used without the password database; add enablePasswordDB: true");
        }
        requireDifferentAddresses(root, settings);
        return settings;
    }

    private static @Nullable Issuer issuer(Section root) {
        var text = root.requiredText("issuer", "is missing: no issuer specified, such as https://login.example.org");
        if (text.isEmpty()) {
            return null;
        }
        try {
            var issuer = new URI(text);
            var problem = problemOfIssuer(issuer);
            if (problem == null) {
                if (issuer.getScheme().equals("http") && !RedirectUriCheck.isLoopback(issuer.getHost())) {
                    root.warn("issuer", "is http to other machines: passwords and tokens can be read on the way");
                }
                return new Issuer(text);
            }
            root.mistake("issuer", problem);
        } catch (URISyntaxException malformed) {
            root.mistake("issuer", "is not a URL: " + Place.printable(malformed.getReason()));
        }
        return null;
    }

    private static @Nullable String problemOfIssuer(URI issuer) {
        if (issuer.getScheme() == null
                || issuer.getHost() == null
                || !(issuer.getScheme().equals("https") || issuer.getScheme().equals("http"))) {
            return "is not an absolute http or https URL such as https://login.example.org";
        }
        if (issuer.getRawQuery() != null || issuer.getRawFragment() != null || issuer.getRawUserInfo() != null) {
            return "must have no query (?…), fragment (#…) or user (…@)";
        }
        return issuer.normalize().equals(issuer) ? null : "must not hold . or .. or // in its path";
    }

    private List<ConnectorDefinition> connectors(
            Section root, @Nullable Issuer issuer, boolean enablePasswordDb, Set<String> ids) {
        if (enablePasswordDb) {
            ids.add("local");
        }
        var connectors = new ArrayList<ConnectorDefinition>();
        root.sections("connectors", section -> {
            var definition = ConnectorDefinition.read(section, expansion);
            if (definition != null) {
                requireUnique(section, "id", definition.id().value(), ids);
                if (!definition.type().isEmpty()) {
                    connectorCheck.check(definition, issuer, mistakes);
                }
                connectors.add(definition);
            }
            return section;
        });
        mistakes.judgeFailedConnectors(connectors.size() + (enablePasswordDb ? 1 : 0));
        if (!root.has("connectors") && !enablePasswordDb) {
            root.mistake(
                    "connectors",
                    "is missing: no connectors specified, so nobody could log in; "
                            + "add one, or enablePasswordDB: true");
        } else if (connectors.isEmpty() && !enablePasswordDb) {
            root.mistake("connectors", "has no usable connector, so nobody could log in");
        }
        return connectors;
    }

    private static List<StaticClient> staticClients(Section root, StaticClientReading reading) {
        var ids = new HashSet<String>();
        return root.sections("staticClients", section -> {
            var client = reading.read(section);
            requireUnique(section, section.text("id").isEmpty() ? "idEnv" : "id", client.id(), ids);
            return client;
        });
    }

    private List<StaticPassword> staticPasswords(Section root) {
        var emails = new HashSet<String>();
        var userIds = new HashSet<String>();
        return root.sections("staticPasswords", section -> {
            var password = StaticPassword.read(section, fromEnvironment);
            requireUnique(section, "email", password.email(), emails);
            requireUnique(section, "userID", password.userId(), userIds);
            return password;
        });
    }

    private static void requireUnique(Section section, String key, String value, Set<String> seen) {
        if (!value.isEmpty() && !seen.add(value)) {
            section.mistake(key, "is there twice: " + Place.printable(value));
        }
    }

    private static void requireDifferentAddresses(Section root, Settings settings) {
        var taken = new HashMap<ListenAddress, String>();
        take(root, "web", "http", settings.web().http(), taken);
        take(root, "web", "https", settings.web().https(), taken);
        take(root, "telemetry", "http", settings.telemetry().http(), taken);
        take(root, "grpc", "addr", settings.grpc().addr(), taken);
    }

    private static void take(
            Section root, String block, String key, @Nullable ListenAddress address, Map<ListenAddress, String> taken) {
        if (address == null || address.port() == 0) {
            return;
        }
        var other = taken.putIfAbsent(address, block + "." + key);
        if (other != null) {
            var node = root.mapping(block);
            root.mistakes().add(new Section(node, root.mistakes()).place(key), "is the same address as " + other);
        }
    }
}
