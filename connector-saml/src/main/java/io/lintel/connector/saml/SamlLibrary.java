package io.lintel.connector.saml;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.Initializer;
import org.opensaml.core.xml.config.XMLObjectProviderInitializer;
import org.opensaml.xmlsec.config.GlobalAlgorithmRegistryInitializer;
import org.opensaml.xmlsec.config.impl.ApacheXMLSecurityInitializer;

/// OpenSAML, which wants to be started before anything of it is used.
///
/// Starting takes about a second, so it waits until the first message, whose request is on a virtual thread. Only
/// what is used here is started: the library's own start needs an HTTP client and whatever else is on the class
/// path.
final class SamlLibrary {

    /// Kept, because a logger that nobody holds may be made anew and would speak again.
    private static final Logger BELOW = Logger.getLogger("org.apache.xml.security");

    private SamlLibrary() {}

    /// Returns when the library can be used. Of any number of concurrent callers one starts it.
    static void start() {
        Started.once();
    }

    private static final class Started {
        static {
            BELOW.setLevel(Level.OFF);
            initialise(
                    new XMLObjectProviderInitializer(),
                    new org.opensaml.saml.config.impl.XMLObjectProviderInitializer(),
                    new org.opensaml.xmlsec.config.impl.XMLObjectProviderInitializer(),
                    new ApacheXMLSecurityInitializer(),
                    new GlobalAlgorithmRegistryInitializer());
        }

        static void once() {
            // Being called is enough.
        }

        private static void initialise(Initializer... initializers) {
            for (var initializer : initializers) {
                try {
                    initializer.init();
                } catch (InitializationException e) {
                    throw new IllegalStateException("OpenSAML does not start; are all its jars there?", e);
                }
            }
        }
    }
}
