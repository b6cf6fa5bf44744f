package io.lintel.server.mapping;

import io.lintel.authorization.IdentityRules;
import io.lintel.connector.Email;
import io.lintel.connector.Identity;
import io.lintel.connector.Profile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operator wants applications to be told of the users of one connector.
///
/// @param claims claims that are not told as the upstream says them. All are taken from what the upstream says: two
///     can be exchanged
public record MappedIdentity(GroupRules groups, Map<Claim, ClaimSource> claims) implements IdentityRules {

    private static final MappedIdentity NONE = new MappedIdentity(GroupRules.none(), Map.of());

    public MappedIdentity {
        claims = Map.copyOf(claims);
    }

    /// Everything as it is.
    public static MappedIdentity none() {
        return NONE;
    }

    @Override
    public Identity apply(Identity identity) {
        if (equals(NONE)) {
            return identity;
        }
        return Identity.of(identity.userId())
                .username(value(Claim.NAME, identity))
                .preferredUsername(value(Claim.PREFERRED_USERNAME, identity))
                .email(email(identity))
                .groups(groups.apply(identity.groups()))
                .profile(profile(identity))
                .address(identity.address())
                .phone(identity.phone())
                .refreshState(identity.refreshState())
                .build();
    }

    private @Nullable String value(Claim claim, Identity identity) {
        var source = claims.get(claim);
        return source == null ? claim.of(identity) : source.of(identity);
    }

    /// What the upstream does not call an address, it does not vouch for as one.
    private @Nullable Email email(Identity identity) {
        var source = claims.get(Claim.EMAIL);
        if (source == null) {
            return identity.email();
        }
        var address = source.of(identity);
        try {
            return address == null ? null : new Email(address, false);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private Profile profile(Identity identity) {
        return new Profile(
                value(Claim.GIVEN_NAME, identity),
                value(Claim.FAMILY_NAME, identity),
                value(Claim.MIDDLE_NAME, identity),
                value(Claim.NICKNAME, identity),
                value(Claim.PROFILE, identity),
                value(Claim.PICTURE, identity),
                value(Claim.WEBSITE, identity),
                value(Claim.GENDER, identity),
                value(Claim.BIRTHDATE, identity),
                value(Claim.ZONEINFO, identity),
                value(Claim.LOCALE, identity),
                identity.profile().updatedAt());
    }
}
