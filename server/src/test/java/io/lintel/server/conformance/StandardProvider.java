package io.lintel.server.conformance;

import com.nimbusds.oauth2.sdk.GeneralException;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands a class of modules the provider of the standard configuration, and each of its modules a client of that
/// whose browser nobody has logged in with. Both are closed when they are over.
final class StandardProvider implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(StandardProvider.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Provider.class || type == RelyingParty.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        var provider = store.getOrComputeIfAbsent(Provider.class, _ -> start(), Provider.class);
        return parameter.getParameter().getType() == Provider.class
                ? provider
                : store.getOrComputeIfAbsent(RelyingParty.class, _ -> provider.client("rp"), RelyingParty.class);
    }

    private static Provider start() {
        try {
            return Provider.start(Provider.STANDARD);
        } catch (GeneralException | IOException failed) {
            throw new IllegalStateException("there is no provider to test", failed);
        }
    }
}
