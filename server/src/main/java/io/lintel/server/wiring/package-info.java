/// Where objects meet: `@Factory` classes that construct the core from settings, and nothing else.
@NullMarked
package io.lintel.server.wiring;

import org.jspecify.annotations.NullMarked;
