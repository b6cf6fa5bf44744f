package io.lintel.server.page;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The second factors of somebody who is signed on.
///
/// @param recoveryCodes how many are left
/// @param newCodes the page with new ones, if they may be made now: a path of our own site
/// @param additions the pages that enrol another one, where that may be done now
/// @param confirmations the pages to be passed before anything may be changed
/// @param asksForLogin whether a new login is needed before anything may be changed
/// @param back the page that leads here: a path of our own site
public record FactorList(
        List<Owned> factors,
        int recoveryCodes,
        @Nullable String newCodes,
        List<Way> additions,
        List<Way> confirmations,
        boolean asksForLogin,
        String back) {

    public FactorList {
        factors = List.copyOf(factors);
        additions = List.copyOf(additions);
        confirmations = List.copyOf(confirmations);
    }

    /// Whether the kind alone does not say which authenticator a way is for.
    boolean isOneOfSeveral(Way way) {
        return Stream.concat(additions.stream(), confirmations.stream())
                        .filter(other -> other.isKey() == way.isKey())
                        .count()
                > 1;
    }

    /// One that is enrolled.
    ///
    /// @param removal the page that asks whether it is to be removed: a path of our own site; null if it may not be
    ///     removed now
    /// @param stays whether it may never be removed, because its holder could not sign in without it
    /// @param name as its holder calls it; may be blank
    public record Owned(
            @Nullable String removal,
            boolean stays,
            boolean isKey,
            String name,
            Instant since,
            @Nullable Instant lastUsed) {}

    /// A way to another page.
    ///
    /// @param href a path of our own site
    /// @param authenticator its id
    public record Way(String href, boolean isKey, String authenticator) {}
}
