/// The OpenID Foundation's certification of providers, module by module: the steps and the checks of each, over HTTP.
/// `docs/conformance.md` names the test of each module.
@NullMarked
package io.lintel.server.conformance;

import org.jspecify.annotations.NullMarked;
