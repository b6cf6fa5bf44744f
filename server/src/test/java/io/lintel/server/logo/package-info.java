/// Pictures that are fetched, and what is no picture.
@NullMarked
package io.lintel.server.logo;

import org.jspecify.annotations.NullMarked;
