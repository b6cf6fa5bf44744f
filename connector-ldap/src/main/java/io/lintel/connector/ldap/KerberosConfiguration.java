package io.lintel.connector.ldap;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/// Login by Kerberos ticket. It cannot be enabled yet; the connector says so.
@Introspected
public record KerberosConfiguration(
        @Bindable(defaultValue = "false") boolean enabled) {}
