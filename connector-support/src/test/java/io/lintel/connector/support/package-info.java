/// Tests of what connectors share, against upstreams of their own.
@NullMarked
package io.lintel.connector.support;

import org.jspecify.annotations.NullMarked;
