package io.lintel.server.mapping;

import io.lintel.connector.Identity;
import org.jspecify.annotations.Nullable;

/// Where the value of a claim comes from.
public sealed interface ClaimSource {

    /// What the upstream says under the name of another claim.
    record Other(Claim claim) implements ClaimSource {}

    /// The user id.
    record UserId() implements ClaimSource {}

    /// Nowhere: the claim is not told.
    record None() implements ClaimSource {}

    /// @throws IllegalArgumentException if the word is neither a claim nor `user_id` or `none`; the message
    ///     continues the path of its key
    static ClaimSource parse(String word) {
        return switch (word) {
            case "none" -> new None();
            case "user_id" -> new UserId();
            default ->
                new Other(Claim.find(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "is neither the name of a claim, such as preferred_username, nor user_id or none")));
        };
    }

    /// The value for one end-user.
    default @Nullable String of(Identity identity) {
        return switch (this) {
            case Other(var claim) -> claim.of(identity);
            case UserId _ -> identity.userId();
            case None _ -> null;
        };
    }
}
