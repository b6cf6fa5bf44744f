package io.lintel.connector.ldap;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an end-user is found and what of the entry becomes which claim.
///
/// @param filter every user must match it, such as `(objectClass=person)`
/// @param username the attributes one of which must equal what the end-user typed
/// @param idAttr becomes the user id; `DN` stands for the entry's name
/// @param emailAttr empty if the directory knows no addresses
/// @param emailSuffix makes an address of the name instead: `nameAttr`'s value, `@` and this
/// @param emailVerifiedAttr an attribute whose value `TRUE` says that the address is verified; wins over
///     `emailVerified`
/// @param emailVerified whether the directory vouches for its addresses
/// @param formattedAddressAttr a postal address with `$` between its lines (RFC 4517, section 3.3.28), or one line
@Introspected
public record UserSearchConfiguration(
        @NotBlank String baseDn,
        @Nullable String filter,
        @NotEmpty List<@NotBlank String> username,

        @Bindable(defaultValue = "sub") @Pattern(regexp = "sub|one|")
        String scope,

        @Bindable(defaultValue = "uid") String idAttr,
        @Bindable(defaultValue = "mail") String emailAttr,
        @Nullable String nameAttr,
        @Nullable String preferredUsernameAttr,
        @Nullable String emailSuffix,
        @Nullable String emailVerifiedAttr,
        @Bindable(defaultValue = "true") boolean emailVerified,
        @Nullable String givenNameAttr,
        @Nullable String familyNameAttr,
        @Nullable String nicknameAttr,
        @Nullable String pictureAttr,
        @Nullable String localeAttr,
        @Nullable String middleNameAttr,
        @Nullable String profileAttr,
        @Nullable String websiteAttr,
        @Nullable String genderAttr,
        @Nullable String birthdateAttr,
        @Nullable String zoneinfoAttr,
        @Nullable String phoneNumberAttr,
        @Nullable String formattedAddressAttr,
        @Nullable String streetAddressAttr,
        @Nullable String localityAttr,
        @Nullable String regionAttr,
        @Nullable String postalCodeAttr,
        @Nullable String countryAttr) {

    public UserSearchConfiguration {
        filter = Blank.toNull(filter);
        username = List.copyOf(username);
        scope = scope.isBlank() ? "sub" : scope;
        idAttr = idAttr.isBlank() ? "uid" : idAttr;
        nameAttr = Blank.toNull(nameAttr);
        preferredUsernameAttr = Blank.toNull(preferredUsernameAttr);
        emailSuffix = Blank.toNull(emailSuffix);
        emailVerifiedAttr = Blank.toNull(emailVerifiedAttr);
        givenNameAttr = Blank.toNull(givenNameAttr);
        familyNameAttr = Blank.toNull(familyNameAttr);
        nicknameAttr = Blank.toNull(nicknameAttr);
        pictureAttr = Blank.toNull(pictureAttr);
        localeAttr = Blank.toNull(localeAttr);
        middleNameAttr = Blank.toNull(middleNameAttr);
        profileAttr = Blank.toNull(profileAttr);
        websiteAttr = Blank.toNull(websiteAttr);
        genderAttr = Blank.toNull(genderAttr);
        birthdateAttr = Blank.toNull(birthdateAttr);
        zoneinfoAttr = Blank.toNull(zoneinfoAttr);
        phoneNumberAttr = Blank.toNull(phoneNumberAttr);
        formattedAddressAttr = Blank.toNull(formattedAddressAttr);
        streetAddressAttr = Blank.toNull(streetAddressAttr);
        localityAttr = Blank.toNull(localityAttr);
        regionAttr = Blank.toNull(regionAttr);
        postalCodeAttr = Blank.toNull(postalCodeAttr);
        countryAttr = Blank.toNull(countryAttr);
    }
}
