package io.lintel.connector.ldap;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/// Login by Kerberos ticket (SPNEGO), beside or instead of the password. Blank text counts as absent.
///
/// @param keytabPath the file with our key; required if enabled
/// @param spn the service tickets must be for, `HTTP/login.example.org`; absent for every `HTTP/` service of the
///     keytab
/// @param keytabPrincipal whose key in the keytab opens tickets; absent for that of the service
/// @param maxClockSkew seconds the clocks may be apart; Java knows one value for the whole process
/// @param expectedRealm the realm end-users must be of
/// @param usernameFromPrincipal `userPrincipalName` looks `user@REALM` up, anything else `user`
/// @param fallbackToPassword whether those without a ticket may type a password
@Introspected
public record KerberosConfiguration(
        @Bindable(defaultValue = "false") boolean enabled,
        @Nullable String keytabPath,
        @Nullable String spn,
        @Nullable String keytabPrincipal,

        @Bindable(defaultValue = "300") @Min(0) @Max(86_400) int maxClockSkew,

        @Nullable String expectedRealm,
        @Bindable(defaultValue = "localpart") String usernameFromPrincipal,
        @Bindable(defaultValue = "false") boolean fallbackToPassword) {

    public KerberosConfiguration {
        keytabPath = Blank.toNull(keytabPath);
        spn = Blank.toNull(spn);
        keytabPrincipal = Blank.toNull(keytabPrincipal);
        maxClockSkew = maxClockSkew == 0 ? 300 : maxClockSkew;
        expectedRealm = Blank.toNull(expectedRealm);
    }

    boolean looksUpWholePrincipal() {
        return usernameFromPrincipal.strip().equalsIgnoreCase("userPrincipalName");
    }
}
