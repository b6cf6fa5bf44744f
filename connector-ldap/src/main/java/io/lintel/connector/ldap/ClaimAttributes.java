package io.lintel.connector.ldap;

import io.lintel.connector.Address;
import io.lintel.connector.PhoneNumber;
import io.lintel.connector.Profile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What of an entry becomes the claims of the scopes `profile`, `address` and `phone`. Each attribute may be
/// missing.
final class ClaimAttributes {

    private static final Address NOWHERE = new Address(null, null, null, null, null, null);

    private final UserSearchConfiguration names;

    ClaimAttributes(UserSearchConfiguration names) {
        this.names = names;
    }

    /// The attributes it reads.
    List<String> names() {
        return Stream.of(
                        names.givenNameAttr(),
                        names.familyNameAttr(),
                        names.middleNameAttr(),
                        names.nicknameAttr(),
                        names.profileAttr(),
                        names.pictureAttr(),
                        names.websiteAttr(),
                        names.genderAttr(),
                        names.birthdateAttr(),
                        names.zoneinfoAttr(),
                        names.localeAttr(),
                        names.phoneNumberAttr(),
                        names.formattedAddressAttr(),
                        names.streetAddressAttr(),
                        names.localityAttr(),
                        names.regionAttr(),
                        names.postalCodeAttr(),
                        names.countryAttr())
                .filter(name -> name != null)
                .toList();
    }

    Profile profile(DirectoryEntry entry) {
        return new Profile(
                find(names.givenNameAttr(), entry),
                find(names.familyNameAttr(), entry),
                find(names.middleNameAttr(), entry),
                find(names.nicknameAttr(), entry),
                find(names.profileAttr(), entry),
                find(names.pictureAttr(), entry),
                find(names.websiteAttr(), entry),
                find(names.genderAttr(), entry),
                find(names.birthdateAttr(), entry),
                find(names.zoneinfoAttr(), entry),
                find(names.localeAttr(), entry),
                null);
    }

    /// A directory does not say whether anybody answers a number.
    @Nullable
    PhoneNumber phone(DirectoryEntry entry) {
        var number = find(names.phoneNumberAttr(), entry);
        return number == null ? null : new PhoneNumber(number, false);
    }

    @Nullable
    Address address(DirectoryEntry entry) {
        var formatted = find(names.formattedAddressAttr(), entry);
        var address = new Address(
                formatted == null ? null : lines(formatted),
                find(names.streetAddressAttr(), entry),
                find(names.localityAttr(), entry),
                find(names.regionAttr(), entry),
                find(names.postalCodeAttr(), entry),
                find(names.countryAttr(), entry));
        return NOWHERE.equals(address) ? null : address;
    }

    /// RFC 4517, section 3.3.28: `$` ends a line, and what is one in a line is escaped.
    private static String lines(String postalAddress) {
        return postalAddress.replace('$', '\n').replace("\\24", "$").replaceAll("\\\\5[Cc]", "\\\\");
    }

    private static @Nullable String find(@Nullable String attribute, DirectoryEntry entry) {
        return attribute == null ? null : entry.findText(attribute).orElse(null);
    }
}
