package io.lintel.server.settings;

import java.util.Map;

/// The switches that are environment variables. A value that is no truth value leaves the default, as in dex.
///
/// @param expandEnv `DEX_EXPAND_ENV`, on: whether `$NAME` means something in `config` blocks
/// @param apiConnectorsCrud `DEX_API_CONNECTORS_CRUD`, off
/// @param continueOnConnectorFailure `DEX_CONTINUE_ON_CONNECTOR_FAILURE`, on: a connector that cannot be opened
///     is left out as long as another one can
/// @param configDisallowUnknownFields `DEX_CONFIG_DISALLOW_UNKNOWN_FIELDS`, off
/// @param clientCredentialGrantEnabledByDefault `DEX_CLIENT_CREDENTIAL_GRANT_ENABLED_BY_DEFAULT`, off
/// @param sessionsEnabled `DEX_SESSIONS_ENABLED`, off
/// @param apiSessionsIdentitiesCrud `DEX_API_SESSIONS_IDENTITIES_CRUD`, off
public record FeatureFlags(
        boolean expandEnv,
        boolean apiConnectorsCrud,
        boolean continueOnConnectorFailure,
        boolean configDisallowUnknownFields,
        boolean clientCredentialGrantEnabledByDefault,
        boolean sessionsEnabled,
        boolean apiSessionsIdentitiesCrud) {

    public static FeatureFlags of(Map<String, String> environment) {
        return new FeatureFlags(
                flag(environment, "DEX_EXPAND_ENV", true),
                flag(environment, "DEX_API_CONNECTORS_CRUD", false),
                flag(environment, "DEX_CONTINUE_ON_CONNECTOR_FAILURE", true),
                flag(environment, "DEX_CONFIG_DISALLOW_UNKNOWN_FIELDS", false),
                flag(environment, "DEX_CLIENT_CREDENTIAL_GRANT_ENABLED_BY_DEFAULT", false),
                flag(environment, "DEX_SESSIONS_ENABLED", false),
                flag(environment, "DEX_API_SESSIONS_IDENTITIES_CRUD", false));
    }

    private static boolean flag(Map<String, String> environment, String name, boolean otherwise) {
        return switch (environment.getOrDefault(name, "")) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> otherwise;
        };
    }
}
