package io.lintel.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands a class of tests a server with [TestServer#STANDARD], and closes it after the last of them.
public final class StandardServer implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(StandardServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestServer.class, _ -> TestServer.start(), TestServer.class);
    }
}
