package io.lintel.connector.saml;

import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of an assertion becomes what of an identity.
final class IdentityMapping {

    private final ResponseRules rules;
    private final AttributeNames names;

    IdentityMapping(ResponseRules rules) {
        this.rules = rules;
        this.names = rules.attributes();
    }

    /// @throws Rejection if a required attribute is missing, or the person is in no allowed group
    Identity read(NameId nameId, Map<String, List<String>> attributes, boolean groupsWanted) throws Rejection {
        var userId = names.userId() == null ? nameId.value() : require("userIDAttr", names.userId(), attributes);
        var email = email(require("emailAttr", names.email(), attributes), attributes);
        var username = require("usernameAttr", names.username(), attributes);
        return Identity.of(userId)
                .username(username)
                .preferredUsername(find(Claim.PREFERRED_USERNAME, attributes))
                .email(email)
                .groups(groups(attributes, groupsWanted))
                .profile(profile(attributes))
                .phone(phone(attributes))
                .build();
    }

    private static String require(String key, String name, Map<String, List<String>> attributes) throws Rejection {
        var value = first(name, attributes);
        if (value == null) {
            throw new Rejection(
                    Reason.ATTRIBUTES, "the assertion has no attribute " + name + ", which " + key + " asks for");
        }
        return value;
    }

    private static @Nullable String first(@Nullable String name, Map<String, List<String>> attributes) {
        var values = name == null ? null : attributes.get(name);
        return values == null || values.isEmpty() || values.getFirst().isBlank() ? null : values.getFirst();
    }

    private Email email(String address, Map<String, List<String>> attributes) throws Rejection {
        try {
            return new Email(
                    address,
                    names.emailVerified() == null
                            ? names.emailIsVerified()
                            : "true".equalsIgnoreCase(first(names.emailVerified(), attributes)));
        } catch (IllegalArgumentException malformed) {
            throw new Rejection(Reason.ATTRIBUTES, "the e-mail address is malformed: " + malformed.getMessage());
        }
    }

    private List<String> groups(Map<String, List<String>> attributes, boolean wanted) throws Rejection {
        var allowed = rules.allowedGroups();
        if (!wanted || names.groups() == null) {
            if (!allowed.isEmpty()) {
                throw new Rejection(
                        Reason.GROUP_DENIED,
                        "allowedGroups is set, and "
                                + (wanted ? "groupsAttr is not" : "the application did not ask for the scope groups"));
            }
            return List.of();
        }
        var values = attributes.get(names.groups());
        if (values == null) {
            throw new Rejection(
                    Reason.ATTRIBUTES,
                    "the assertion has no attribute " + names.groups() + ", which groupsAttr asks for");
        }
        var groups = values.stream()
                .flatMap(this::split)
                .filter(group -> !group.isEmpty())
                .toList();
        var matched = groups.stream().filter(allowed::contains).toList();
        if (!allowed.isEmpty() && matched.isEmpty()) {
            throw new Rejection(Reason.GROUP_DENIED, "the person is in none of allowedGroups");
        }
        return rules.filterGroups() && !allowed.isEmpty() ? matched : groups;
    }

    private Stream<String> split(String value) {
        var delimiter = rules.groupsDelimiter();
        return delimiter == null ? Stream.of(value) : Arrays.stream(value.split(Pattern.quote(delimiter), -1));
    }

    private Profile profile(Map<String, List<String>> attributes) {
        return new Profile(
                find(Claim.GIVEN_NAME, attributes),
                find(Claim.FAMILY_NAME, attributes),
                find(Claim.MIDDLE_NAME, attributes),
                find(Claim.NICKNAME, attributes),
                find(Claim.PROFILE, attributes),
                find(Claim.PICTURE, attributes),
                find(Claim.WEBSITE, attributes),
                find(Claim.GENDER, attributes),
                find(Claim.BIRTHDATE, attributes),
                find(Claim.ZONEINFO, attributes),
                find(Claim.LOCALE, attributes),
                null);
    }

    private @Nullable PhoneNumber phone(Map<String, List<String>> attributes) {
        var number = find(Claim.PHONE_NUMBER, attributes);
        return number == null ? null : new PhoneNumber(number, false);
    }

    private @Nullable String find(Claim claim, Map<String, List<String>> attributes) {
        return first(names.further().get(claim), attributes);
    }
}
