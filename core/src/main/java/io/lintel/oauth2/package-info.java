/// The words of the RFCs as types: identifiers, scopes, challenges, error codes, parameters.
///
/// A value with a name in an RFC has a type here, so that strings stop at the edge of the system. The package
/// knows neither clients nor end-users, and decides nothing that depends on configuration.
@NullMarked
package io.lintel.oauth2;

import org.jspecify.annotations.NullMarked;
