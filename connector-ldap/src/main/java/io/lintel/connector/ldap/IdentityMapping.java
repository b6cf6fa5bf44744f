package io.lintel.connector.ldap;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of an entry becomes what of an identity.
final class IdentityMapping {
    private final UserSearchConfiguration names;
    private final ClaimAttributes claims;

    private IdentityMapping(UserSearchConfiguration names) {
        this.names = names;
        this.claims = new ClaimAttributes(names);
    }

    static IdentityMapping of(UserSearchConfiguration configuration) {
        if (configuration.emailSuffix() != null && configuration.nameAttr() == null) {
            throw ConnectorException.misconfigured(
                    "userSearch.emailSuffix makes addresses of nameAttr's value, so userSearch.nameAttr must be set");
        }
        return new IdentityMapping(configuration);
    }

    /// The attributes it reads.
    List<String> attributes() {
        var own = Stream.of(
                names.idAttr(),
                names.emailAttr(),
                names.nameAttr(),
                names.preferredUsernameAttr(),
                names.emailVerifiedAttr());
        return Stream.concat(own, claims.names().stream())
                .filter(name -> name != null && !name.isBlank())
                .distinct()
                .toList();
    }

    Optional<String> findUserId(DirectoryEntry entry) {
        return Optional.ofNullable(find(names.idAttr(), entry));
    }

    /// @throws ConnectorException naming every configured attribute that the entry lacks
    Identity.Builder read(DirectoryEntry entry) {
        var missing = new ArrayList<String>();
        var userId = require("idAttr", names.idAttr(), entry, missing);
        var name = require("nameAttr", names.nameAttr(), entry, missing);
        var preferred = require("preferredUsernameAttr", names.preferredUsernameAttr(), entry, missing);
        var emailAttr = names.emailSuffix() == null ? Blank.toNull(names.emailAttr()) : null;
        var address = require("emailAttr", emailAttr, entry, missing);
        if (userId == null || !missing.isEmpty()) {
            throw ConnectorException.invalidResponse("the entry " + entry.dn() + " lacks " + String.join(", ", missing)
                    + ": add them to the entry, let bindDN read them, or configure other attributes");
        }
        return Identity.of(userId)
                .username(name)
                .preferredUsername(preferred)
                .email(email(entry, names.emailSuffix() == null ? address : name + "@" + names.emailSuffix()))
                .profile(claims.profile(entry))
                .address(claims.address(entry))
                .phone(claims.phone(entry));
    }

    private @Nullable Email email(DirectoryEntry entry, @Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            return new Email(address, isVerified(entry));
        } catch (IllegalArgumentException malformed) {
            throw ConnectorException.invalidResponse(
                    "the e-mail address of the entry " + entry.dn() + " is malformed: " + malformed.getMessage(),
                    malformed);
        }
    }

    private boolean isVerified(DirectoryEntry entry) {
        var attribute = names.emailVerifiedAttr();
        return attribute == null
                ? names.emailVerified()
                : entry.findText(attribute).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static @Nullable String require(
            String key, @Nullable String attribute, DirectoryEntry entry, List<String> missing) {
        var value = find(attribute, entry);
        if (value == null && attribute != null) {
            missing.add(attribute + " (" + key + ")");
        }
        return value;
    }

    private static @Nullable String find(@Nullable String attribute, DirectoryEntry entry) {
        return attribute == null ? null : entry.findText(attribute).orElse(null);
    }
}
