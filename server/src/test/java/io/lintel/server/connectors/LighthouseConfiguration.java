package io.lintel.server.connectors;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A configuration of every type of component there can be.
@Introspected
record LighthouseConfiguration(
        @NotBlank String clientId,
        Secret clientSecret,
        @Nullable String hostName,
        @Bindable(defaultValue = "Username") String usernamePrompt,
        boolean insecureNoSsl,
        @Bindable(defaultValue = "true") boolean startTls,
        @Min(1) @Max(10) @Bindable(defaultValue = "3") int attempts,
        @Nullable Integer port,
        @Nullable Boolean checked,
        @Bindable(defaultValue = "https://light.example") URI lamp,
        @Bindable(defaultValue = "PT10S") Duration timeout,
        @Nullable Path rootCa,
        @Bindable(defaultValue = "one-level") Reach reach,
        List<String> attributes,
        @Bindable(defaultValue = "openid, profile") List<String> scopes,
        Set<String> groups,
        Map<String, String> administrators,
        List<Keeper> keepers,
        Tower tower,
        @Nullable Tower annex) {

    LighthouseConfiguration {
        if (clientId.equals("forbidden")) {
            throw new IllegalArgumentException("clientId and the rest contradict each other");
        }
    }

    /// How far it shines.
    enum Reach {
        SUB,
        ONE_LEVEL
    }

    /// Who lives there.
    @Introspected
    record Keeper(@NotBlank String name, List<@NotBlank String> teams) {}

    /// What it stands on.
    @Introspected
    record Tower(@Min(0) int height, @Nullable String colour) {}
}
