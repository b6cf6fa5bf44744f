package io.lintel.connector.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands tests the one [ActiveDirectory] of a test run. It is started when it is first asked for, and stopped after
/// the last test.
public final class SharedActiveDirectory implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedActiveDirectory.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ActiveDirectory.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("directory", _ -> start(), ActiveDirectory.class);
    }

    private static ActiveDirectory start() {
        try {
            return ActiveDirectory.start();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (IOException | GeneralSecurityException | LDAPException failed) {
            throw new IllegalStateException("there is no Active Directory to test with", failed);
        }
    }
}
