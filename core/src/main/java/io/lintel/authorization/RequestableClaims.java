package io.lintel.authorization;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The claims that can be asked for one by one (OpenID Connect Core, section 5.5).
public final class RequestableClaims {

    public static final Set<String> ABOUT_THE_END_USER = Set.of(
            "name",
            "preferred_username",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "profile",
            "picture",
            "website",
            "email",
            "email_verified",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "phone_number",
            "phone_number_verified",
            "address",
            "updated_at",
            "groups",
            "federated_claims");

    static final String CONTEXT = "acr";
    static final String SUBJECT = "sub";

    /// What is told anyway, and can be asked for with a value.
    private static final Set<String> ABOUT_THE_LOGIN = Set.of(SUBJECT, CONTEXT, "amr", "auth_time");

    public static final Set<String> ALL = Stream.concat(ABOUT_THE_END_USER.stream(), ABOUT_THE_LOGIN.stream())
            .collect(Collectors.toUnmodifiableSet());

    private RequestableClaims() {}
}
