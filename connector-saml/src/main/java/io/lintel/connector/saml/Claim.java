package io.lintel.connector.saml;

/// What of a person an attribute may tell besides the name, the e-mail address and the groups (OpenID Connect
/// Core, section 5.1).
enum Claim {
    PREFERRED_USERNAME,
    GIVEN_NAME,
    FAMILY_NAME,
    MIDDLE_NAME,
    NICKNAME,
    PROFILE,
    PICTURE,
    WEBSITE,
    GENDER,
    BIRTHDATE,
    ZONEINFO,
    LOCALE,
    PHONE_NUMBER
}
