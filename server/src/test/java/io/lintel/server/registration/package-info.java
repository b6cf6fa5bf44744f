@NullMarked
package io.lintel.server.registration;

import org.jspecify.annotations.NullMarked;
