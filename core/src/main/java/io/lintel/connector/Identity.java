package io.lintel.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.secret.Secret;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who an end-user is, in the words of the upstream provider.
///
/// @param userId stable at the provider, never a name or address that can be reassigned; becomes part of `sub`
/// @param username the person's name for display; becomes `name`
/// @param preferredUsername what the person is called at the provider; becomes `preferred_username`
/// @param groups in the provider's order, each once
/// @param refreshState what the connector needs to [RefreshingConnector#refresh] or [LogoutConnector#beginLogout]
///     later, such as an upstream refresh token; stored sealed, and beyond the login only if the application was
///     granted `offline_access`
public record Identity(
        String userId,
        @Nullable String username,
        @Nullable String preferredUsername,
        @Nullable Email email,
        List<String> groups,
        Profile profile,
        @Nullable Address address,
        @Nullable PhoneNumber phone,
        @Nullable Secret refreshState) {

    public Identity {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("a user id must not be empty");
        }
        if (!UTF_8.newEncoder().canEncode(userId)) {
            throw new IllegalArgumentException("a user id holds half a surrogate pair and is no Unicode text");
        }
        groups = List.copyOf(new LinkedHashSet<>(groups));
    }

    public static Builder of(String userId) {
        return new Builder(userId);
    }

    /// The same person with other groups.
    public Identity withGroups(Collection<String> newGroups) {
        return new Identity(
                userId,
                username,
                preferredUsername,
                email,
                List.copyOf(newGroups),
                profile,
                address,
                phone,
                refreshState);
    }

    /// The same person with another state for the next refresh.
    public Identity withRefreshState(@Nullable Secret newState) {
        return new Identity(userId, username, preferredUsername, email, groups, profile, address, phone, newState);
    }

    /// Says nothing of the person but the user id: an identity must not end up in a log.
    @Override
    public String toString() {
        return "Identity[userId=" + userId + "]";
    }

    /// Collects what is known of a person.
    public static final class Builder {

        private final String userId;
        private @Nullable String username;
        private @Nullable String preferredUsername;
        private @Nullable Email email;
        private List<String> groups = List.of();
        private Profile profile = Profile.nothing();
        private @Nullable Address address;
        private @Nullable PhoneNumber phone;
        private @Nullable Secret refreshState;

        private Builder(String userId) {
            this.userId = Objects.requireNonNull(userId, "userId");
        }

        public Builder username(@Nullable String value) {
            username = value;
            return this;
        }

        public Builder preferredUsername(@Nullable String value) {
            preferredUsername = value;
            return this;
        }

        public Builder email(@Nullable Email value) {
            email = value;
            return this;
        }

        public Builder groups(Collection<String> value) {
            groups = List.copyOf(value);
            return this;
        }

        public Builder profile(Profile value) {
            profile = value;
            return this;
        }

        public Builder address(@Nullable Address value) {
            address = value;
            return this;
        }

        public Builder phone(@Nullable PhoneNumber value) {
            phone = value;
            return this;
        }

        public Builder refreshState(@Nullable Secret value) {
            refreshState = value;
            return this;
        }

        public Identity build() {
            return new Identity(
                    userId, username, preferredUsername, email, groups, profile, address, phone, refreshState);
        }
    }
}
