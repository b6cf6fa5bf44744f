/// What `./lintel new-connector` does: it publishes what a connector is built against into a folder, and makes a Maven
/// project of its own from the connector of `connector-example` of the same kind.
///
/// The sources of the examples are the templates: they are compiled and tested with everything else, so what is made
/// from them works. A text of one's own has only what lies outside of them: `pom.xml`, a configuration, a README.
@NullMarked
package io.lintel.tools.connector;

import org.jspecify.annotations.NullMarked;
