package io.lintel.connector.ldap;

import io.lintel.secret.Secret;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an operator writes to log end-users in with an LDAP directory. Blank text counts as absent.
///
/// @param host `name[:port]`, or several separated by commas, tried in this order
/// @param insecureNoSsl speaks LDAP in the clear; passwords travel readable
/// @param insecureSkipVerify takes any certificate for the directory's
/// @param startTls begins in the clear and turns TLS on before anything else is sent
/// @param rootCa path of PEM certificates that alone are trusted
/// @param rootCaData the same as base64 of PEM; wins over `rootCa`
/// @param clientCert path of the PEM certificate we show
/// @param clientKey path of its PEM key
/// @param bindDn who searches; absent for anonymous searches
/// @param connectTimeout for one host: TCP, StartTLS and the TLS handshake together
/// @param operationTimeout for one search or bind
/// @param loginTimeout for everything one login or refresh does
/// @param poolSize connections kept for searches; this many logins search at once
@Introspected
public record LdapConfiguration(
        @NotBlank String host,
        @Bindable(defaultValue = "false") boolean insecureNoSsl,
        @Bindable(defaultValue = "false") boolean insecureSkipVerify,
        @Bindable(defaultValue = "false") boolean startTls,
        @Nullable String rootCa,
        @Nullable String rootCaData,
        @Nullable String clientCert,
        @Nullable String clientKey,
        @Nullable String bindDn,
        @Nullable Secret bindPw,
        @Nullable String usernamePrompt,
        @Valid UserSearchConfiguration userSearch,
        @Nullable @Valid GroupSearchConfiguration groupSearch,
        @Nullable @Valid KerberosConfiguration kerberos,
        @Bindable(defaultValue = "PT5S") Duration connectTimeout,
        @Bindable(defaultValue = "PT10S") Duration operationTimeout,
        @Bindable(defaultValue = "PT30S") Duration loginTimeout,
        @Bindable(defaultValue = "8") @Min(1) @Max(256) int poolSize) {

    public LdapConfiguration {
        rootCa = Blank.toNull(rootCa);
        rootCaData = Blank.toNull(rootCaData);
        clientCert = Blank.toNull(clientCert);
        clientKey = Blank.toNull(clientKey);
        bindDn = Blank.toNull(bindDn);
        bindPw = bindPw == null || bindPw.isEmpty() ? null : bindPw;
        usernamePrompt = Blank.toNull(usernamePrompt);
    }
}
