/// Who an end-user has proved to be, and for how long a browser is believed to be theirs.
@NullMarked
package io.lintel.session;

import org.jspecify.annotations.NullMarked;
