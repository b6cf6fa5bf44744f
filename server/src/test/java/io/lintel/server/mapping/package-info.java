/// What applications are told.
@NullMarked
package io.lintel.server.mapping;

import org.jspecify.annotations.NullMarked;
