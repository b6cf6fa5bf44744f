package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Email;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which of an account's addresses is taken, as dex chooses: with a preferred domain, the first verified one there, and
/// else the verified primary one. Without, the public one if there is one, as GitHub lets nobody publish an unverified
/// address.
final class EmailChoice {

    private final @Nullable List<String> preferred;
    private final boolean allVerified;

    private EmailChoice(@Nullable List<String> preferred, boolean allVerified) {
        this.preferred = preferred;
        this.allVerified = allVerified;
    }

    /// @param preferredDomain labels, of which `*` stands for any
    /// @param enterprise whether all addresses count as verified: a GitHub Enterprise Server verifies none
    /// @throws ConnectorException misconfigured if the last label is open
    static EmailChoice of(@Nullable String preferredDomain, boolean enterprise) {
        if (preferredDomain == null) {
            return new EmailChoice(null, enterprise);
        }
        if (preferredDomain.endsWith("*")) {
            throw ConnectorException.misconfigured("preferredEmailDomain must not end with *: write *.example.org");
        }
        return new EmailChoice(labels(preferredDomain), enterprise);
    }

    /// The address, empty if none will do.
    ///
    /// @param all asked only if the public address is not enough
    Optional<Email> choose(Account account, Supplier<List<EmailAddress>> all) {
        var published = account.publicEmail();
        if (published != null && preferred == null) {
            return Optional.of(email(published));
        }
        var verified = all.get().stream()
                .filter(address -> allVerified || address.verified())
                .toList();
        return verified.stream()
                .map(EmailAddress::address)
                .filter(this::isPreferred)
                .findFirst()
                .or(() -> verified.stream()
                        .filter(EmailAddress::primary)
                        .map(EmailAddress::address)
                        .findFirst())
                .map(EmailChoice::email);
    }

    private boolean isPreferred(String address) {
        if (preferred == null) {
            return false;
        }
        var domain = labels(address.substring(address.lastIndexOf('@') + 1));
        if (domain.size() != preferred.size()) {
            return false;
        }
        for (var i = 0; i < domain.size(); i++) {
            if (!preferred.get(i).equals("*") && !preferred.get(i).equals(domain.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> labels(String domain) {
        return List.of(domain.split("\\.", -1));
    }

    private static Email email(String address) {
        try {
            return new Email(address, true);
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.invalidResponse(
                    "an e-mail address in an answer of GitHub is malformed", malformed);
        }
    }
}
