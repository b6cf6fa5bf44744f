package io.lintel.server.browser;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands a class of tests a browser, and closes it after the last of them. It runs scripts and has no cookies when a
/// test begins.
public final class FreshBrowser implements ParameterResolver, BeforeEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(FreshBrowser.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        var browser = browser(context);
        browser.forgetCookies();
        browser.runScripts(true);
    }

    private static Browser browser(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Browser.class, _ -> Browser.start(), Browser.class);
    }
}
