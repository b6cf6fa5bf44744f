/// The mock connectors keep the contracts, and nothing of their identities changes unnoticed.
@NullMarked
package io.lintel.connector.mock;

import org.jspecify.annotations.NullMarked;
