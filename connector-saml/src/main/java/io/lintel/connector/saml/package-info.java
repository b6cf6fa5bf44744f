/// Signs end-users in with SAML 2.0 (the web browser SSO profile).
///
/// A response is judged by [io.lintel.connector.saml.ResponseCheck] alone, in one pass without side effects: from
/// bytes to a [io.lintel.connector.saml.Verdict] by one connector's [io.lintel.connector.saml.ResponseRules].
/// That an assertion is used once is asked afterwards, by [io.lintel.connector.saml.FirstUse]. Nothing of a
/// message is used before the signature over it has been checked, and keys come from the configuration or from
/// the identity provider's metadata, never from the message.
@NullMarked
package io.lintel.connector.saml;

import org.jspecify.annotations.NullMarked;
