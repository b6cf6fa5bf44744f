/// Proves that every key has its meaning and default, and every mistake its message.
@NullMarked
package io.lintel.server.settings;

import org.jspecify.annotations.NullMarked;
