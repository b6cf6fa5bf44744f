/// The example connectors keep the contracts, and say what is wrong with their upstreams.
@NullMarked
package io.lintel.connector.example;

import org.jspecify.annotations.NullMarked;
