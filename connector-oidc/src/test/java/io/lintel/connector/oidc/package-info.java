/// Tests of the connector against a provider that tests give its words.
@NullMarked
package io.lintel.connector.oidc;

import org.jspecify.annotations.NullMarked;
